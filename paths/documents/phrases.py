"""The phrases a ladder document is made of, read from one line and written back: labels, lists, years, shares."""

from __future__ import annotations

import re
from decimal import Decimal

from paths.shared.formats import plain

Years = tuple[Decimal | None, Decimal | None]

_DASH = "[-‐‑‒–—−]"
_NUMBER = r"[0-9]{1,2}(?:[.,][0-9])?"
_TITLE = re.compile(rf"career\s+(?:path|ladder)\s*(?::|\s{_DASH}\s)\s*(?P<role>.*)", re.IGNORECASE)
_YEARS = re.compile(
    rf"(?P<upto>up to\s+)?(?P<low>{_NUMBER})\s*(?:(?P<plus>\+)|(?:{_DASH}|to\b)\s*(?P<high>{_NUMBER}))?"
    r"(?P<unit>\s*(?:years?|yrs?\.?|yoe)(?:\s+(?:of\s+)?experience)?)?",
    re.IGNORECASE,
)
_STAGE = re.compile(r"years?\s+", re.IGNORECASE)
_SHARE = re.compile(
    r"(?P<percent>[0-9]{1,20}(?:[.,][0-9]{1,20})?)\s*%(?:\s+of\s+(?:the\s+|your\s+)?time)?", re.IGNORECASE
)
_MOVE = re.compile(r"from\s+(?P<source>\S.*?)\s+to\s+(?P<target>\S.*)", re.IGNORECASE)
# Names of roles that could be misread otherwise stand in square brackets.
_MARKED_MOVE = re.compile(r"from\s+\[(?P<source>.+?)\]\s+to\s+\[(?P<target>.+)\]", re.IGNORECASE)
_DELIMITERS = re.compile(r"[,()\[\]]")

# What would open a block if it stood at the start of a line, after the backslashes that keep it from doing so.
_OPENS = re.compile(
    r"(\\*)(?:[-+*](?:[ \t]|\Z)|#{1,6}(?:[ \t]|\Z)|>|`{3}|~{3}|[-=:|][-=:| \t]*\Z|([-_*])(?:[ \t]*\2){2,}[ \t]*\Z)"
)
_NUMBERED = re.compile(r"([0-9]{1,9})(\\*)[.)](?: |\Z)")


def fold(name: str) -> str:
    """The form by which two names are one: case, spacing, hyphens, bold and a colon at the end do not count."""
    return " ".join(name.replace("’", "'").replace("-", " ").strip("*_: ").casefold().split())


def opens_block(text: str) -> bool:
    """Whether Markdown would take a line of `text` for something other than a paragraph."""
    found = _OPENS.match(text) or _NUMBERED.match(text)
    return bool(found) and "\\" not in found[0]


def guard(text: str) -> str:
    """`text` as it can stand at the start of a line and be read back by `unguard`, whatever it begins with."""
    if found := _NUMBERED.match(text):
        return text[: found.end(1)] + "\\" + text[found.end(1) :]
    return "\\" + text if _OPENS.match(text) else text


def unguard(text: str) -> str:
    """The text that `guard` made into `text`, or `text`."""
    if "\\" not in text:
        return text
    if (found := _NUMBERED.match(text)) and found[2]:
        return text[: found.end(1)] + text[found.end(1) + 1 :]
    return text[1:] if text[0] == "\\" and _OPENS.match(text) else text


def bold_label(text: str) -> tuple[str, str] | None:
    """(name, rest) of a text that begins with a bold label: "**Name:** rest", "**Name**: rest", or nothing but bold."""
    mark = text[:2]
    end = text.find(mark, 2) if mark in {"**", "__"} else -1
    inside, rest = text[2:end], text[end + 2 :].strip()
    if end < 0 or inside[:1].isspace() or inside[:1] in "*_" or "**" in inside:
        return None
    if not inside.endswith(":") and rest:
        if rest[0] != ":":
            return None
        rest = rest[1:].lstrip()
    name = inside.rstrip(": ")
    return (name, rest) if name else None


def plain_label(text: str) -> tuple[str, str] | None:
    """(name, rest) of "Name: rest" or "Name:"."""
    name, colon, rest = text.partition(":")
    return (name.rstrip(), rest.strip()) if colon and name.strip() and rest[:1] in ("", " ") else None


