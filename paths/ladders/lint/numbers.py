"""Years that do not follow each other, and days that are not whole."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paths.ladders.content import EditionContent, Profile
from paths.ladders.lint.finding import Finding, name_of
from paths.shared.formats import plain
from paths.shared.formats import years as years_text

HUNDRED = Decimal(100)


def years(content: EditionContent) -> Iterator[Finding]:
    """Levels whose years overlap those of the rank below, leave a hole to them, or are not said although others are.

    Of a fork one side has to fit. "0-2" and "3-5" leave no hole where the whole ladder counts so.
    """
    told = [profile for profile in content.profiles if profile.years_min is not None]
    ranks = [[profile for profile in told if profile.rank == rank] for rank in sorted({p.rank for p in told})]
    gaps = [_gap(lower, profile) for under, here in pairwise(ranks) for profile in here for lower in under]
    counts_on = len(gaps) > 1 and all(gap == 1 for gap in gaps)
    for profile in content.profiles:
        if told and profile.years_min is None:
            yield _finding(
                "years-missing", profile, _("%(level)s says no years.") % {"level": name_of(content, profile)}
            )
    for under, here in pairwise(ranks):
        for profile in here:
            lower = min(under, key=lambda each: abs(_gap(each, profile)))
            gap = _gap(lower, profile)
            if gap and not counts_on:
                message = (
                    _("%(level)s (%(years)s) begins before %(lower)s (%(lower_years)s) ends.")
                    if gap < 0
                    else _("Between %(lower)s (%(lower_years)s) and %(level)s (%(years)s) there is a hole.")
                )
                names = {"level": name_of(content, profile), "years": _years(profile)}
                names |= {"lower": name_of(content, lower), "lower_years": _years(lower)}
                yield _finding("years-overlap" if gap < 0 else "years-hole", profile, message % names)


def time_shares(content: EditionContent) -> Iterator[Finding]:
    """Levels whose day gives figures that do not make 100 percent."""
    for profile in content.profiles:
        given = [share.percent for share in profile.shares if share.percent is not None]
        if not given or sum(given) == HUNDRED:
            continue
        without = len(profile.shares) - len(given)
        more = (
            " " + ngettext("%(n)s line has no figure.", "%(n)s lines have no figure.", without) % {"n": without}
            if without
            else ""
        )
        yield Finding(
            "time-shares",
            _("%(level)s: the parts of the day make %(sum)s percent, not 100.")
            % {"level": name_of(content, profile), "sum": plain(sum(given, Decimal(0)))}
            + more,
            _("People read the shares as a whole day, and the bars on the page are drawn as one."),
            profile.level_id,
            None,
            "days",
        )


def _gap(lower: Profile, upper: Profile) -> Decimal:
    """The years between two levels; below 0 where they overlap, far below where the lower one has no end."""
    end = lower.years_max if lower.years_max is not None else Decimal("Infinity")
    begin = upper.years_min if upper.years_min is not None else Decimal(0)
    return begin - end


def _years(profile: Profile) -> str:
    return years_text(profile.years_min, profile.years_max)


def _finding(check: str, profile: Profile, message: str) -> Finding:
    why = _("People look for themselves by their years, and find two levels or none.")
    return Finding(check, message, why, profile.level_id, None, "years_min")
