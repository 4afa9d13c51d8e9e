"""What a ladder document says, as frozen values: no Markdown, no database.

Texts are kept as written: one line of inline Markdown, never rendered here. Examples are the lines nested under a
statement. Years are years of experience (``None``: not said, or open at the top).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from paths.ladders.choices import Place, SectionForm
from paths.pay.figures import PayFigure


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement and the lines nested under it."""

    text: str
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LevelStatement(Statement):
    """A responsibility or soft skill of a level; `required` is False for a desirable one. The category may be empty."""

    category: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class SkillGroup:
    """The skills of one category; `required` is False for desirable ones. The category may be empty."""

    category: str
    skills: tuple[Statement, ...]
    required: bool = True


@dataclass(frozen=True, slots=True)
class TimeLine:
    """One line of a day in the life; `percent` of the time (0 to 100, at most one decimal), or None if not said."""

    activity: str
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CustomPart:
    """Something the format does not know, kept where it stood: directly after `place`.

    In places cut by headings (the levels, the roadmap, interviews) it stands before the first of them, for behind the
    last it would be a part of that; sections stand after the whole of it. Parts come in the order of their places.
    `body` is Markdown, lines as written without their common indent; `heading` is empty for SectionForm.TEXT.
    """

    place: Place
    form: SectionForm
    heading: str
    body: str


@dataclass(frozen=True, slots=True)
class LevelPart:
    """Everything a document says of one level, its portfolio projects included. Levels come lowest first."""

    title: str
    years_min: Decimal | None = None
    years_max: Decimal | None = None
    summary: str = ""
    responsibilities: tuple[LevelStatement, ...] = ()
    skills: tuple[SkillGroup, ...] = ()
    soft_skills: tuple[LevelStatement, ...] = ()
    day: tuple[TimeLine, ...] = ()
    pay: tuple[PayFigure, ...] = ()
    projects: tuple[str, ...] = ()
    custom: tuple[CustomPart, ...] = ()


@dataclass(frozen=True, slots=True)
class StagePart:
    """One stage of the roadmap. `notes` are the lines that are neither focus, key skills nor mindset."""

    title: str
    years_min: Decimal | None = None
    years_max: Decimal | None = None
    focus: str = ""
    key_skills: str = ""
    mindset: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Interview questions under one heading.

    `level` is the title of the level the heading names (None: everybody); `and_above` is the "+" of "(Senior+)".
    """

    heading: str
    questions: tuple[Statement, ...]
    level: str | None = None
    and_above: bool = False


@dataclass(frozen=True, slots=True)
class Tip:
    """One piece of advice: the bold lead (may be empty), the rest of the line, the lines nested under it."""

    title: str
    text: str
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TransitionPart:
    """A move people make, "From `source` to `target`", roles named as written, and what helps."""

    source: str
    target: str
    text: str
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LadderDocument:
    """One career ladder, as its document says it. `overview` is Markdown paragraphs."""

    title: str
    overview: str = ""
    core_responsibilities: tuple[Statement, ...] = ()
    levels: tuple[LevelPart, ...] = ()
    roadmap: tuple[StagePart, ...] = ()
    interview: tuple[QuestionGroup, ...] = ()
    networking: tuple[Tip, ...] = ()
    negotiation: tuple[Tip, ...] = ()
    transitions: tuple[TransitionPart, ...] = ()
    custom: tuple[CustomPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong and what to do about it, at a line of the document (1-based; 0: the document as a whole)."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}" if self.line else self.message


@dataclass(frozen=True, slots=True)
class Reading:
    """A document that could be read, with what its writer should look at."""

    document: LadderDocument
    warnings: tuple[Problem, ...] = ()


class UnreadableDocument(Exception):
    """Raised when a document cannot be read; `problems` says why, by line."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("; ".join(map(str, problems)))

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.problems)
