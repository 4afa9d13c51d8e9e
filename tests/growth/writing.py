"""Where words are written, by whom, and what the forms there send."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from paths.growth.models import Evidence, Goal
from paths.growth.unsent import WRITER, sign_writer
from tests.growth.bakery import Bakery
from tests.promotions.case_pages import gathering
from tests.promotions.people import Company

# The name of a page, its arguments, who writes on it, and what they send.
Written = tuple[str, list[Any], Any, dict[str, str]]


def of(who: Any) -> dict[str, str]:
    """The hidden field on the pages of an employee or a user."""
    return {WRITER: sign_writer((getattr(who, "user", None) or who).pk)}


def fields(expected: Any, **said: str) -> dict[str, str]:
    """What a row sends about a statement."""
    return {f"{expected.key.hex}-{name}": value for name, value in ({"note": ""} | said).items()}


def growth_forms(bakers: Bakery) -> Iterator[Written]:
    """In one's own papers, and in those that are shared."""
    rye = bakers.asked("rye")
    goal = Goal.objects.create(employee=bakers.ana, action="Bake rye")
    log = Evidence.objects.create(employee=bakers.ana, text="Won a prize")
    week = {"week-TOTAL_FORMS": "1", "week-INITIAL_FORMS": "0", "week-0-percent": "20"}
    note = fields(rye, value="3", note="Typed for an hour")
    begun = bakers.shared(rye=2)
    yield "assessment_step", [begun.assessment_id, 1], bakers.ana, note
    yield "conversation_answer", [begun.pk, 1], bakers.bo, note
    yield "evidence_add", [], bakers.ana, {"text": "Typed for an hour", "happened_on": "2026-01-05"}
    yield "evidence_edit", [log.pk], bakers.ana, {"text": "Typed for an hour", "happened_on": "2026-01-05"}
    yield "goal_add", [], bakers.ana, {"action": "Typed for an hour"}
    yield "goal_edit", [goal.pk], bakers.ana, {"action": "Typed for an hour"}
    yield "week", [], bakers.ana, week | {"week-0-activity": "Typed for an hour"}


def case_forms(people: Company) -> Iterator[Written]:
    """In a promotion case."""
    case = gathering(people)
    item = case.items.first()
    text = {"text": "Typed for an hour", "happened_on": "2026-01-05"}
    yield "case", [case.pk], people.bo, {f"{item.pk}-mark": "met", f"{item.pk}-note": "Typed for an hour"}
    yield "case_comment", [case.pk], people.ana, text
    yield "case_evidence", [case.pk, item.pk], people.ana, text
    yield "case_step", [case.pk, "withdraw"], people.bo, {"reason": "Typed for an hour"}
    yield "feedback_ask", [case.pk], people.bo, {"message": "Typed for an hour"}
