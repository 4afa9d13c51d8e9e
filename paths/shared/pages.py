"""Pages and fragments, and pages kept between requests.

A kept page is rendered once for everybody who sees the same on it. What only its reader sees goes into *slots*,
filled in anew for each answer, also into the compressed form.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

# A character that no content can hold: NUL is refused at the edge.
SLOT = "\0{}\0"
SLOTS = re.compile("\0([\\w-]+)\0")
GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
LAST_EMPTY_BLOCK = b"\x03\x00"


def template_for(request: HttpRequest, template: str, *fragments: str) -> str:
    """The template to answer with: the one of `fragments` (partials in the page's own file) that htmx asks for by
    its element id, else the whole page.
    """
    target = request.headers.get("HX-Target", "")
    asked = request.headers.get("HX-Request") == "true" and "HX-Boosted" not in request.headers
    return f"{template}#{target}" if asked and target in fragments else template


def vary(response: HttpResponse) -> HttpResponse:
    """Say what a page's answer depends on, so that Back never shows a bare fragment."""
    patch_vary_headers(response, ["Cookie", "HX-Request", "HX-Target"])
    return response


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A rendered page, cut at its slots: `parts` around them, and the same parts deflated."""

    slots: tuple[str, ...]
    parts: tuple[bytes, ...]
    deflated: tuple[bytes, ...]
    digest: str

    @classmethod
    def of(cls, html: str) -> KeptPage:
        """Cut `html` at the marks that the slot tag leaves."""
        pieces = SLOTS.split(html)
        parts = tuple(piece.encode() for piece in pieces[::2])
        digest = hashlib.sha256(html.encode()).hexdigest()[:20]
        return cls(tuple(pieces[1::2]), parts, tuple(deflate(part, level=9) for part in parts), digest)

    def fill(self, fills: Mapping[str, str]) -> list[bytes]:
        """What goes into each slot, in order; slots without anything stay empty."""
        return [fills.get(slot, "").encode() for slot in self.slots]

    def plain(self, filled: list[bytes]) -> bytes:
        """The page as bytes."""
        return b"".join(piece for pair in zip(self.parts, [*filled, b""], strict=True) for piece in pair)

    def gzipped(self, filled: list[bytes]) -> bytes:
        """The page compressed, put together from blocks that were compressed apart (RFC 1951, 1952)."""
        blocks, check, size = [GZIP_HEADER], 0, 0
        for part, block, fill in zip(self.parts, self.deflated, [*filled, b""], strict=True):
            blocks.append(block)
            check, size = zlib.crc32(part, check), size + len(part)
            if fill:
                blocks.append(deflate(fill, level=1))
                check, size = zlib.crc32(fill, check), size + len(fill)
        return b"".join([*blocks, LAST_EMPTY_BLOCK, struct.pack("<II", check, size & 0xFFFFFFFF)])


def deflate(data: bytes, level: int) -> bytes:
    """Raw deflate blocks that end on a byte and refer to nothing before them, so that they can be joined."""
    compressor = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return compressor.compress(data) + compressor.flush(zlib.Z_FULL_FLUSH)


def kept_page(key: Hashable, render: Callable[[], str], is_known: Callable[[], bool] = lambda: True) -> KeptPage:
    """The page kept under `key`, rendered now if there is none. The key must name all that the page depends on.

    Where the key holds what somebody typed, `is_known` says whether there is such a thing. What is not known is not
    kept: there are endless many addresses of it, which would drive out the pages that people read.
    """
    name = hashlib.sha256(repr(key).encode()).hexdigest()
    page = caches["pages"].get(name)
    if page is None:
        page = KeptPage.of(render())
        if is_known():
            caches["pages"].set(name, page)
    return page


def answer(request: HttpRequest, page: KeptPage, fills: Mapping[str, str]) -> HttpResponse:
    """The page for its reader: 304 if they have it, compressed if they take it."""
    filled = page.fill(fills)
    reader = hashlib.sha256(b"\0".join(filled)).hexdigest()[:12]
    etag = f'"{page.digest}-{reader}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            response = HttpResponse(page.gzipped(filled), headers={"Content-Encoding": "gzip"})
        else:
            response = HttpResponse(page.plain(filled))
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Accept-Encoding"])
    return vary(response)
