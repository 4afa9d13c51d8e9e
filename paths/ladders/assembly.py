"""Puts matched levels side by side: marks, threads, groups, counts. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from paths.ladders.choices import Kind
from paths.ladders.comparison import Bond, Column, Compared, Comparison, Counts, Group, Line, Mark, Statement
from paths.ladders.deltas import pay_change, share_lines, years_change
from paths.ladders.matching import Match
from paths.ladders.threads import Threads
from paths.ladders.wording import folded

if TYPE_CHECKING:
    from paths.ladders.content import Expected, Profile

_KINDS = {str(kind): order for order, kind in enumerate(Kind)}
Moves = Mapping[tuple[int, int], int]


def side_by_side(
    columns: Sequence[Column], matches: Sequence[Sequence[Match]], moves: Moves | None = None
) -> Comparison:
    """The comparison that `matches` between neighbouring columns make.

    `moves` tells of a statement (column, place) which level it came from or, in the first column, went to.
    """
    profiles = [column.profile for column in columns]
    statements = _statements(profiles, matches, moves or {})
    counts = [_counts(column, statements) for column in range(len(columns))]
    return Comparison(
        columns=tuple(
            Compared(
                profile=column.profile,
                pay=column.pay,
                counts=counts[place],
                years=years_change(columns[place - 1].profile, column.profile) if place else None,
                pay_change=pay_change(columns[place - 1].pay, column.pay) if place else None,
            )
            for place, column in enumerate(columns)
        ),
        groups=_groups(statements, len(columns)),
        shares=share_lines(profiles),
    )


def _statements(
    profiles: Sequence[Profile], matches: Sequence[Sequence[Match]], moves: Moves
) -> list[dict[int, Statement]]:
    """The lines in order: column -> statement."""
    threads = Threads.through(
        [len(profile.expectations) for profile in profiles],
        [[(match.left, match.right) for match in of_columns] for of_columns in matches],
        lambda column, place: _names(profiles[column].expectations[place]),
    )
    bonds = [{match.right: match.bond for match in of_columns} for of_columns in matches]
    return [
        {column: _statement(profiles, threads, bonds, moves, line, column) for column in sorted(line)}
        for line in threads.lines
    ]


def _statement(
    profiles: Sequence[Profile],
    threads: Threads,
    bonds: Sequence[Mapping[int, Bond]],
    moves: Moves,
    line: Mapping[int, int],
    column: int,
) -> Statement:
    place = line[column]
    expected, moved = profiles[column].expectations[place], moves.get((column, place))
    before, bond, mark = None, None, Mark.NEW if column else Mark.BASE
    if (at_left := threads.before(column, place)) is not None:
        before, bond = profiles[column - 1].expectations[at_left], bonds[column - 1][place]
        mark = _mark(before, expected, bond, downwards=profiles[column].rank < profiles[column - 1].rank)
    return Statement(
        expected=expected,
        mark=mark,
        bond=bond,
        before=before,
        no_longer_named=threads.ends(column, place),
        returns=before is None and min(line) < column,
        moved_from=moved if column else None,
        moved_to=None if column else moved,
    )


def _mark(before: Expected, after: Expected, bond: Bond, *, downwards: bool) -> Mark:
    """What is asked decides. Only where a statement grew from another does another wording ask something else."""
    asked_before, asked_after = _asked(before), _asked(after)
    if asked_before != asked_after:
        return Mark.DEEPER if asked_after > asked_before else Mark.EASED
    if bond not in (Bond.GROWS_FROM, Bond.LIKENESS) or folded(before.text) == folded(after.text):
        return Mark.CARRIED
    eased = before.grows_from == after.key if bond is Bond.GROWS_FROM else downwards
    return Mark.EASED if eased else Mark.DEEPER


def _asked(expected: Expected) -> tuple[int, bool]:
    return expected.skill.proficiency if expected.skill else 0, expected.required


def _names(expected: Expected) -> Iterator[Hashable]:
    """By what a statement is known again behind a column that does not name it. Likeness would guess there."""
    if expected.skill:
        yield Kind.SKILL, expected.skill.id
    else:
        yield expected.kind, expected.key
        yield expected.kind, folded(expected.text)


def _groups(lines: Sequence[Mapping[int, Statement]], columns: int) -> tuple[Group, ...]:
    """Kinds in their order, categories as they come in the columns from right to left."""
    found: dict[tuple[str, str], list[Line]] = defaultdict(list)
    written: dict[tuple[str, str], str] = {}
    for line in lines:
        last = line[max(line)].expected
        group = str(last.kind), folded(last.category)
        written.setdefault(group, last.category)
        found[group].append(Line(tuple(line.get(column) for column in range(columns))))
    return tuple(
        Group(group[0], written[group], tuple(found[group]))
        for group in sorted(found, key=lambda group: _KINDS.get(group[0], len(_KINDS)))
    )


def _counts(column: int, lines: Sequence[Mapping[int, Statement]]) -> Counts:
    here = [line[column] for line in lines if column in line]
    marks = Counter(statement.mark for statement in here)
    return Counts(
        total=len(here),
        new=marks[Mark.NEW],
        deeper=marks[Mark.DEEPER],
        eased=marks[Mark.EASED],
        carried=marks[Mark.CARRIED],
        reworded=sum(statement.mark is Mark.CARRIED and statement.reworded for statement in here),
        no_longer_named=sum(column - 1 in line and line[column - 1].no_longer_named for line in lines),
    )
