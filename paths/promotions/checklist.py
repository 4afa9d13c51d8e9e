"""The checklist of a case, gathered from the level, the company's criteria, and evidence that was shared before."""

from __future__ import annotations

from django.db.models import Q

from paths.growth.choices import ConversationState
from paths.growth.models import Conversation, Evidence
from paths.growth.scales import needed
from paths.growth.targets import profile_in, read_editions
from paths.people.models import Employee
from paths.promotions.models import Case, Criterion, Item, ItemEvidence
from paths.promotions.trail_in_bulk import write_events

COMPANY = "company"
BROUGHT = "evidence_brought"


def gather_items(case: Case) -> list[Item]:
    """Write the checklist of a new case: what the level asks, then what the company asks, with shared evidence."""
    content = read_editions([case.edition_id])[case.edition_id]
    profile = profile_in(content, case.level_id)
    expectations = profile.expectations if profile else ()
    rows = [
        Item(
            case=case,
            key=each.key,
            kind=each.kind,
            category=each.category,
            text=each.text,
            needed=needed(each),
            required=each.required,
            position=place,
        )
        for place, each in enumerate(expectations)
    ]
    rows += [
        Item(case=case, criterion=each, kind=COMPANY, text=each.text, why=each.why, position=len(rows) + place)
        for place, each in enumerate(criteria_for(case))
    ]
    items = Item.objects.bulk_create(rows)
    _bring_evidence(case, items)
    return items


def criteria_for(case: Case) -> list[Criterion]:
    """The company's criteria that a case towards this level has to meet."""
    role = case.level.role
    fits = (
        Q(family__isnull=True) | Q(family=role.family_id),
        Q(role__isnull=True) | Q(role=role.pk),
        Q(level__isnull=True) | Q(level=case.level_id),
    )
    return list(Criterion.objects.filter(*fits, is_active=True))


def _bring_evidence(case: Case, items: list[Item]) -> None:
    """What was shared with the manager before is there from the beginning; what is private stays private. The trail
    says of each piece that it came, so that it is known what was there if it is taken away.
    """
    by_statement = {item.key: item for item in items if item.key}
    shared = Conversation.objects.filter(employee=case.employee_id).exclude(state=ConversationState.WITHDRAWN)
    rows = shared.filter(evidence__key__in=by_statement).values_list(
        "evidence__key", "evidence__text", "evidence__link", "evidence__happened_on"
    )
    owner = case.employee.user if case.employee else None
    pieces = ItemEvidence.objects.bulk_create(
        ItemEvidence(item=by_statement[key], text=text, link=link, happened_on=day, added_by=owner)
        for key, text, link, day in sorted(set(rows), key=lambda row: (by_statement[row[0]].position, row[3], row[1:3]))
    )
    written = [(piece.item.text, f"{piece.text} {piece.link}".strip()) for piece in pieces]
    write_events(case=case, what=BROUGHT, written=written)


def own_evidence_for(item: Item, employee: Employee) -> list[Evidence]:
    """What the employee has in their own log for an item, to be added by them with one click."""
    return list(Evidence.objects.filter(employee=employee, shows__key=item.key)) if item.key else []
