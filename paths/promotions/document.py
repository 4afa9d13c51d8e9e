"""A case as one document, for paper and as JSON: what it is about, the checklist, the decision and the story.

With names hidden nobody is named: people go by their part, and their names, links and addresses are taken out of texts.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from paths.promotions.cast import Cast
from paths.promotions.casting import cast_of, events_of, hears_advice
from paths.promotions.choices import CaseState
from paths.promotions.colleagues import feedback_of
from paths.promotions.item_rows import ItemRow, category_of
from paths.promotions.models import Case, Comment, FeedbackRequest
from paths.promotions.sheet import Sheet, sheet_of
from paths.promotions.story import Told, tell
from paths.promotions.titles import titles_of

if TYPE_CHECKING:
    from paths.people.models import User
    from paths.promotions.transitions import Actor

FORMAT = "career-paths/promotion-case/1"


def document_of(case: Case, reader: User, actors: Collection[Actor], *, is_hidden: bool = False) -> dict[str, Any]:
    """The document for a reader who is all of `actors` to the case, out of strings, numbers, lists and dictionaries;
    days are written like 2027-01-31. `is_hidden`: without names. Twelve queries, however long it is.
    """
    feedback = feedback_of(case, actors)
    sheet = sheet_of(case, feedback, reader)
    events = list(events_of(case, actors))
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
        "story": [_told(each) for each in tell(events, cast)],
    }


def about_names(is_hidden: bool) -> str:
    """What a reader has to know of the names in the document."""
    if not is_hidden:
        return ""
    return _(
        "Names are hidden: people go by their part. Texts are as they were written, without the names, links and "
        "addresses in them, and may still tell who somebody is."
    )


def _case(case: Case, cast: Cast) -> dict[str, Any]:
    titles = titles_of([case])[case.pk]
    employee = case.employee
    return {
        "number": case.pk,
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


def _decision(case: Case, cast: Cast) -> dict[str, Any] | None:
    """What was decided; of a case that was returned or withdrawn, why."""
    if not (case.decided_at or case.reason):
        return None
    return {
        "decided_on": _day(case.decided_at),
        "decided_by": cast.name(case.decided_by_id or "gone") if case.decided_at else "",
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


def _told(told: Told) -> dict[str, Any]:
    event = told.event
    return {
        "number": told.number,
        "at": told.at.isoformat(timespec="seconds"),
        "what": event.what,
        "told": told.sentence,
        "text": told.words,
        "seal": event.seal,
    }


def _day(moment: datetime.datetime | None) -> str:
    return timezone.localdate(moment).isoformat() if moment else ""
