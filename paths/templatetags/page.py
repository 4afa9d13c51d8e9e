"""Template tags and filters. Imports and registrations only: what they do lives in the rooms."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from paths.growth.unsent import WRITER, sign_writer
from paths.ladders.choices import Proficiency
from paths.shared import formats, markdown
from paths.shared.pages import SLOT

register = template.Library()
register.filter("markdown", markdown.block)
register.filter("inline", markdown.inline)
register.filter("plain_text", markdown.plain_text)
register.filter("number", formats.plain)


@register.filter
def years(thing: object) -> str:
    """The years of anything that has `years_min` and `years_max`."""
    return formats.years(thing.years_min, thing.years_max)  # type: ignore[attr-defined]


@register.filter
def proficiency(depth: int) -> str:
    """The name of a proficiency: 3 gives "Practitioner"."""
    return Proficiency(depth).label


@register.simple_tag
def reader(name: str, suffix: object = "") -> SafeString:
    """A place in a kept page that is filled for each reader."""
    return mark_safe(SLOT.format(f"{name}-{suffix}" if suffix != "" else name))  # noqa: S308


@register.simple_tag(takes_context=True)
def writer(context: dict[str, Any]) -> SafeString:
    """The field of a form that says who opened its page."""
    return format_html('<input type="hidden" name="{}" value="{}">', WRITER, sign_writer(context["request"].user.pk))
