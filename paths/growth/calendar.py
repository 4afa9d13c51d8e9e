"""Goals as a calendar file (RFC 5545). Pure: from goals to its text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_LINE = 75
ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
# What a text value may not hold at all: control characters but for the tab.
NEVER = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Due:
    """A goal with its day. `uid` stays the same whenever the file is made anew; `written` and `changed` are in UTC."""

    uid: str
    on: datetime.date
    action: str
    statement: str
    url: str
    written: datetime.datetime
    changed: datetime.datetime

    @property
    def sequence(self) -> int:
        """A number that grows with every change, by the second: calendars take the event with the higher one."""
        return max(0, int((self.changed - self.written).total_seconds()))


def calendar_of(goals: Iterable[Due], *, name: str, made: datetime.datetime) -> str:
    """A calendar with an all-day event for each goal, lines ended and folded as the standard has it. `made`: when, in
    UTC.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Career Paths//Goals//EN", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(name)}"]
    for goal in goals:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{goal.uid}",
            # Of a file that is published this is when the file was made (3.8.7.2).
            f"DTSTAMP:{_moment(made)}",
            f"CREATED:{_moment(goal.written)}",
            f"LAST-MODIFIED:{_moment(goal.changed)}",
            f"SEQUENCE:{goal.sequence}",
            f"DTSTART;VALUE=DATE:{_day(goal.on)}",
            f"DTEND;VALUE=DATE:{_day(goal.on + datetime.timedelta(days=1))}",
            f"SUMMARY:{escaped(goal.action)}",
            *([f"DESCRIPTION:{escaped(goal.statement)}"] if goal.statement else []),
            f"URL:{goal.url}",
            "TRANSP:TRANSPARENT",
            "CLASS:PRIVATE",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in fold_line(line))


def escaped(text: str) -> str:
    """`text` as the value of a text property."""
    one_kind = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(ESCAPED.get(character, character) for character in NEVER.sub("", one_kind))


def fold_line(line: str) -> list[str]:
    """The lines that a content line becomes: at most 75 octets each, no character cut, all but the first indented."""
    pieces, piece, size = [], "", 0
    for character in line:
        width = len(character.encode())
        if size + width > LONGEST_LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + character, size + width
    return [*pieces, piece]


def _moment(moment: datetime.datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%SZ}"


def _day(day: datetime.date) -> str:
    # strftime pads the year on some systems only.
    return f"{day.year:04}{day:%m%d}"
