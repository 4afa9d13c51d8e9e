import pytest
from django.urls import reverse

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
