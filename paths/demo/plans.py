"""Evidence, goals and weeks of the demo company."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from random import Random

from django.utils import timezone

from paths.demo.words import BY_PERSON, BY_ROLE, PLANS, PLANS_OF_ANA, PLANS_OF_MAI, Deed, Plan
from paths.growth.models import Evidence, EvidenceFor, Goal, WeekShare
from paths.ladders.choices import EditionStatus
from paths.ladders.models import Expectation, TimeShare
from paths.people.models import Employee

# Who has written down how their week is split, and by how many points it differs from their level's, line by line.
WEEKS = {
    "ana.moreira": (-5, 5, 10, -10),
    "jonas.lindqvist": (10, -10),
    "chloe.dubois": (-10, 0, 5),
    "rahul.deshmukh": (5, 5, -10),
    "ahmed.elsayed": (-15, 15),
    "dilek.kaya": (10, -5, -5),
}
WITHOUT_PLANS = {"viktor.halek", "matteo.galli", "ivo.petrov"}
_Statement = tuple[object, str, int | None]


def write_evidence(people: Mapping[str, Employee]) -> None:
    """What everybody has done, with the statements of their ladder that it shows."""
    said = _statements_by_role()
    rows, shown = [], []
    for name, employee in people.items():
        statements = said.get(employee.level.role_id, []) if employee.level else []
        for deed in _deeds(name, employee):
            day = timezone.localdate() - datetime.timedelta(days=deed.days_ago)
            rows.append(Evidence(employee=employee, text=deed.text, link=deed.link, happened_on=day))
            shown.append(_fitting(deed.shows, statements))
    for evidence, found in zip(Evidence.objects.bulk_create(rows), shown, strict=True):
        EvidenceFor.objects.bulk_create(
            EvidenceFor(evidence=evidence, key=key, skill_id=skill_id) for key, _text, skill_id in found
        )


def write_goals(people: Mapping[str, Employee]) -> None:
    """What everybody plans."""
    said = _statements_by_role()
    rows = []
    for name, employee in people.items():
        statements = said.get(employee.level.role_id, []) if employee.level else []
        for plan in _plans(name):
            found = _fitting((plan.shows,), statements)[:1] if plan.shows else []
            key, text, _skill = found[0] if found else (None, "", None)
            rows.append(
                Goal(
                    employee=employee,
                    action=plan.action,
                    key=key,
                    statement=text,
                    due_on=None if plan.due is None else timezone.localdate() + datetime.timedelta(days=plan.due),
                    done_at=None if plan.done is None else timezone.now() + datetime.timedelta(days=plan.done),
                    is_shared=plan.is_shared,
                    is_proposed=plan.is_proposed,
                )
            )
    Goal.objects.bulk_create(rows)


def write_weeks(people: Mapping[str, Employee]) -> None:
    """How some split their week: as their level does, give or take."""
    rows = []
    for name, steps in WEEKS.items():
        employee = people[name]
        shares = TimeShare.objects.filter(
            profile__level=employee.level_id, profile__edition__status=EditionStatus.PUBLISHED, percent__isnull=False
        )
        for place, (activity, percent) in enumerate(shares.order_by("position").values_list("activity", "percent")):
            step = steps[place] if place < len(steps) else 0
            figure = max(Decimal(0), percent + step)
            rows.append(WeekShare(employee=employee, activity=activity, percent=figure))
    WeekShare.objects.bulk_create(rows)


def _deeds(name: str, employee: Employee) -> Iterable[Deed]:
    if name in BY_PERSON:
        return BY_PERSON[name]
    deeds = BY_ROLE.get(employee.level.role.slug, ()) if employee.level else ()
    chance = Random(name)  # noqa: S311
    return chance.sample(deeds, min(len(deeds), chance.randrange(1, 4)))


def _plans(name: str) -> Iterable[Plan]:
    if name in WITHOUT_PLANS:
        return ()
    chance = Random(f"{name} plans")  # noqa: S311
    own = {"ana.moreira": PLANS_OF_ANA, "mai.nguyen": PLANS_OF_MAI}
    return own.get(name) or chance.sample(PLANS, chance.randrange(1, 4))


def _statements_by_role() -> dict[int, list[_Statement]]:
    """role id -> (key, text, skill id) of everything its edition in force says, the lowest level first."""
    found: dict[int, list[_Statement]] = {}
    rows = Expectation.objects.filter(profile__edition__status=EditionStatus.PUBLISHED)
    for role_id, *statement in rows.order_by("profile__rank", "position").values_list(
        "profile__edition__role_id", "key", "text", "skill_id"
    ):
        found.setdefault(role_id, []).append(tuple(statement))
    return found


def _fitting(words: Iterable[str], statements: Iterable[_Statement]) -> list[_Statement]:
    """For each of the words the first two statements that hold it, each once."""
    found: dict[object, _Statement] = {}
    for word in words:
        holding = [each for each in statements if word.casefold() in each[1].casefold()]
        found |= {each[0]: each for each in holding[:2]}
    return list(found.values())
