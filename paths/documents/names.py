"""The names a ladder document uses: those of its sections and labels, and how it names its levels."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from paths.documents.phrases import fold
from paths.ladders.choices import Place
from paths.ladders.slugs import without_role


class Names:
    """A table of names: a place -> how it is written, and the other names it is known by."""

    def __init__(self, table: dict[str, tuple[str, ...]]) -> None:
        self.written = {key: names[0] for key, names in table.items()}
        self.known = {fold(name.replace("&", "and")): key for key, names in table.items() for name in names}

    def find(self, name: str) -> str | None:
        """What `name` is a name of, if anything."""
        return self.known.get(fold(name.replace("&", "and"))) if len(name) < 80 else None


DESIRABLE = "desirable"
DESIRABLE_RESPONSIBILITIES = "desirable_responsibilities"
DESIRABLE_SOFT_SKILLS = "desirable_soft_skills"

SECTIONS = Names(
    {
        Place.OVERVIEW: ("Role Overview", "Overview", "About the Role", "Role Summary"),
        Place.CORE_RESPONSIBILITIES: ("Core Responsibilities",),
        Place.LEVELS: ("Career Progression", "Levels", "Career Levels", "Progression", "Career Ladder"),
        Place.ROADMAP: ("Skill Development Roadmap", "Roadmap", "Development Roadmap", "Skills Roadmap"),
        Place.PORTFOLIO: ("Project Portfolio by Level", "Project Portfolio", "Portfolio", "Portfolio Projects"),
        Place.INTERVIEW: ("Interview Preparation", "Interview Questions", "Interviews", "Interview Prep"),
        Place.NETWORKING: ("Networking Strategies", "Networking", "Networking Tips"),
        Place.NEGOTIATION: ("Salary Negotiation Tips", "Salary Negotiation", "Negotiation Tips", "Negotiation"),
        Place.TRANSITIONS: ("Common Career Transitions", "Career Transitions", "Common Transitions", "Transitions"),
    }
)
CORE_LABELS = Names(
    {Place.CORE_RESPONSIBILITIES: ("Core Responsibilities", "Responsibilities", "Key Responsibilities")}
)
LEVEL_LABELS = Names(
    {
        Place.RESPONSIBILITIES: (
            "Typical Responsibilities", "Responsibilities", "Key Responsibilities", "Core Responsibilities",
            "What you do", "What you'll do", "What you will do", "Duties",
        ),
        Place.SKILLS: ("Required Skills", "Skills", "Key Skills", "Must-have Skills", "Must have"),
        DESIRABLE: (
            "Desirable Skills", "Desired Skills", "Preferred Skills", "Nice to have", "Nice-to-have Skills",
            "Optional Skills", "Bonus Skills",
        ),
        DESIRABLE_RESPONSIBILITIES: ("Desirable Responsibilities", "Optional Responsibilities"),
        Place.SOFT_SKILLS: ("Soft Skills", "People Skills", "Interpersonal Skills"),
        DESIRABLE_SOFT_SKILLS: ("Desirable Soft Skills", "Optional Soft Skills"),
        Place.DAY: ("Day in the Life", "A Day in the Life", "Typical Day", "A Typical Day", "How you spend your time"),
        Place.PAY: ("Compensation", "Salary", "Salary Range", "Pay", "Pay Range", "Compensation Range"),
    }
)  # fmt: skip
STAGE_LABELS = Names(
    {"focus": ("Focus", "Focus Areas"), "key_skills": ("Key Skills", "Skills"), "mindset": ("Mindset",)}
)

# Behind the heading of interview questions that anybody may be asked, although it names a level.
ANYBODY = "[anybody]"

_WORDS = re.compile(r"\w+|\+")
_ABOVE = (("+",), ("and", "above"), ("or", "above"), ("and", "up"))
_LONGEST = 12


class LevelNames:
    """The names by which a document may mean each of its levels: the title, or the title without the role's name."""

    def __init__(self, role: str, titles: Sequence[str]) -> None:
        self.titles = titles
        self.short = [_short(title, role) for title in titles]
        self._exact: dict[str, int | None] = {}
        for names in (self.short, titles):
            self._add([(fold(name), level) for level, name in enumerate(names)])
        self._sorted = sorted(
            {(fold(name), level) for names in (titles, self.short) for level, name in enumerate(names)}
        )
        self._by_words = {tuple(_WORDS.findall(name)): level for name, level in self._exact.items()}

    def _add(self, names: list[tuple[str, int]]) -> None:
        """Take in names that weigh more than those so far; one that two levels share is nobody's."""
        found: dict[str, int | None] = {}
        for name, level in names:
            found[name] = None if name in found else level
        self._exact |= found

    def resolve(self, name: str) -> int | None:
        """The level that `name` means: by its title, its title without the role's name, or how only it begins."""
        key = fold(name)
        if not key:
            return None
        if key in self._exact:
            return self._exact[key]
        start = bisect_left(self._sorted, (key, 0))
        begun = set()
        for full, level in self._sorted[start : start + 3]:
            if full.startswith(key):
                begun.add(level)
        return begun.pop() if len(begun) == 1 else None

    def asked_in(self, heading: str) -> tuple[str, int | None, bool]:
        """What stands over interview questions, the level they are for, and whether those above are asked them too.

        The level is the one that a mark behind the heading says, "Ovens [Senior Baker+]", else the one it names itself.
        """
        marks = {mark: (level, above) for level in range(len(self.titles)) for above in (True, False)
                 for mark in [self._mark(level, above)]} | {ANYBODY: (None, False)}  # fmt: skip
        mark = next((mark for mark in marks if heading.endswith(mark)), "")
        return (heading.removesuffix(mark).rstrip(), *marks[mark]) if mark else (heading, *self.named_in(heading))

    def asked_of(self, heading: str, level: str | None, and_above: bool) -> str:
        """The heading from which `asked_in` reads just that: with a mark if it would say something else."""
        number = self.titles.index(level) if level in self.titles else None
        if self.asked_in(heading) == (heading, number, and_above):
            return heading
        return f"{heading} {ANYBODY if number is None else self._mark(number, and_above)}".lstrip()

    def _mark(self, level: int, above: bool) -> str:
        return f"[{self.titles[level]}{'+' if above else ''}]"

    def named_in(self, heading: str) -> tuple[int | None, bool]:
        """The one level a heading names, and whether it means those above too: "System Design (Senior+)"."""
        words = _WORDS.findall(fold(heading))
        found: dict[int, tuple[int, int]] = {}
        for start in range(len(words)):
            for end in range(min(len(words), start + _LONGEST), start, -1):
                level = self._by_words.get(tuple(words[start:end]))
                if level is not None:
                    found.setdefault(level, (start, end))
                    break
        if not found:
            return None, False
        level, (start, end) = max(found.items(), key=lambda item: item[1][1] - item[1][0])
        if any(not (start <= other[0] and other[1] <= end) for other in found.values()):
            return None, False
        rest = words[end:]
        if rest[:1] in (["level"], ["levels"]):
            rest = rest[1:]
        return level, any(tuple(rest[: len(above)]) == above for above in _ABOVE)


def _short(title: str, role: str) -> str:
    """ "Mid" for "Mid-Level Backend Engineer", the title itself if nothing else is left."""
    short = without_role(title, role)
    for tail in ("-level", " level"):
        short = short[: -len(tail)] if short.casefold().endswith(tail) else short
    return short or title
