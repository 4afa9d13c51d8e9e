"""A ladder document as JSON, for other programs."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from paths.documents.document import LadderDocument
from paths.shared.formats import plain

FORMAT = "career-paths ladder 1"


def as_data(document: LadderDocument) -> dict[str, Any]:
    """The document as dictionaries, lists, strings and numbers. Money and years are strings, exact."""
    return {"format": FORMAT, **_data(document)}


def write_json(document: LadderDocument) -> str:
    """The document as indented JSON."""
    return json.dumps(as_data(document), ensure_ascii=False, indent=2) + "\n"


def _data(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _data(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_data(item) for item in value]
    return plain(value) if isinstance(value, Decimal) else value
