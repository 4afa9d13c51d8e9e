"""Saving the marks that were sent, of one row or of the whole checklist, and showing those that could not be saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from paths.growth.unsent import Words
from paths.people.models import User
from paths.promotions.casework import MarkedMeanwhile, NotAllowed, mark_item
from paths.promotions.choices import Mark
from paths.promotions.forms.marks import MarkForm
from paths.promotions.item_rows import ItemRow, digest_of, row_shown, typed_into
from paths.promotions.models import Item
from paths.promotions.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A row that was not saved: what was sent, and why not or what was saved elsewhere meanwhile."""

    form: MarkForm
    problems: tuple[str, ...] = ()
    other: Item | None = None

    def show(self, row: ItemRow) -> ItemRow:
        """The row with what was typed."""
        return typed_into(
            row,
            chosen=self.form.typed("mark"),
            reason=self.form.typed("reason"),
            note=self.form.typed("note"),
            version=self.form.typed_version,
            was=self.form.typed("was")[:20],
            problems=self.problems,
            other=self.other,
        )


def save_item(item: Item, form: MarkForm, by: User) -> tuple[Item, Unsaved | None]:
    """Save one row. Returns the item as it is then, and why not if it could not be saved."""
    if form.is_valid() and form.cleaned_data["take"]:
        return item, None
    if not form.is_valid():
        return item, Unsaved(form, form.problems)
    said = form.said | {"mark": Mark(form.said["mark"])}
    try:
        return mark_item(item=item, by=by, version=form.shown_version, **said), None
    except MarkedMeanwhile as error:
        return item, Unsaved(form, other=error.item)
    except NotAllowed:
        return item, Unsaved(form, (_("Not saved. The case has been sent or closed since you opened this page."),))


def save_sheet(sheet: Sheet, data: QueryDict, by: User) -> dict[int, ItemRow]:
    """Save the rows that say anything else than what was shown. Returns those that could not be: item id -> row."""
    unsaved = {}
    for row in sheet.rows:
        form = MarkForm(row.item, data)
        if form.was_sent and not (form.is_valid() and not form.is_touched):
            _item, problem = save_item(row.item, form, by)
            if problem:
                unsaved[row.id] = problem.show(row)
    return unsaved


def with_unsent(sheet: Sheet, unsent: QueryDict) -> dict[int, ItemRow]:
    """The rows in which something was typed that is not saved: item id -> row."""
    why = _("Not saved yet. You were signed out before this was saved.")
    found = {}
    for row in sheet.rows:
        if _is_unsaved(form := MarkForm(row.item, unsent)):
            found[row.id] = Unsaved(form, form.problems or (why,)).show(row)
    return found


def words_unsaved(items: Iterable[Item], sent: QueryDict) -> list[Words]:
    """The same as words, for when nothing can be saved."""
    forms = [(item, MarkForm(item, sent)) for item in items]
    rows = [Unsaved(form).show(row_shown(item)) for item, form in forms if _is_unsaved(form)]
    return [
        Words(text, row.item.text, str(row.chosen_label))
        for row in rows
        for text in [each for each in (row.reason, row.note) if each.strip()] or [""]
    ]


def _is_unsaved(form: MarkForm) -> bool:
    """Whether a row was sent and says anything else than what is saved."""
    return form.was_sent and not (form.is_valid() and _says(form) == digest_of(form.item))


def _says(form: MarkForm) -> str:
    return digest_of(Item(**form.said))
