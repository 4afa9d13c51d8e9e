"""What only the reader sees on a page that is otherwise everybody's."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _

from paths.ladders.models import Level


def reader_parts(request: HttpRequest, own: Level | None = None) -> dict[str, str]:
    """What goes into the slots of a kept page: the corner with the account, and the mark on one's own rung."""
    context = {"user": request.user, "demo": settings.DEMO, "request": request}
    parts = {"account": render_to_string("_account.html", context)}
    if own:
        parts[f"here-{own.pk}"] = format_html('<small class="here">{}</small>', _("You are here"))
    return parts
