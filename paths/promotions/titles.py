"""What the two levels of a case are called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from paths.ladders.choices import EditionStatus
from paths.ladders.models import LevelProfile
from paths.promotions.models import Case


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles of the level somebody stood on when the case began, and of the one it is about."""

    before: str
    after: str

    @property
    def short(self) -> str:
        """Where from, without the words that both end with: "Mid-Level" beside "Senior Backend Engineer"."""
        words, other = self.before.split(), self.after.split()
        while words and other and words[-1] == other[-1]:
            words.pop()
            other.pop()
        return " ".join(words) or self.before


def titles_of(cases: Iterable[Case]) -> dict[int, Titles]:
    """case id -> its titles, as its edition has them; a level of another ladder as that one has it now. One query."""
    cases = list(cases)
    levels = {case.level_id for case in cases} | {case.from_level_id for case in cases if case.from_level_id}
    wanted = Q(edition__in={case.edition_id for case in cases}) | Q(edition__status=EditionStatus.PUBLISHED)
    rows = LevelProfile.objects.filter(wanted, level__in=levels).values_list("edition_id", "level_id", "title")
    pinned = {(edition, level): title for edition, level, title in rows}
    anywhere = {level: title for (_edition, level), title in pinned.items()}
    return {
        case.pk: Titles(
            before=_title(pinned, anywhere, case.edition_id, case.from_level_id),
            after=_title(pinned, anywhere, case.edition_id, case.level_id),
        )
        for case in cases
    }


def _title(pinned: dict[tuple[int, int], str], anywhere: dict[int, str], edition: int, level: int | None) -> str:
    if level is None:
        return ""
    return pinned.get((edition, level)) or anywhere.get(level, "")
