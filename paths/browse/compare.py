"""What the compare page shows, put together from the comparison. No request and no database in here."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paths.browse.compare_days import DayLine, days_of
from paths.browse.compare_heads import Chosen, Head, heads_of
from paths.browse.ladder import DayPart
from paths.documents.comparison import group_label, mark_words, pay_change
from paths.ladders.compare import compare
from paths.ladders.comparison import Column, Comparison, Group, Line, Mark, Pay, Statement
from paths.ladders.slugs import short_title
from paths.ladders.wording import Edit, Segment
from paths.pay.figures import PayFigure

CHANGES, EVERYTHING = "changes", "everything"
SHOWS = (CHANGES, EVERYTHING)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a line: a statement with its mark, or what is to be said of its absence."""

    level: str
    statement: Statement | None = None
    mark: str = ""
    word: str = ""
    segments: tuple[Segment, ...] = ()
    absence: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Lines under one label."""

    label: str
    kind: str
    lines: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class CompareView:
    """Everything the page shows of a comparison."""

    title: str
    summary: tuple[str, ...]
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    days: tuple[tuple[DayPart, ...], ...]
    day_lines: tuple[DayLine, ...]
    comparison: Comparison

    @property
    def has_pay(self) -> bool:
        return any(head.pay for head in self.heads)


def compare_view(chosen: Chosen, pay: dict[int, tuple[PayFigure, ...]], show: str) -> CompareView:
    """The page of the levels chosen (two to four), with the pay its reader may see, by level id."""
    figures = [(pay.get(profile.level_id) or (None,))[0] for _choice, _content, profile in chosen]
    comparison = compare(
        [Column(profile, _plain(figure)) for (_c, _e, profile), figure in zip(chosen, figures, strict=True)]
    )
    shorts = _short_titles(chosen)
    heads = heads_of(chosen, figures, comparison, shorts, show)
    rows = tuple(row for group in comparison.groups if (row := _row(group, shorts, show)))
    days, day_lines = days_of(comparison, shorts)
    return CompareView(_title(shorts), _summary(comparison, shorts), heads, rows, days, day_lines, comparison)


def _plain(figure: PayFigure | None) -> Pay | None:
    return Pay(figure.minimum, figure.maximum, figure.and_above, figure.currency) if figure else None


def _short_titles(chosen: Chosen) -> list[str]:
    """Titles without the role where all are of one role."""
    if len({content.role_id for _choice, content, _profile in chosen}) > 1:
        return [profile.title for _choice, _content, profile in chosen]
    return [short_title(profile.title, content.role) for _choice, content, profile in chosen]


def _title(shorts: list[str]) -> str:
    if len(shorts) == 2:
        return _("What changes from %(first)s to %(last)s") % {"first": shorts[0], "last": shorts[1]}
    names = {"others": ", ".join(shorts[:-1]), "last": shorts[-1]}
    return _("What changes through %(others)s and %(last)s") % names


def _summary(comparison: Comparison, shorts: list[str]) -> tuple[str, ...]:
    """One sentence per column after the first: "Senior asks 9 new things, deepens 4, +40 to +43% pay"."""
    sentences = []
    for head, name in zip(comparison.columns[1:], shorts[1:], strict=True):
        counts = head.counts
        parts = [
            ngettext("asks %(n)d new thing", "asks %(n)d new things", counts.new) % {"n": counts.new}
            if counts.new
            else "",
            _("deepens %(n)d") % {"n": counts.deeper} if counts.deeper else "",
            _("eases %(n)d") % {"n": counts.eased} if counts.eased else "",
            _("carries on %(n)d") % {"n": counts.carried} if counts.carried else "",
            _("no longer names %(n)d") % {"n": counts.no_longer_named} if counts.no_longer_named else "",
            _("%(change)s pay") % {"change": pay_change(head)} if pay_change(head) else "",
        ]
        said = ", ".join(filter(None, parts)) or _("asks for the same")
        sentences.append(f"{name} {said}.")
    return tuple(sentences)


def _row(group: Group, shorts: list[str], show: str) -> Row | None:
    lines = [line for line in group.lines if show == EVERYTHING or line.changes]
    if not lines:
        return None
    return Row(group_label(group.kind, group.category), group.kind, tuple(_cells(line, shorts) for line in lines))


def _cells(line: Line, shorts: list[str]) -> tuple[Cell, ...]:
    words = mark_words()
    cells = []
    for i, (statement, level) in enumerate(zip(line.cells, shorts, strict=True)):
        before = line.cells[i - 1] if i else None
        if statement is None:
            absence = _("no longer named") if before and before.no_longer_named else ""
            cells.append(Cell(level, absence=absence))
            continue
        after = line.cells[i + 1] if i + 1 < len(line.cells) else None
        cells.append(
            Cell(level, statement, str(statement.mark), words.get(statement.mark, ""), _segments(statement, after))
        )
    return tuple(cells)


def _segments(statement: Statement, after: Statement | None) -> tuple[Segment, ...]:
    """The statement's own words, marked where they came in, or else where they go out in the next column."""
    if statement.mark == Mark.DEEPER and statement.wording:
        return _marked(statement.wording, Edit.ADDED)
    if after and after.mark == Mark.DEEPER and after.before == statement.expected:
        return _marked(after.wording, Edit.REMOVED)
    return ()


def _marked(wording: tuple[Segment, ...], edit: Edit) -> tuple[Segment, ...]:
    """The segments of one side, the spaces around marked words left unmarked."""
    parts: list[Segment] = []
    for segment in wording:
        text = segment.text
        if segment.edit == edit and text.strip():
            start = len(text) - len(text.lstrip())
            end = len(text.rstrip())
            parts += [Segment(Edit.SAME, text[:start]), Segment(edit, text[start:end]), Segment(Edit.SAME, text[end:])]
        elif segment.edit in (Edit.SAME, edit):
            parts.append(Segment(Edit.SAME, text))
    return tuple(part for part in parts if part.text)
