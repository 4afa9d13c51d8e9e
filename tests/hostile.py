"""What no browser sends: hostile values, put in turn into every slot of an address, every query and every form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, quote, urljoin, urlsplit

from django.urls import URLPattern, URLResolver

BEYOND_64_BITS = [str(2**63), str(-(2**63) - 1), "9" * 25, "9" * 4301, "1e999"]
ODD_DIGITS = ["²", "٣", "１２", "1_0", "+1", " 1", "0x1", "1.5", "-1", "NaN", "Infinity"]
BOMBS = ["[" * 5000, '{"a":' * 5000, "9" * 4301 + ".0", "[" + "9" * 4301 + "]", '{"id": null}', '"', "null"]
TEXTS = [
    "",
    " ",
    "\0",
    "a\0b",
    "\x1b",
    "🥐",
    "\u202e",
    "x" * 300,
    "y" * 9000,
    "a\r\nX-B: 1",
    "<script>",
    "' OR 1=1 --",
    "%",
    "{0}",
]
DAYS = ["2024-99-99", "99999-01-01", "0001-01-01", "9999-12-31", "-2024-01-01", "24:99"]
KEYS = [
    "00000000-0000-0000-0000-000000000000",
    "../../etc/passwd",
    "//evil.example",
    "javascript:1",
    "__proto__",
    "id__gt",
]
VALUES = [*BEYOND_64_BITS, *ODD_DIGITS, *BOMBS, *TEXTS, *DAYS, *KEYS]
# As they stand in an address: percent-encoded, and some that are no UTF-8.
IN_ADDRESSES = [quote(value, safe="") for value in VALUES if value] + [
    "%ff",
    "%ed%a0%80",
    "%c0%80",
    "a%2Fb",
    "_5F",
    "_",
]
HEADERS: list[dict[str, str]] = [
    *(
        {"Content-Type": f"application/x-www-form-urlencoded; charset={name}"}
        for name in ("nonsense", "base64", "rot13")
    ),
    *({"Content-Type": f"text/plain; charset={name}"} for name in ("idna", "undefined", "utf-16", "é", "hex", '"a')),
    {"Content-Type": "text/plain; charset*=nonsense''x"},
    {"Content-Type": "text/plain; charset*=utf-8''%ff"},
    {"Content-Type": "text/plain; a*=nonsense''x; b*0*=x"},
    {"Content-Type": "multipart/form-data"},
    {"Content-Type": "multipart/form-data; boundary=é"},
    {"Content-Type": "multipart/form-data; boundary=x; charset=base64"},
    {"Content-Type": ";;;="},
    {"Content-Length": "²"},
    {"Content-Length": "-5"},
    {"Cookie": "sessionid=\x01\x02; csrftoken=é; messages=x; =; ;;"},
    {"Cookie": f"messages={'[' * 5000}; sessionid={'9' * 4301}"},
    {"Accept": "²;q=NaN, */*;q=" + "9" * 4301},
    {"Accept-Encoding": "gzip;q=²,\xff"},
    {"Accept-Language": "²,é;q=9" + "9" * 400},
    {"If-None-Match": '"é", W/"'},
    {"If-Modified-Since": "Mon, 99 Xyz 99999 99:99:99 GMT"},
    {"Range": "bytes=²-"},
    {"Host": "²"},
    {"Host": "testserver:99999999"},
    {"Host": "[::1"},
    {"Referer": "http://[::1"},
    {"Origin": "null"},
    {"HX-Request": "true", "HX-Target": "é\x7f", "HX-Current-URL": "http://[::1"},
    {"HX-Request": "true", "HX-Target": "9" * 4301, "HX-Current-URL-URI-AutoEncoded": "true"},
    {"X-Forwarded-For": "²,999.999.999.999"},
    {"X-Forwarded-Proto": "é"},
    {"X-Requested-With": "XMLHttpRequest"},
]


def routes(urls: Iterable[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    """Every address of the site, with its slots."""
    for url in urls:
        route = before + re.sub(r"^\^|\\?\$$|\\Z$", "", str(url.pattern))
        if isinstance(url, URLPattern):
            yield route
        else:
            yield from routes(url.url_patterns, route)


SLOT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)|\(\[\^/\]\+\)")


def slots(route: str) -> list[str]:
    """What the slots of a route are called; "" for one without a name."""
    return [found[1] or found[2] or "" for found in SLOT.finditer(route)]


def filled(route: str, values: list[str]) -> str:
    """The route as an address, with what stands in each slot."""
    left = iter(values)
    return SLOT.sub(lambda _found: next(left), route)


@dataclass
class Form:
    """A form of a page, or the query of one of its links: where it goes, and what it would send."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, ...]:
        """The same for two forms that ask the same."""
        return (self.method, self.action, *sorted(self.fields))


class Page(HTMLParser):
    """What a page offers: its forms, and links with a query, which are as good as forms."""

    def __init__(self, address: str, html: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[Form] = []
        self._links: list[Form] = []
        self._select = ""
        self._area: list[str] | None = None
        self.feed(html)
        self.forms += self._links

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        name = about.get("name", "")
        if tag == "form":
            where = urlsplit(urljoin(self.address, about.get("action", "")))
            self.forms.append(Form(where.path, about.get("method", "get").lower(), dict(parse_qsl(where.query))))
        elif tag == "a" and "?" in about.get("href", ""):
            where = urlsplit(urljoin(self.address, about["href"]))
            if not where.netloc:
                self._links.append(Form(where.path, "get", dict(parse_qsl(where.query, keep_blank_values=True))))
        elif tag == "select":
            self._select = name
            self._say(name, "")
        elif tag == "option" and self._select and ("selected" in about or not self._said(self._select)):
            self._say(self._select, about.get("value", ""))
        elif tag == "textarea":
            self._say(name, "")
            self._area = [name]
        elif tag in ("input", "button") and name:
            chosen = about.get("type") not in ("checkbox", "radio") or "checked" in about or not self._said(name)
            if chosen:
                self._say(name, about.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._area:
            self._say(self._area[0], data)
            self._area = None

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = None

    def _said(self, name: str) -> str:
        return self.forms[-1].fields.get(name, "") if self.forms else ""

    def _say(self, name: str, value: str) -> None:
        if self.forms and name and name != "csrfmiddlewaretoken":
            self.forms[-1].fields[name] = value
