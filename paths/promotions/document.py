"""A case as one document, for paper and as JSON: what it is about, the checklist, the decision and the story.
docs/promotion-case.md says what the keys mean.

With names hidden nobody is named: people go by their part, and their names, links and addresses are taken out of texts.
What would lead to them by way of the database stays out as well: the number of the case, seals, and times of day.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from paths.promotions.cast import Cast
from paths.promotions.casting import cast_of, events_of, hears_advice
from paths.promotions.choices import CaseState
from paths.promotions.colleagues import feedback_of
from paths.promotions.item_rows import ItemRow, category_of
from paths.promotions.models import Case, Comment, Event, FeedbackRequest
from paths.promotions.sheet import Sheet, sheet_of
from paths.promotions.story import Told, tell
from paths.promotions.titles import titles_of
from paths.promotions.transitions import DECIDED

if TYPE_CHECKING:
    from paths.people.models import User
    from paths.promotions.transitions import Actor

FORMAT = "career-paths/promotion-case/2"
ENDED_WITH_A_REASON = frozenset({CaseState.RETURNED, CaseState.WITHDRAWN})


def document_of(case: Case, reader: User, actors: Collection[Actor], *, is_hidden: bool = False) -> dict[str, Any]:
    """The document for a reader who is all of `actors` to the case, out of strings, numbers, lists and dictionaries;
    days are written like 2027-01-31. `is_hidden`: without names. Twelve queries, two more to hide names, however long
    it is.
    """
    feedback = feedback_of(case, actors)
    sheet = sheet_of(case, feedback, reader)
    # Advice is not for every reader; what follows it is sealed with it all the same.
    before = Event.objects.filter(case=case, number=OuterRef("number") - 1)
    events = list(events_of(case, actors).annotate(previous=Subquery(before.values("seal"))))
    written = [*sheet.comments, *(each for row in sheet.rows for each in (*row.evidence, *row.comments))]
    cast = cast_of(case, events=events, requests=feedback.requests, written=written, is_hidden=is_hidden)
    return {
        "format": FORMAT,
        "made_on": timezone.localdate().isoformat(),
        "names": "hidden" if is_hidden else "shown",
        "about_names": about_names(is_hidden),
        "case": _case(case, cast),
        "decision": _decision(case, cast),
        "counts": asdict(sheet.counts) | {"total": sheet.counts.total},
        "checklist": _checklist(sheet, cast),
        "feedback": _feedback(feedback.requests, cast),
        "advisers": _advisers(case, cast) if hears_advice(case, actors) else [],
        "comments": [_comment(each, cast) for each in sheet.comments],
        "story": _story(events, cast),
    }


def about_names(is_hidden: bool) -> str:
    """What a reader has to know of the names in the document."""
    if not is_hidden:
        return ""
    return _(
        "Names are hidden: people go by their part. Texts are as they were written, without the names, links and "
        "addresses in them, and may still tell who somebody is. The number of the case, seals and times of day are "
        "left out."
    )


def _case(case: Case, cast: Cast) -> dict[str, Any]:
    titles = titles_of([case])[case.pk]
    employee = case.employee
    number = {} if cast.is_hidden else {"number": case.pk}
    return number | {
        "employee": cast.name(employee.user_id or ("employee", employee.pk)) if employee else cast.name("erased"),
        "from": titles.before,
        "towards": titles.after,
        "edition": str(case.edition),
        "edition_published_on": _day(case.edition.published_at),
        "cycle": case.cycle.name if case.cycle else "",
        "state": case.state,
        "state_name": str(CaseState(case.state).label),
        "state_since": _day(case.state_since),
        "opened_on": _day(case.opened_at),
        "opened_by": cast.name(case.opened_by_id or "gone"),
    }


def is_told_why(case: Case) -> bool:
    """Whether there is a decision now; of a case that is returned or withdrawn, whether it is said why."""
    return _is_decided(case) or (case.state in ENDED_WITH_A_REASON and bool(case.reason))


def _is_decided(case: Case) -> bool:
    return case.decided_at is not None and case.state in DECIDED


def _decision(case: Case, cast: Cast) -> dict[str, Any] | None:
    """What is decided now, or why it was returned or withdrawn. What was said before is told by the story."""
    if not is_told_why(case):
        return None
    is_decided = _is_decided(case)
    return {
        "decided_on": _day(case.decided_at) if is_decided else "",
        "decided_by": cast.name(case.decided_by_id or "gone") if is_decided else "",
        "reason": cast.words(case.reason),
        "what_would_change": cast.words(case.what_would_change),
        "effective_on": case.effective_on.isoformat() if case.effective_on else "",
        "level_changed_on": _day(case.applied_at),
    }


def _checklist(sheet: Sheet, cast: Cast) -> list[dict[str, Any]]:
    return [_item(row, cast) for row in sheet.rows]


def _item(row: ItemRow, cast: Cast) -> dict[str, Any]:
    item = row.item
    return {
        "text": item.text,
        "kind": item.kind,
        "category": str(category_of(item)),
        "key": str(item.key) if item.key else "",
        "why": item.why,
        "needed": str(row.needed),
        "required": item.required,
        "mark": item.mark,
        "mark_name": str(row.mark.label),
        "marked_on": _day(item.marked_at),
        "reason": cast.words(item.reason),
        "note": cast.words(item.note),
        "answers": [
            {"by": each.voice.value, "answer": str(each.label), "note": cast.words(each.note)} for each in row.said
        ],
        "evidence": [
            {
                "text": cast.words(each.text),
                "link": "" if cast.is_hidden else each.link,
                "happened_on": each.happened_on.isoformat(),
                "added_by": cast.name(each.added_by_id or "gone"),
            }
            for each in row.evidence
        ],
        "comments": [_comment(each, cast) for each in row.comments],
    }


def _feedback(requests: Iterable[FeedbackRequest], cast: Cast) -> list[dict[str, Any]]:
    return [
        {
            "by": _colleague(each, cast),
            "state": each.state,
            "asked_on": _day(each.asked_at),
            "answered_on": _day(each.answered_at),
            "question": cast.words(each.message),
            "answers": [{"item": answer.item.text, "text": cast.words(answer.text)} for answer in each.answers.all()],
        }
        for each in requests
    ]


def _colleague(request: FeedbackRequest, cast: Cast) -> str:
    colleague = request.colleague
    return cast.name(colleague.user_id or ("employee", colleague.pk) if colleague else "gone")


def _advisers(case: Case, cast: Cast) -> list[dict[str, Any]]:
    return [
        {
            "by": cast.name(each.employee.user_id or ("employee", each.employee_id) if each.employee else "gone"),
            "given_on": _day(each.given_at),
            "view": cast.words(each.view),
        }
        for each in case.advisers.all()
    ]


def _comment(comment: Comment, cast: Cast) -> dict[str, Any]:
    return {
        "by": cast.name(comment.author_id or "gone"),
        "written_on": _day(comment.written_at),
        "text": cast.words(comment.text),
    }


def _story(events: Iterable[Event], cast: Cast) -> list[dict[str, Any]]:
    told = tell(events, cast)
    return [_told(each) if cast.is_hidden else _told(each) | _sealed(each) for each in told]


def _told(told: Told) -> dict[str, Any]:
    return {
        "number": told.number,
        "day": _day(told.at),
        "who": told.who,
        "what": told.event.what,
        "about": told.about,
        "from": told.before,
        "from_name": told.before_name,
        "to": told.after,
        "to_name": told.after_name,
        "told": told.sentence,
        "text": told.words,
        "was": told.was,
    }


def _sealed(told: Told) -> dict[str, Any]:
    """What the seal of an event is made of, as it was written: enough to make it again."""
    event, words = told.event, getattr(told.event, "words", None)
    return {
        "at": told.at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
        "sealed": {
            "previous": event.previous or "",
            "actor": event.actor_number,
            "about": event.about,
            "from": event.before,
            "to": event.after,
            "salt": words.salt if words else "",
        },
        "seal": event.seal,
    }


def _day(moment: datetime.datetime | None) -> str:
    return timezone.localdate(moment).isoformat() if moment else ""
