"""The rows of one section of a draft, read, checked and saved together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from paths.ladders.drafting import save_section
from paths.ladders.forms.conflict import Difference, differing_rows
from paths.ladders.forms.rows import begin_in_last, initial_of, with_one_more, with_rows
from paths.ladders.forms.sections import Section
from paths.ladders.models import Edition, Level, LevelProfile
from paths.shared.saving import stamp_of

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

ROWS = "rows"


class SectionPage:
    """One section of a draft, of the database or (with `data`) as somebody has just sent it."""

    def __init__(self, draft: Edition, section: Section, data: QueryDict | None = None) -> None:
        self.draft, self.section, self.data = draft, section, data
        self.differences: list[Difference] | None = None
        self.of = section.model.objects.filter(edition=draft).order_by("position", "pk")
        self.seen = data.get("seen", "") if data is not None else stamp_of(self.of)
        more: dict[str, Any] = {"prefix": ROWS, "form_kwargs": {"levels": self._levels()}}
        self.rows = section.rows(data, **more) if data is not None else section.rows(initial=self._initial(), **more)

    def is_valid(self) -> bool:
        """Whether all of it can be saved."""
        return self.rows.is_valid()

    def save(self, by: AbstractBaseUser) -> None:
        """Write it all. Raises NotADraft and ChangedMeanwhile."""
        save_section(
            draft=self.draft,
            model=self.section.model,
            of=self.of,
            rows=self.rows.rows(),
            seen=self.seen,
            by=by,
        )

    def with_one_more(self) -> SectionPage:
        """The section as it was sent, with room for one more row."""
        page = SectionPage(self.draft, self.section, with_one_more(self.data, ROWS, {}))
        begin_in_last(page.rows)
        return page

    def beside_theirs(self) -> SectionPage:
        """The section as it was sent, ready to be saved over what somebody else saved meanwhile, with what differs."""
        there = {row["known_as"]: row for row in self._initial()}
        wanted = self.rows.rows()
        labels = {name: field.label for name, field in self.rows.form.base_fields.items()}
        named = {row.known_as for row in wanted}
        data = with_rows(self.data, ROWS, [row for known_as, row in there.items() if known_as not in named]).copy()
        data["seen"] = stamp_of(self.of)
        page = SectionPage(self.draft, self.section, data)
        page.differences = differing_rows(there, wanted, labels, self.section.called_by)
        return page

    def _levels(self) -> list[tuple[int, str]]:
        """The levels a row may name: those of the draft, and those it has no more that a row still names."""
        profiles = list(LevelProfile.objects.filter(edition=self.draft).order_by("rank", "pk"))
        levels = [(each.pk if self.section.per_profile else each.level_id, each.title) for each in profiles]
        if "level_id" in self.section.fields:
            left_out = Level.objects.filter(pk__in=self.of.values("level")).exclude(profiles__edition=self.draft)
            for level in left_out.order_by("pk").prefetch_related("profiles"):
                last = max(level.profiles.all(), key=lambda profile: profile.pk)
                levels.append((level.pk, _("%(level)s (not in this draft)") % {"level": last.title}))
        return levels

    def _initial(self) -> list[dict[str, Any]]:
        rows = self.of.values("pk", *self.section.fields)
        return initial_of({"known_as": row.pop("pk"), **row} for row in rows)
