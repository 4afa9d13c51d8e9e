"""Small ladder documents, and what a reading must not lose of them."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from paths.documents.document import LadderDocument, LevelPart
from paths.documents.names import CORE_LABELS, LEVEL_LABELS, SECTIONS, STAGE_LABELS
from paths.documents.reader import read_ladder
from paths.pay.figures import PayFigure, write_pay
from paths.shared.formats import plain

LADDERS = sorted((Path(__file__).parents[2] / "fixtures" / "ladders").glob("*.md"))
TITLE = "# Career Path: Baker\n\n"


def ladder(text: str) -> LadderDocument:
    """The document that `text` is, under a title of its own."""
    return read_ladder(TITLE + text).document


def level(text: str, heading: str = "Junior Baker (0-2 years)") -> LevelPart:
    """The one level that `text` describes."""
    (found,) = ladder(f"## Career Progression\n\n### {heading}\n{text}").levels
    return found


def warnings(text: str) -> list[str]:
    """The warnings about a document, as its writer sees them."""
    return [str(warning) for warning in read_ladder(TITLE + text).warnings]


_WORD = re.compile(r"[^\W_]+")
_NAMES = " ".join(name for table in (SECTIONS, CORE_LABELS, LEVEL_LABELS, STAGE_LABELS) for name in table.known)
# The words of the format itself, which a reading may understand instead of keeping.
GRAMMAR = frozenset(_WORD.findall(_NAMES + " career path ladder from to of the your time years year yrs and ll"))


def lost_words(source: str, document: LadderDocument) -> set[str]:
    """The words of `source` that stand nowhere in `document`."""
    return _words(source) - _words("\n".join(_texts(document))) - GRAMMAR


def _words(text: str) -> set[str]:
    # List markers are not words.
    text = re.sub(r"(?m)^\s*(?:[-*+>]\s+)*[0-9]{1,9}[.)](?=\s|$)", "", text.replace("\r", "\n"))
    return set(_WORD.findall(text.casefold()))


def _texts(value: Any) -> list[str]:
    if isinstance(value, PayFigure):
        return [write_pay(value)]
    if is_dataclass(value):
        return [text for field in fields(value) for text in _texts(getattr(value, field.name))]
    if isinstance(value, tuple):
        return [text for item in value for text in _texts(item)]
    return [plain(value)] if isinstance(value, Decimal) else [value] if isinstance(value, str) else []
