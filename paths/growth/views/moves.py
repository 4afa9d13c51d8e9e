"""Where somebody could go next."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from paths.growth.moves import Moves, moves_of
from paths.growth.near import Near
from paths.growth.readers import who_sees
from paths.growth.views.plan import own_page
from paths.people.models import Employee
from paths.people.papers import PRIVATE


@own_page
def moves(request: HttpRequest, employee: Employee) -> HttpResponse:
    """The nearest level of every role, what is missing for it, and the way to compare it with one's own."""
    found = moves_of(employee, request.user)
    own = f"{employee.level.role.slug}/{employee.level.slug}" if employee.level else ""
    context = {
        "ladders": [
            {
                "role": ladder.role,
                "nearest": _card(ladder.nearest, found, own),
                "others": [_card(each, found, own) for each in ladder.others],
            }
            for ladder in found.ladders
        ],
        "has_answers": found.has_answers,
        "own": employee.level,
        "sees": who_sees(PRIVATE, employee, viewer=request.user),
    }
    return render(request, "growth/moves.html", context)


def _card(near: Near, found: Moves, own: str) -> dict[str, object]:
    """A level as the page shows it: `compare` is the address that lays it beside one's own."""
    query = urlencode([("level", own), ("level", near.rung.address)], safe="/")
    return {
        "near": near,
        "rung": near.rung,
        "pay": found.pay.get(near.rung.level_id, ""),
        "compare": f"{reverse('compare')}?{query}" if own else "",
    }
