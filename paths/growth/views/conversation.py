"""A shared assessment: what its owner shared, what the manager makes of it, and what both agreed on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from paths.growth.access import personal_page
from paths.growth.answer_rows import AnswerRow
from paths.growth.answering import note_opening
from paths.growth.choices import Voice
from paths.growth.readers import who_sees_conversation
from paths.growth.side_by_side import Line, Word, grouped, words
from paths.growth.standing import Row
from paths.growth.views.conversation_found import Found, find_conversation
from paths.growth.views.conversation_rows import Unsaved, as_row


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement, what was said of it, and the fields for what is agreed, for the manager to write."""

    line: Line
    words: tuple[Word, ...]
    row: AnswerRow | None = None


@personal_page
@require_safe
def conversation(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole of it. Its owner is told who opened it when."""
    found = find_conversation(request, pk)
    note_opening(conversation=found.conversation, user=request.user)  # type: ignore[arg-type]
    return render(request, "growth/conversation.html", page_context(request, found))


def page_context(request: HttpRequest, found: Found, unsaved: Mapping[UUID, Unsaved] | None = None) -> dict[str, Any]:
    """What the page says, in each state and for each reader. `unsaved`: what is agreed but could not be saved."""
    heard = found.heard
    lines = [replace(line, evidence=found.evidence.get(line.expected.key, ())) for line in heard.lines]
    groups = grouped(lines) if found.has_answers else ()
    may_read = Voice.SELF in heard.voices
    return {
        "found": found,
        "conversation": found.conversation,
        "heard": heard,
        "sees": who_sees_conversation(found.conversation, viewer=request.user),  # type: ignore[arg-type]
        "counts": heard.so_far.counts if heard.so_far else None,
        "groups": [(group, spoken(found, group.lines, unsaved)) for group in groups],
        "rows": spoken(found, lines, None) if may_read and not found.has_answers else (),
        "steps": heard.standing(Voice.MANAGER).steps if found.is_writing and not found.has_answers else (),
        "not_agreed": sum(not line.agreed.is_given for line in lines),
        "is_unsaved": bool(unsaved),
    }


def spoken(found: Found, lines: Sequence[Line], unsaved: Mapping[UUID, Unsaved] | None) -> list[Spoken]:
    """Each statement with what was said of it."""
    return [Spoken(line, words(line, found.names), _agreed_row(found, line, unsaved or {})) for line in lines]


def _agreed_row(found: Found, line: Line, unsaved: Mapping[UUID, Unsaved]) -> AnswerRow | None:
    if not (found.is_writing and found.has_answers):
        return None
    return as_row(Row(line.expected, line.agreed), {}, unsaved.get(line.expected.key))
