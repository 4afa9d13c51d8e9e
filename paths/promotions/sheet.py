"""A case as its page shows it: the checklist with everything said of each item, its counts, and what is odd."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from paths.growth.choices import Voice
from paths.growth.models import Evidence
from paths.promotions.choices import FeedbackState, Mark
from paths.promotions.colleagues import Feedback
from paths.promotions.counting import MarkCounts, Part, bar_of, count_marks
from paths.promotions.item_rows import Group, ItemRow, Said, grouped, row_shown, said_of
from paths.promotions.last_said import LastSaid, last_said
from paths.promotions.linting import Weighed, odd_items
from paths.promotions.models import Case, Comment, Item, ItemEvidence
from paths.promotions.transitions import MARKED_IN

if TYPE_CHECKING:
    from paths.people.models import User


@dataclass(frozen=True)
class Sheet:
    """The checklist of a case. `comments` are those on the case as a whole."""

    rows: tuple[ItemRow, ...]
    comments: tuple[Comment, ...] = ()

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The rows by category."""
        return grouped(self.rows)

    @cached_property
    def counts(self) -> MarkCounts:
        """How many items carry each mark."""
        return count_marks(row.item.mark for row in self.rows)

    @cached_property
    def bar(self) -> tuple[Part, ...]:
        """The counts as they are drawn."""
        return bar_of(self.counts)

    @cached_property
    def unmarked(self) -> tuple[ItemRow, ...]:
        """What has to be marked before the case can be sent."""
        return tuple(row for row in self.rows if row.item.mark == Mark.OPEN and row.item.required)

    @cached_property
    def odd(self) -> tuple[ItemRow, ...]:
        """What may be worth a look before it is sent."""
        return tuple(row for row in self.rows if row.odd)

    @cached_property
    def to_goals(self) -> int:
        """How many items would become proposed goals if it were declined."""
        return self.counts.partly + self.counts.not_yet

    def with_rows(self, typed: Mapping[int, ItemRow]) -> Sheet:
        """The sheet with some rows as they were typed: item id -> row."""
        return replace(self, rows=tuple(typed.get(row.id, row) for row in self.rows))


def sheet_of(case: Case, feedback: Feedback, reader: User) -> Sheet:
    """The whole checklist for `reader`. Seven queries, however many items."""
    items = list(Item.objects.filter(case=case))
    rows = rows_of(case, items, feedback=feedback, reader=reader)
    whole = Comment.objects.filter(case=case, item__isnull=True).select_related("author")
    return Sheet(tuple(rows), tuple(whole))


def rows_of(case: Case, items: Sequence[Item], *, feedback: Feedback, reader: User) -> list[ItemRow]:
    """Some items of a case with all that `reader` may know of them. Six queries, however many."""
    evidence = _by_item(ItemEvidence.objects.filter(item__in=items).select_related("added_by"))
    comments = _by_item(Comment.objects.filter(case=case, item__in=items).select_related("author"))
    before = last_said(case, reader)
    is_subject = case.employee is not None and case.employee.user_id == reader.pk
    own = _own_log(case, items, evidence) if is_subject and case.state in MARKED_IN else {}
    odd = oddities_of(items, before, evidence)
    said, asked = feedback.on, _asked(feedback)
    return [
        row_shown(
            item,
            said=_said(item, before),
            evidence=evidence.get(item.pk, ()),
            comments=comments.get(item.pk, ()),
            own=own.get(item.pk, ()),
            answers=said.get(item.pk, ()),
            asked=tuple(asked.get(item.pk, ())),
            odd=odd.get(item.pk, ()),
        )
        for item in items
    ]


def light_sheet(case: Case, reader: User) -> Sheet:
    """The checklist with its marks and oddities alone. Four queries."""
    items = list(Item.objects.filter(case=case))
    evidence = _by_item(ItemEvidence.objects.filter(item__case=case).only("item_id", "happened_on"))
    odd = oddities_of(items, last_said(case, reader), evidence)
    return Sheet(tuple(row_shown(item, odd=odd.get(item.pk, ())) for item in items))


def oddities_of(
    items: Iterable[Item], before: LastSaid, evidence: Mapping[int, Sequence[ItemEvidence]]
) -> dict[int, tuple]:
    """item id -> what is odd about it, as far as whoever may know what was said `before` can tell."""
    weighed = [
        Weighed(
            item_id=item.pk,
            text=item.text,
            mark=item.mark,
            own=before.value(Voice.SELF, item.key),
            managers=before.value(Voice.MANAGER, item.key),
            is_settled=before.is_settled(item.key),
            evidence=tuple(each.happened_on for each in evidence.get(item.pk, ())),
        )
        for item in items
    ]
    found: dict[int, tuple] = {}
    for warned in odd_items(weighed, timezone.localdate()):
        found[warned.item_id] = (*found.get(warned.item_id, ()), warned.what)
    return found


def _said(item: Item, before: LastSaid) -> tuple[Said, ...]:
    given = ((voice, before.answer(voice, item.key)) for voice in Voice)
    found = (said_of(item, voice, before.names[voice], answer) for voice, answer in given if answer)
    return tuple(each for each in found if each)


def _asked(feedback: Feedback) -> dict[int, list[str]]:
    """item id -> the colleagues who were asked about it and have not answered."""
    found: dict[int, list[str]] = defaultdict(list)
    for request in feedback.requests:
        if request.state == FeedbackState.ASKED and request.colleague:
            for item in request.items.all():
                found[item.pk].append(request.colleague.name)
    return found


def _own_log(
    case: Case, items: Sequence[Item], added: Mapping[int, Sequence[ItemEvidence]]
) -> dict[int, list[Evidence]]:
    """item id -> what the employee has in their own log for it, and has not added yet. Two queries."""
    keys = {item.key: item.pk for item in items if item.key}
    mine = Evidence.objects.filter(employee=case.employee_id, shows__key__in=keys).distinct().prefetch_related("shows")
    found: dict[int, list[Evidence]] = defaultdict(list)
    for entry in mine:
        for item_id in {keys[shown.key] for shown in entry.shows.all() if shown.key in keys}:
            there = {(each.text, each.link, each.happened_on) for each in added.get(item_id, ())}
            if (entry.text, entry.link, entry.happened_on) not in there:
                found[item_id].append(entry)
    return found


def _by_item(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.item_id].append(row)
    return found
