"""Writing the promotion cases of the demo company, by the services and on the days of the past."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from random import Random

from django.contrib.auth.models import Group
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from paths.demo.promotion_stories import PARTNER, PAST, UNDER_WAY, Act, Advised, Asked, Promotion, Remark
from paths.demo.promotion_words import CRITERIA, NOTES, REASONS
from paths.demo.stories import Ready
from paths.ladders.models import JobFamily, Level
from paths.people.models import Employee, User
from paths.people.papers import HR_PARTNERS
from paths.promotions.actors import actors_of
from paths.promotions.applying import apply_case
from paths.promotions.asking import ask_feedback, give_feedback, give_view, name_adviser, withdraw_request
from paths.promotions.casework import Given, add_comment, add_evidence, open_case, take_step
from paths.promotions.choices import Mark
from paths.promotions.models import Case, Comment, Criterion, Cycle, FeedbackRequest
from paths.promotions.trail import write_event
from paths.promotions.transitions import TRANSITIONS, may
from paths.shared.clock import as_of

# What an item is marked, drawn from these.
MARKS = {
    Ready.EARLY: (Mark.MET, Mark.PARTLY, Mark.NOT_YET, Mark.NOT_YET),
    Ready.HALF: (Mark.MET, Mark.MET, Mark.MET, Mark.PARTLY, Mark.NOT_YET, Mark.NO_OPPORTUNITY),
    Ready.NEARLY: (*[Mark.MET] * 9, Mark.PARTLY, Mark.PARTLY, Mark.NOT_APPLICABLE),
    Ready.AHEAD: (*[Mark.MET] * 15, Mark.PARTLY),
}
WHY = "The demo company was loaded."


def write_past_cases() -> None:
    """Write the criteria, the cycles and the cases of the spring that changed levels, unless there is a case."""
    if Case.objects.exists():
        return
    families = dict(JobFamily.objects.values_list("slug", "pk"))
    bulk_create_with_history(
        [
            Criterion(text=text, why=why, family_id=families.get(family), position=place)
            for place, (text, why, family) in enumerate(CRITERIA)
        ],
        Criterion,
        default_change_reason=WHY,
    )
    _write(PAST)


def write_cases() -> None:
    """Write the other cases, once papers are there to gather from."""
    if len(PAST) == Case.objects.count():
        _write(UNDER_WAY)


def _write(stories: Iterable[Promotion]) -> None:
    people = {each.email.partition("@")[0]: each for each in _people()}
    levels = {f"{level.role.slug}/{level.slug}": level for level in Level.objects.select_related("role")}
    partner = User.objects.get(email=f"{PARTNER}@demo.example", groups=Group.objects.get(name=HR_PARTNERS))
    for story in stories:
        tell(story, people, levels, partner)


def tell(story: Promotion, people: Mapping[str, Employee], levels: Mapping[str, Level], partner: User) -> Case:
    """Write one case, day by day."""
    chance = Random(f"promotion of {story.email} {story.level}")  # noqa: S311
    employee = people[story.email]
    if story.before and employee.level_id != levels[story.before].pk:
        employee.level = levels[story.before]
        employee._history_date, employee._change_reason = _at(story.opened + 400), WHY
        employee.save()
    manager = employee.manager.user
    with as_of(_at(story.opened)):
        by = employee.user if story.is_asked_for else manager
        case = open_case(employee=employee, level=levels[story.level], by=by, cycle=_cycle(story.cycle))
    told = [*_marks(case, story, chance)]
    told += [(each.days, _ask, each) for each in story.asked]
    told += [(each.answered, _answer, each) for each in story.asked if each.said]
    told += [(each.days, _advise, each) for each in story.advised]
    told += [(each.days - 1, _view, each) for each in story.advised if each.view]
    told += [(each.days, _remark, each) for each in story.remarks]
    told += [(each.days, _take, each) for each in story.acts]
    for _days, write, each in sorted(told, key=lambda one: -one[0]):
        write(case, each, people, partner)
    if case_day := next((act.effective for act in story.acts if act.effective and act.effective > 0), None):
        with as_of(_at(case_day)):
            apply_case(case.pk)
    return case


def _take(case: Case, act: Act, people: Mapping[str, Employee], partner: User) -> None:
    current = Case.objects.select_related("employee__manager").get(pk=case.pk)
    manager = people[current.employee.email.partition("@")[0]].manager.user
    step = TRANSITIONS[act.step]
    by = manager if may(step, actors_of(current, manager)) else partner
    effective = None if act.effective is None else timezone.localdate() - datetime.timedelta(days=act.effective)
    given = Given(act.reason, effective, act.what_would_change)
    with as_of(_at(act.days)):
        take_step(case=case, step=act.step, by=by, given=given)


def _marks(case: Case, story: Promotion, chance: Random) -> Iterable[tuple[float, object, tuple]]:
    """What its manager marks, one item after the other, between the day it was opened and the day it was sent."""
    since = story.opened - 1.5
    ended = next((act.days for act in story.acts if act.step in ("send", "withdraw")), 0.2)
    chosen = [item for item in case.items.all() if chance.randrange(10) < story.marked]
    for place, item in enumerate(chosen):
        days = since - (since - min(ended + 1, since)) * place / max(1, len(chosen))
        yield days, _mark, (item, days, story, chance)


def _mark(case: Case, marked: tuple, people: Mapping[str, Employee], partner: User) -> None:
    """Mark an item, some with a note or evidence: straight into its row, as there are hundreds."""
    item, days, story, chance = marked
    case.refresh_from_db(fields=["events_so_far", "head"])
    manager = people[story.email].manager.user
    mark = chance.choice(MARKS[story.ready])
    item.mark, item.version = mark, 1
    with as_of(_at(days)):
        event = write_event(case=case, by=manager, what="mark", about=item.text, before=Mark.OPEN, after=mark)
        if mark in (Mark.NOT_APPLICABLE, Mark.NO_OPPORTUNITY):
            item.reason = chance.choice(REASONS)
            write_event(case=case, by=manager, what="reason", about=item.text, words=("", item.reason))
        elif chance.randrange(5) == 0:
            item.note = chance.choice(NOTES)
            write_event(case=case, by=manager, what="note", about=item.text, words=("", item.note))
        if mark == Mark.MET and chance.randrange(3) == 0:
            add_evidence(item=item, by=manager, text=chance.choice(story.deeds))
    item.marked_at = event.at
    item.save()


def _ask(case: Case, asked: Asked, people: Mapping[str, Employee], partner: User) -> None:
    manager = people[case.employee.email.partition("@")[0]].manager.user
    chance = Random(f"{asked.who} of {case.employee.email}")  # noqa: S311
    items = chance.sample(list(case.items.all()), max(2, len(asked.said)))
    with as_of(_at(asked.days)):
        request = ask_feedback(case=case, colleague=people[asked.who], items=items, by=manager, message=asked.question)
    FeedbackRequest.objects.filter(pk=request.pk).update(asked_at=_at(asked.days))
    if asked.is_withdrawn:
        with as_of(_at(asked.days - 0.01)):
            withdraw_request(request=request, by=manager)


def _answer(case: Case, asked: Asked, people: Mapping[str, Employee], partner: User) -> None:
    colleague = people[asked.who]
    request = FeedbackRequest.objects.get(case=case, colleague=colleague)
    texts = dict(zip(request.items.values_list("pk", flat=True), asked.said, strict=False))
    with as_of(_at(asked.answered)):
        give_feedback(request=request, by=colleague.user, texts=texts)


def _advise(case: Case, advised: Advised, people: Mapping[str, Employee], partner: User) -> None:
    with as_of(_at(advised.days)):
        name_adviser(case=case, adviser=people[advised.who], by=partner)


def _view(case: Case, advised: Advised, people: Mapping[str, Employee], partner: User) -> None:
    adviser = people[advised.who]
    with as_of(_at(advised.days - 1)):
        give_view(adviser=case.advisers.get(employee=adviser), by=adviser.user, view=advised.view)


def _remark(case: Case, remark: Remark, people: Mapping[str, Employee], partner: User) -> None:
    with as_of(_at(remark.days)):
        comment = add_comment(case=case, by=people[remark.who].user, text=remark.text)
    Comment.objects.filter(pk=comment.pk).update(written_at=_at(remark.days))


def _cycle(days: tuple[int, int, int] | None) -> Cycle | None:
    """The cycle of these days, made if it is not there, named after the month in which cases can join."""
    if days is None:
        return None
    opens, closes, decides = (timezone.localdate() - datetime.timedelta(days=each) for each in days)
    name = _("Promotions %(month)s") % {"month": date_format(opens, "F Y")}
    return Cycle.objects.get_or_create(opens_on=opens, closes_on=closes, decides_by=decides, defaults={"name": name})[0]


def _people() -> list[Employee]:
    rows = Employee.objects.select_related("user", "manager__user", "level")
    return list(rows.filter(email__endswith="@demo.example"))


def _at(days: float) -> datetime.datetime:
    """Noon, so many days ago; the morning for today."""
    noon = timezone.now().replace(hour=10, minute=0, second=0, microsecond=0)
    return min(noon, timezone.now()) - datetime.timedelta(days=days)
