"""Files that are ZIP archives of XML, such as workbooks: checked before anything is unpacked or read of them."""

from __future__ import annotations

import io
import zipfile
from typing import IO
from xml.etree.ElementTree import ParseError

from defusedxml.ElementTree import DefusedXMLParser

_MOST_PARTS = 1_000
# A part of this size or more is not packed a hundred times smaller unless it was made for it.
_HIGHEST_RATIO, _FROM_SIZE = 100, 100_000
_PACKED_AS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_PIECE = 65_536


class ArchiveTooLarge(Exception):
    """Raised for an archive that would unpack to too much, or into too many parts."""


class _Nothing:
    """Keeps nothing of what is parsed."""

    def close(self) -> None:
        pass


def check_archive(data: bytes, *, most: int) -> None:
    """Raise ArchiveTooLarge for an archive of more than `most` bytes unpacked, and ValueError for one whose parts are
    packed in an unusual way or define words of their own, in whatever encoding.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        infos = parts.infolist()
        # What a part claims to be is also the most that is ever read of it.
        if len(infos) > _MOST_PARTS or sum(info.file_size for info in infos) > most or any(map(_is_a_bomb, infos)):
            raise ArchiveTooLarge
        for info in infos:
            if info.compress_type not in _PACKED_AS:
                raise ValueError(info.filename)
            with parts.open(info) as part:
                _check_xml(part)


def _is_a_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size >= _FROM_SIZE and info.file_size > info.compress_size * _HIGHEST_RATIO


def _check_xml(part: IO[bytes]) -> None:
    """Raise ValueError for XML with a document type: by one a few letters become gigabytes, or another file."""
    parser = DefusedXMLParser(target=_Nothing(), forbid_dtd=True)
    try:
        while piece := part.read(_PIECE):
            parser.feed(piece)
    except ParseError:
        # A picture, or whatever else is no XML: nobody can read it as such either.
        return
