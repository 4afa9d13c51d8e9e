"""What goes wrong is said in words, on a page that needs nothing of what may be broken."""

import pytest
from django.template.loader import render_to_string

from tests.browse.bakery import ladder, words


def test_a_failure_is_a_friendly_page(client, monkeypatch, db, settings):
    settings.LADDERS_PUBLIC = True
    monkeypatch.setattr("paths.browse.views.home.library_stamp", lambda: 1 / 0)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert "Something went wrong on our side" in words(response)
    assert "ZeroDivisionError" not in response.content.decode()


def test_the_page_of_a_failure_asks_no_database_and_knows_no_reader():
    assert "Try again in a minute" in render_to_string("500.html")


@pytest.mark.parametrize("path", ["/nothing/", "/roles/nobody/", "/roles/baker/nothing/"])
def test_what_is_not_there_leads_on(client, db, settings, path):
    settings.LADDERS_PUBLIC = True
    ladder("Baker", "junior")
    response = client.get(path)
    assert response.status_code == 404
    assert "See all ladders" in words(response)


def test_an_address_that_cannot_be_read_is_refused_in_words(client, db):
    assert client.get("/?q=%00").status_code == 400
