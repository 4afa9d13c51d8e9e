"""A comparison as Markdown and as data, to be taken away."""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import gettext as _

from paths.ladders.choices import Kind, Proficiency
from paths.ladders.comparison import Compared, Comparison, Mark, Pay, Statement
from paths.shared.formats import money_range, plain, years

FORMAT = "career-paths comparison 1"


def write_comparison(comparison: Comparison) -> str:
    """The comparison as a Markdown document: a table of the levels, then the statements of each by kind."""
    titles = [column.profile.title for column in comparison.columns]
    blocks = ["# " + _("Comparison: %(levels)s") % {"levels": " · ".join(titles)}, _figures(comparison)]
    for group in comparison.groups:
        blocks.append(f"## {group_label(group.kind, group.category)}")
        for i, title in enumerate(titles):
            told = [_line(cell) for line in group.lines if (cell := line.cells[i])]
            if told:
                blocks.append(f"### {title}\n\n" + "\n".join(told))
    if comparison.shares:
        blocks.append("## " + _("A day"))
        for i, title in enumerate(titles):
            shares = [cell for line in comparison.shares if (cell := line.cells[i])]
            told = [f"- {s.activity}" + (f" ({plain(s.percent)}%)" if s.percent is not None else "") for s in shares]
            if told:
                blocks.append(f"### {title}\n\n" + "\n".join(told))
    return "\n\n".join(blocks) + "\n"


def write_comparison_json(comparison: Comparison) -> str:
    """The comparison as indented JSON. Money, years and percentages are strings, exact."""
    data = {
        "format": FORMAT,
        "levels": [_column(column) for column in comparison.columns],
        "groups": [
            {
                "kind": str(group.kind),
                "category": group.category,
                "lines": [[_statement(cell) if cell else None for cell in line.cells] for line in group.lines],
            }
            for group in comparison.groups
        ],
        "day": [
            [
                {"activity": cell.activity, "percent": plain(cell.percent) if cell.percent is not None else None}
                if cell
                else None
                for cell in line.cells
            ]
            for line in comparison.shares
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def group_label(kind: str, category: str) -> str:
    """What stands over the statements of one kind and category."""
    labels = {Kind.RESPONSIBILITY: _("What you do"), Kind.SOFT_SKILL: _("Soft skills"), Kind.SKILL: _("Skills")}
    return category or labels[Kind(kind)]


def mark_words() -> dict[str, str]:
    """What each mark means, in words."""
    return {
        Mark.NEW: _("new here"),
        Mark.DEEPER: _("expected deeper"),
        Mark.EASED: _("eased"),
        Mark.CARRIED: _("carried on"),
    }


def pay_change(column: Compared) -> str:
    """How pay changes from the column at the left: "+40 to +43%", "same", or "" where nothing can be said."""
    change = column.pay_change
    if change is None or change.low is None or change.high is None:
        return ""
    if change.low == change.high == 0:
        return _("same")
    if change.low == change.high:
        return f"{change.low:+d}%"
    return _("%(low)s to %(high)s") % {"low": f"{change.low:+d}", "high": f"{change.high:+d}%"}


def _figures(comparison: Comparison) -> str:
    rows = ["| " + " | ".join(("", _("Years"), _("Pay"), _("New"), _("Deeper"), _("No longer named"))) + " |"]
    rows.append("|---" * 6 + "|")
    for column in comparison.columns:
        pay = " ".join(filter(None, (_pay(column.pay), pay_change(column))))
        counts = column.counts
        first = column is comparison.columns[0]
        told = ["", "", ""] if first else [counts.new, counts.deeper, counts.no_longer_named]
        title = column.profile.title.replace("|", "\\|")
        cells = [title, years(column.profile.years_min, column.profile.years_max), pay, *told]
        rows.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(rows)


def _pay(pay: Pay | None) -> str:
    return money_range(pay.minimum, pay.maximum, pay.currency, pay.and_above) if pay else ""


def _line(statement: Statement) -> str:
    skill = statement.expected.skill
    notes = [
        mark_words().get(statement.mark, ""),
        _("no longer named in the next level") if statement.no_longer_named else "",
        str(Proficiency(skill.proficiency).label) if skill else "",
        "" if statement.expected.required else _("desirable"),
    ]
    told = ", ".join(filter(None, notes))
    return f"- {statement.expected.text}" + (f" ({told})" if told else "")


def _column(column: Compared) -> dict[str, Any]:
    profile, counts, pay = column.profile, column.counts, column.pay
    return {
        "title": profile.title,
        "years_min": plain(profile.years_min) if profile.years_min is not None else None,
        "years_max": plain(profile.years_max) if profile.years_max is not None else None,
        "pay": pay
        and {
            "minimum": plain(pay.minimum),
            "maximum": plain(pay.maximum) if pay.maximum is not None else None,
            "currency": pay.currency,
            "and_above": pay.and_above,
        },
        "counts": {name: getattr(counts, name) for name in ("new", "deeper", "eased", "carried", "no_longer_named")},
    }


def _statement(statement: Statement) -> dict[str, Any]:
    expected = statement.expected
    return {
        "key": str(expected.key),
        "text": expected.text,
        "mark": str(statement.mark),
        "no_longer_named": statement.no_longer_named,
        "skill": expected.skill and expected.skill.name,
        "proficiency": expected.skill and expected.skill.proficiency,
        "required": expected.required,
    }
