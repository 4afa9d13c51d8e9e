"""Filling in HR's pages as a browser without scripts would: every field as shown, some of them changed."""

from __future__ import annotations

from html.parser import HTMLParser


class _Fields(HTMLParser):
    """The fields of the form with class "writing", as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.template = False, 0
        self.fields: dict[str, str] = {}
        self.select = self.area = None

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        self.template += tag == "template"
        if tag == "form":
            self.inside = "writing" in (said.get("class") or "")
        if not self.inside or self.template:
            return
        name = said.get("name")
        if tag == "input" and name and said.get("type") in ("checkbox", "radio"):
            if "checked" in said:
                self.fields[name] = said.get("value", "on")
        elif tag == "input" and name:
            self.fields[name] = said.get("value", "")
        elif tag == "select":
            self.select = name
            self.fields.setdefault(name, "")
        elif tag == "option" and self.select and "selected" in said:
            self.fields[self.select] = said.get("value", "")
        elif tag == "textarea":
            self.area = name
            self.fields[name] = ""

    def handle_endtag(self, tag):
        self.template -= tag == "template"
        if tag == "form":
            self.inside = False
        if tag == "select":
            self.select = None
        if tag == "textarea" and self.area:
            # A browser leaves out the line break that a text area begins with.
            self.fields[self.area] = self.fields[self.area].removeprefix("\n")
            self.area = None

    def handle_data(self, data):
        if self.area:
            self.fields[self.area] += data


def fields_of(response) -> dict[str, str]:
    """What the form on the page would send, untouched."""
    parser = _Fields()
    parser.feed(response.content.decode())
    return parser.fields


def field_where(fields: dict[str, str], value: str) -> str:
    """The name of the field that holds `value`."""
    return next(name for name, there in fields.items() if there == value)


def row_with(fields: dict[str, str], text: str) -> str:
    """The prefix of the row in which a field holds `text`: "statements-3-"."""
    return field_where(fields, text).rpartition("-")[0] + "-"
