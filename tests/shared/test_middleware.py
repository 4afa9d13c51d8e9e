import io

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from careersite.asgi import application as asgi
from careersite.wsgi import application
from paths.shared.middleware import refuse_unreadable
from tests.factories import RoleFactory
from tests.visitors import browser_of

pytestmark = pytest.mark.django_db


def test_every_answer_carries_the_policy(client):
    for path in ("/healthz", "/account/sign-in/", "/nothing-here"):
        policy = client.get(path)["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_a_nul_in_the_address_is_refused(client):
    assert client.get("/?q=%00").status_code == 400
    assert client.get("/roles/a%00b/").status_code == 400


def test_what_people_paste_is_kept_without_what_they_cannot_see():
    role, administrator = RoleFactory(), browser_of("administrator")
    fields = {"family": role.family_id, "name": "Ba\x02ker", "slug": "baker"}
    assert administrator.post(reverse("admin:paths_role_change", args=[role.pk]), fields).status_code == 302
    role.refresh_from_db()
    assert role.name == "Baker"


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain; charset*=nonsense''x",
        "text/plain; charset=nonsense",
        "application/x-www-form-urlencoded; charset=base64",
        "multipart/form-data; boundary=x; charset=utf-16",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_is_not_in_utf_8_is_refused_by_a_page_of_ours(content_type, method):
    environ = RequestFactory().generic(method, "/?q=1").environ | {"CONTENT_TYPE": content_type}
    said = {}
    application(environ, lambda status, headers: said.update(headers, status=status))
    assert said["status"] == "400 Bad Request"
    assert said["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in said["Content-Security-Policy"]


def test_an_encoding_that_nobody_knows_is_refused_under_asgi_too():
    scope = {"type": "http", "method": "GET", "path": "/", "headers": [(b"content-type", b"a/b; charset*=nonsense''x")]}
    request = asgi.request_class(scope, io.BytesIO())
    assert refuse_unreadable(lambda _request: HttpResponse())(request).status_code == 400


def test_utf_8_is_read(client):
    assert client.get("/healthz", content_type="text/plain; charset=UTF-8").status_code == 200
