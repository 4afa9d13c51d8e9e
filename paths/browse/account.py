"""What only the reader sees on a page that is otherwise everybody's."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _

from paths.ladders.models import Level
from paths.people.models import User


def reader_parts(request: HttpRequest, own: Level | None = None) -> dict[str, str]:
    """What goes into the slots of a kept page: the corner with the account, the mark on one's own rung, and what the
    reader is told once.
    """
    user = request.user
    if isinstance(user, User):
        parts = {
            "account": _corner(user.name, user.email, user.initials, user.is_staff, user.works_here, settings.DEMO)
        }
        parts["own"] = _own_pages(user.works_here, user.leads_people)
    else:
        parts = {"account": _corner_of_strangers(request.path, settings.DEMO)}
    parts["messages"] = _told(request)
    if own:
        parts[f"here-{own.pk}"] = format_html('<small class="here">{}</small>', _("You are here"))
    return parts


def _told(request: HttpRequest) -> str:
    """Such as that something was saved. A fragment has no place for it and leaves it to the next page."""
    messages = () if request.headers.get("HX-Request") else tuple(get_messages(request))
    return render_to_string("_messages.html", {"messages": messages}) if messages else ""


@lru_cache(maxsize=1024)
def _corner(name: str, email: str, initials: str, is_staff: bool, works_here: bool, demo: bool) -> str:
    person = {"name": name, "email": email, "initials": initials, "is_staff": is_staff, "is_authenticated": True}
    person["works_here"] = works_here
    return render_to_string("_account.html", {"user": person, "demo": demo})


@lru_cache(maxsize=8)
def _own_pages(works_here: bool, leads_people: bool) -> str:
    person = {"works_here": works_here, "leads_people": leads_people}
    return render_to_string("_own.html", {"user": person})


@lru_cache(maxsize=1024)
def _corner_of_strangers(path: str, demo: bool) -> str:
    return render_to_string("_account.html", {"request": {"path": path}, "demo": demo})
