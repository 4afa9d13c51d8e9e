"""What differs between two levels in numbers: years, pay and time. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from paths.ladders.comparison import Pay, PayChange, ShareCell, ShareLine, YearsChange
from paths.ladders.likeness import alike
from paths.ladders.threads import Threads
from paths.ladders.wording import folded

if TYPE_CHECKING:
    from paths.ladders.content import Profile, Share


def years_change(left: Profile, right: Profile) -> YearsChange | None:
    """How many years more `right` asks for than `left`; None if nothing can be said."""
    change = YearsChange(_less(right.years_min, left.years_min), _less(right.years_max, left.years_max))
    return None if change == YearsChange(None, None) else change


def pay_change(left: Pay | None, right: Pay | None) -> PayChange | None:
    """How many percent more `right` pays than `left`; None where a pay is missing or the currencies differ."""
    if left is None or right is None or left.currency != right.currency:
        return None
    return PayChange(_percent(left.minimum, right.minimum), _percent(left.maximum, right.maximum))


def share_lines(profiles: Sequence[Profile]) -> tuple[ShareLine, ...]:
    """The activities of the levels, those that belong together by wording on one line."""
    threads = Threads.through(
        [len(profile.shares) for profile in profiles],
        [_matches(left.shares, right.shares) for left, right in pairwise(profiles)],
    )
    return tuple(ShareLine(_cells(profiles, threads, line)) for line in threads.lines)


def _cells(profiles: Sequence[Profile], threads: Threads, line: dict[int, int]) -> tuple[ShareCell | None, ...]:
    cells: list[ShareCell | None] = []
    for column, profile in enumerate(profiles):
        if (place := line.get(column)) is None:
            cells.append(None)
            continue
        share, before = profile.shares[place], threads.before(column, place)
        at_left = profiles[column - 1].shares[before].percent if before is not None else Decimal(0)
        cells.append(
            ShareCell(
                activity=share.activity,
                percent=share.percent,
                points=_less(share.percent, at_left) if column else None,
                is_new=column > 0 and before is None,
                no_longer_named=threads.ends(column, place),
            )
        )
    return tuple(cells)


def _matches(left: Sequence[Share], right: Sequence[Share]) -> list[tuple[int, int]]:
    free = {j: folded(share.activity) for j, share in enumerate(right)}
    found = []
    for i, share in enumerate(left):
        same = next((j for j, activity in free.items() if activity == folded(share.activity)), None)
        if same is not None:
            found.append((i, same))
            del free[same]
    met = {i for i, _ in found}
    lefts, rights = [i for i in range(len(left)) if i not in met], list(free)
    pairs = alike([left[i].activity for i in lefts], [right[j].activity for j in rights])
    return [*found, *((lefts[pair.left], rights[pair.right]) for pair in pairs)]


def _less(number: Decimal | None, other: Decimal | None) -> Decimal | None:
    return number - other if number is not None and other is not None else None


def _percent(left: Decimal | None, right: Decimal | None) -> int | None:
    if not left or right is None:
        return None
    return int((100 * (right - left) / left).quantize(Decimal(1), ROUND_HALF_UP))