def split_list(text: str) -> list[str]:
    """The parts of a list in one line: commas within brackets do not part, nor do slashes."""
    if "(" not in text and "[" not in text:
        parts = text.split(",")
    else:
        parts, start, depth = [], 0, 0
        for found in _DELIMITERS.finditer(text):
            if found[0] in "([":
                depth += 1
            elif found[0] in ")]":
                depth = max(depth - 1, 0)
            elif not depth:
                parts.append(text[start : found.start()])
                start = found.end()
        parts.append(text[start:])
    return [part.strip() for part in parts if part.strip()]


def read_years(text: str) -> Years | None:
    """The years that "0-2 years", "10+", "2 to 4 yrs", "1 year" or "0.5-2" name; None if `text` names none."""
    found = _YEARS.fullmatch(text.replace("\\", "").strip())
    if not found or not (found["unit"] or found["plus"] or found["high"]) or (found["upto"] and found["high"]):
        return None
    low, high = (Decimal(part.replace(",", ".")) if part else None for part in (found["low"], found["high"]))
    if found["upto"]:
        return Decimal(0), low
    return low, low if high is None and not found["plus"] else high


def write_years(low: Decimal | None, high: Decimal | None) -> str:
    """ "0-2", "10+", "1", or "" if no years are known."""
    if low is None:
        return f"0-{plain(high)}" if high is not None else ""
    if high is None:
        return f"{plain(low)}+"
    return plain(low) if low == high else f"{plain(low)}-{plain(high)}"


def read_title(text: str) -> tuple[bool, str]:
    """Whether a title says that it is one, and the role: "Career Path: Backend Engineer"."""
    found = _TITLE.fullmatch(text)
    return (True, found["role"]) if found else (False, text)


def read_level_heading(text: str) -> tuple[str, Years]:
    """The title and the years of "Senior Engineer (4-7 years)"."""
    title, bracket, inside = text.rpartition("(")
    years = read_years(inside[:-1]) if bracket and inside.endswith(")") else None
    return (title.rstrip(), years) if years and title.strip() else (text, (None, None))


def write_level_heading(title: str, low: Decimal | None, high: Decimal | None) -> str:
    years = write_years(low, high)
    return f"{title} ({years} {'year' if years == '1' else 'years'})" if years else title


def read_stage_heading(text: str) -> tuple[str, Years]:
    """The title and the years of "Years 0-2: Foundation", "0-2 years: Foundation" or "Foundation (0-2 years)"."""
    stretch, _colon, title = text.partition(":")
    begun = _STAGE.match(stretch)
    years = read_years(f"{stretch[begun.end() :]} years" if begun else stretch)
    return (title.strip(), years) if years else read_level_heading(text)


def write_stage_heading(title: str, low: Decimal | None, high: Decimal | None) -> str:
    years = write_years(low, high)
    return ": ".join(filter(None, [f"Years {years}" if years else "", title]))


def read_share(text: str) -> tuple[str, Decimal | None]:
    """The activity and the percentage of "Code reviews (20% of time)"; None if it ends with no percentage.

    A backslash before the bracket says that the percentage is part of the activity.
    """
    activity, percent = _split_share(text)
    if percent is not None and activity.endswith("\\"):
        return activity[:-1] + text[len(activity) :], None
    return activity.rstrip(), percent


def write_share(activity: str, percent: Decimal | None) -> str:
    """The line that `read_share` reads as this activity and percentage."""
    if percent is not None:
        return f"{activity} ({plain(percent)}% of time)"
    before, inside = _split_share(activity)
    return activity if inside is None else f"{before}\\{activity[len(before) :]}"


def _split_share(text: str) -> tuple[str, Decimal | None]:
    activity, bracket, inside = text.rpartition("(")
    found = _SHARE.fullmatch(inside[:-1].replace("\\", "").strip()) if bracket and inside.endswith(")") else None
    if not found or not activity.strip():
        return text, None
    return activity, Decimal(found["percent"].replace(",", "."))


def read_move(name: str) -> tuple[str, str] | None:
    """(source, target) of "From Frontend to Backend", or of "From [Go to Market] to [Sales]"."""
    found = (_MARKED_MOVE.fullmatch(name) or _MOVE.fullmatch(name)) if len(name) <= 500 else None
    return (found["source"], found["target"]) if found else None


def write_move(source: str, target: str) -> str:
    """The heading that `read_move` reads as this move."""
    heading = f"From {source} to {target}"
    return heading if read_move(heading) == (source, target) else f"From [{source}] to [{target}]"
