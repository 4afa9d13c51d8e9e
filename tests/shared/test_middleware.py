import pytest

pytestmark = pytest.mark.django_db


def test_every_answer_carries_the_policy(client):
    for path in ("/healthz", "/account/sign-in/", "/nothing-here"):
        policy = client.get(path)["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_a_nul_in_the_address_is_refused(client):
    assert client.get("/?q=%00").status_code == 400
    assert client.get("/roles/a%00b/").status_code == 400
