"""The first page of a draft: its own texts, and its levels in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import QueryDict

from paths.ladders.drafting import save_ladder, stamp_of_ladder
from paths.ladders.forms.conflict import Difference, differing_rows, differing_values
from paths.ladders.forms.ladder import LadderForm, LevelRows
from paths.ladders.forms.rows import begin_in_last, initial_of, with_one_more, with_rows
from paths.ladders.models import Edition, LevelProfile

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

LEVELS = "levels"


class LadderPage:
    """The forms of a draft's first page, of the database or (with `data`) as somebody has just sent them."""

    def __init__(self, draft: Edition, data: QueryDict | None = None) -> None:
        self.draft, self.data = draft, data
        self.differences: list[Difference] | None = None
        self.seen = data.get("seen", "") if data is not None else stamp_of_ladder(draft)
        self.ladder = LadderForm(data, instance=draft)
        if data is not None:
            self.levels = LevelRows(data, prefix=LEVELS)
        else:
            self.levels = LevelRows(initial=initial_of(self._levels()), prefix=LEVELS)

    def is_valid(self) -> bool:
        """Whether all of it can be saved."""
        return all([self.ladder.is_valid(), self.levels.is_valid()])

    def save(self, by: AbstractBaseUser) -> None:
        """Write it all. Raises NotADraft and ChangedMeanwhile."""
        gone = set(map(id, self.levels.deleted_forms))
        rows = [form.level_row(id(form) in gone) for form in self.levels.in_order() if form.has_changed()]
        save_ladder(draft=self.draft, values=self.ladder.cleaned_data, levels=rows, seen=self.seen, by=by)

    def with_one_more(self) -> LadderPage:
        """The page as it was sent, with room for one more level."""
        page = LadderPage(self.draft, with_one_more(self.data, LEVELS, {}))
        begin_in_last(page.levels)
        return page

    def beside_theirs(self) -> LadderPage:
        """The page as it was sent, ready to be saved over what somebody else saved meanwhile, with what differs."""
        now = Edition.objects.get(pk=self.draft.pk)
        names = {name: field.label for name, field in self.ladder.fields.items()}
        theirs = {name: getattr(now, name) for name in self.ladder.cleaned_data}
        found = differing_values(str(now.role), theirs, self.ladder.cleaned_data, names)
        there = {row["known_as"]: row for row in self._levels()}
        wanted = self.levels.rows()
        labels = {name: field.label for name, field in self.levels.form.base_fields.items()}
        found += differing_rows(there, wanted, labels, "title")
        named = {row.known_as for row in wanted}
        data = with_rows(self.data, LEVELS, [row for known_as, row in there.items() if known_as not in named]).copy()
        data["seen"] = stamp_of_ladder(now)
        page = LadderPage(self.draft, data)
        page.differences = found
        return page

    def left_out(self) -> list[LevelProfile]:
        """The levels of the edition in force that the draft has no more, and that can be put back."""
        here = LevelProfile.objects.filter(edition=self.draft).values("level")
        published = LevelProfile.objects.filter(edition__in=Edition.objects.published().filter(role=self.draft.role_id))
        return list(published.exclude(level__in=here).order_by("rank", "pk"))

    def _levels(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        rank = None
        for profile in LevelProfile.objects.filter(edition=self.draft).order_by("rank", "pk"):
            found.append({"known_as": profile.level_id, "title": profile.title, "beside": profile.rank == rank})
            rank = profile.rank
        return found
