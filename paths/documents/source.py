"""From bytes to lines: what may be read at all."""

from __future__ import annotations

import codecs
import re

from django.utils.translation import gettext as _

from paths.documents.document import Problem, UnreadableDocument

_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1b\x7f\ufffe\uffff]")
# Python takes these for line ends, and Markdown does not: as spaces they mean the same to everybody.
_ODD_LINE_ENDS = dict.fromkeys(map(ord, "\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"), " ")


def read_page(data: bytes | str, max_bytes: int) -> list[str]:
    """The lines of a document, without tabs, spaces at their ends, or a byte order mark.

    Raises UnreadableDocument for what is too large, empty, or not text in UTF-8.
    """
    if len(data) > max_bytes:
        raise _too_large(len(data), max_bytes)
    if isinstance(data, str):
        # Text may come with halves of characters, which no database or file could keep.
        data = data.encode("utf-8", "surrogatepass")
        if len(data) > max_bytes:
            raise _too_large(len(data), max_bytes)
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        message = _("This is not text in UTF-8. Save the document as plain text, encoding UTF-8, and try again.")
        before = data.removeprefix(codecs.BOM_UTF8)[: error.start].decode("utf-8")
        raise UnreadableDocument(Problem(_unified(before).count("\n") + 1, message)) from None
    text = _unified(text)
    if found := _NOT_TEXT.search(text):
        message = _(
            "There is a control character here (U+%(code)04X), as in programs and pictures but not in text. "
            "Save the document as plain text and try again."
        ) % {"code": ord(found[0])}
        raise UnreadableDocument(Problem(text.count("\n", 0, found.start()) + 1, message))
    if not text.strip():
        raise UnreadableDocument(Problem(0, _("The document is empty.")))
    return lines_of(text)


def lines_of(text: str) -> list[str]:
    """The lines of a text, without tabs or spaces at their ends."""
    return [_trimmed(line) for line in _unified(text).translate(_ODD_LINE_ENDS).expandtabs(4).split("\n")]


def _trimmed(line: str) -> str:
    line = line.rstrip()
    if line[:1].isspace():
        # Word processors indent with spaces that Markdown does not know.
        text = line.lstrip()
        return " " * (len(line) - len(text)) + text
    return line


def _unified(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _too_large(size: int, max_bytes: int) -> UnreadableDocument:
    message = _("The document is too large: %(size)s bytes, and %(most)s can be read. Remove or split what it holds.")
    return UnreadableDocument(Problem(0, message % {"size": f"{size:,}", "most": f"{max_bytes:,}"}))
