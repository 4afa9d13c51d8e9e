"""Characters that are no text: nobody sees them, and neither a feed nor a ladder document can hold them."""

from __future__ import annotations

import re

# Those that end a line somewhere, though not in what people type here.
_ODD_LINE_ENDS = re.compile("[\x0b\x0c\x1c-\x1f]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f\ufffe\uffff]")


def without_controls(text: str) -> str:
    """`text` without control characters, but for tabs and line ends; a space where an odd line end was."""
    return _CONTROLS.sub("", _ODD_LINE_ENDS.sub(" ", text))
