"""What the log says of a request: one line for what was refused, a traceback for what is an error of ours."""

from __future__ import annotations

import io
import logging

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from careersite.logs import without_traceback_of_refusals
from tests.visitors import browser_of

pytestmark = pytest.mark.django_db


def breaks(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError


urlpatterns = [path("breaks/", breaks), path("", include("careersite.urls"))]


@pytest.fixture
def log():
    """What the site writes to its log."""
    handler = next(each for each in logging.getLogger().handlers if each.filters)
    assert [each.callback for each in handler.filters] == [without_traceback_of_refusals]
    before = handler.setStream(io.StringIO())
    yield handler.stream
    handler.setStream(before)


@pytest.mark.parametrize(
    ("what", "request_"),
    [
        ("Forbidden", lambda client: client.get("/growth/shared/")),
        ("Not Found", lambda client: client.get("/nothing/")),
        ("Unable to parse", lambda client: client.post("/", "x", content_type="multipart/form-data")),
        ("Invalid HTTP_HOST", lambda client: client.get("/", headers={"Host": "elsewhere.example"})),
        ("not allowed", lambda client: client.get("/admin/paths/role/?name__regex=(")),
    ],
)
def test_what_was_refused_is_one_line(log, what, request_):
    visitor = "administrator" if what == "not allowed" else "employee"
    assert 400 <= request_(browser_of(visitor)).status_code < 500
    assert what in log.getvalue()
    assert "Traceback" not in log.getvalue()


@pytest.mark.urls(__name__)
def test_an_error_of_ours_says_where_it_happened(log):
    assert browser_of("employee").get("/breaks/").status_code == 500
    assert "Traceback" in log.getvalue()
    assert "RuntimeError" in log.getvalue()
