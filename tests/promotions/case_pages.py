"""The pages of a case, as the people around it open them."""

from __future__ import annotations

import html
import re

from django.urls import reverse

from paths.promotions.casework import Given, mark_item, take_step
from paths.promotions.choices import Mark
from tests.growth.bakery import browser
from tests.promotions.people import opened

GIVEN = Given(reason="Because of the rye.", what_would_change="Two more loaves.")


def gathering(people):
    """A case that Bo opened for Ana, in which evidence is gathered."""
    return opened(people, "gather")


def sent(people, **marks):
    """The same, sent; `marks`: text -> mark, anything else is met."""
    case = gathering(people)
    for item in case.items.all():
        mark_item(item=item, by=people.bo.user, mark=marks.get(item.text.split()[0].lower(), Mark.MET))
    return take_step(case=case, step="send", by=people.bo.user)


def words(response):
    """What a page says, without its tags."""
    text = re.sub(r"<(script|template|svg).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(text))


def read(who, case, name="case", *arguments, **query):
    """What somebody reads on a page of a case."""
    response = browser(who).get(reverse(name, args=[case.pk, *arguments]), query)
    assert response.status_code == 200, response.status_code
    return words(response)


def steps_offered(who, case):
    """The steps that the page of a case leads to."""
    page = browser(who).get(case.get_absolute_url()).content.decode()
    return sorted(set(re.findall(rf"/promotions/{case.pk}/steps/(\w+)/", page)))


def mark(item, mark="met", reason="", note="", version=0, **more):
    """What a row sends."""
    sent = {"mark": mark, "reason": reason, "note": note, "version": version, "was": ""} | more
    return {f"{item.pk}-{name}": value for name, value in sent.items()}
