"""Settings: each is documented, and what is wrong is said by name."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from careersite import env

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
OIDC = {
    "OIDC_ISSUER": "https://id.example.com/staff",
    "OIDC_CLIENT_ID": "career-paths",
    "OIDC_CLIENT_SECRET": "x",
    "OIDC_NAME": "Acme",
}
PRODUCTION = {"SECRET_KEY": "k" * 60 + "0123456789", "ALLOWED_HOSTS": "paths.example.com"}


def check(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `manage.py check` with nothing else in the environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", "check", *arguments],
        cwd=ROOT,
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_setting_is_in_the_readme():
    import careersite.settings  # noqa: F401

    code = "".join(path.read_text() for path in (ROOT / "careersite").glob("*.py"))
    read = env.read | set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', code))
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", README.read_text(), re.MULTILINE))
    assert read == documented


def test_production_mode_passes_every_deployment_check():
    done = check("--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_production_mode_passes_every_check_with_company_sign_on():
    done = check("--deploy", "--fail-level", "WARNING", **PRODUCTION, **OIDC)
    assert done.returncode == 0, done.stderr


def test_forms_may_lead_to_the_provider_and_nowhere_else():
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    printed = subprocess.run(
        [sys.executable, "-c", "from careersite import settings; print(settings.SECURE_CSP['form-action'])"],
        cwd=ROOT,
        env=kept | PRODUCTION | OIDC,
        capture_output=True,
        text=True,
        check=True,
    )
    assert printed.stdout.strip() == str(["'self'", "https://id.example.com"])


def test_debug_is_off_unless_asked_for():
    from careersite import settings

    assert settings.DEBUG is False


DEMO = {"DEMO": "on"}
DEBUG = {"DEBUG": "on"}
MAIL = {"EMAIL_HOST": "smtp.example.com"}
# setting -> what is wrong with it, each with whatever else is set
WRONG = {
    "DEBUG": [{"DEBUG": "perhaps"}, DEBUG],
    "DEMO": [{"DEMO": "2"}, DEMO],
    "HTTPS": [{"HTTPS": "perhaps"}, DEMO | {"HTTPS": "on", "ALLOWED_HOSTS": "localhost"}],
    "BEHIND_PROXY": [
        {"BEHIND_PROXY": "perhaps"},
        DEMO | {"BEHIND_PROXY": "on", "ALLOWED_HOSTS": "localhost"},
        DEBUG | {"BEHIND_PROXY": "on", "ALLOWED_HOSTS": "localhost"},
    ],
    "ALLOWED_HOSTS": [
        *(
            {"ALLOWED_HOSTS": hosts}
            for hosts in ("", " , ", "*", "https://a.example", "a.example:80", "a b", "a/b", "é")
        ),
        {"ALLOWED_HOSTS": "paths.example.com,999.1.1.1"},
        {"ALLOWED_HOSTS": "::1"},
        *(mode | {"ALLOWED_HOSTS": "localhost,paths.example.com"} for mode in (DEMO, DEBUG)),
        *(mode | {"ALLOWED_HOSTS": ".localhost"} for mode in (DEMO, DEBUG)),
    ],
    "SECRET_KEY": [
        *({"SECRET_KEY": key} for key in ("", "x", "k" * 31, "ab" * 40, " " * 40)),
        *(mode | {"SECRET_KEY": "", "ALLOWED_HOSTS": "localhost"} for mode in (DEMO, DEBUG)),
        {"SECRET_KEY": "of-a-demo-on-this-machine-only-and-so-no-secret-at-all"},
    ],
    "CSRF_TRUSTED_ORIGINS": [
        {"CSRF_TRUSTED_ORIGINS": origins}
        for origins in (
            "paths.example.com",
            "https://a.example/",
            "https://a.example,b.example",
            "https://",
            "https://[a",
        )
    ],
    "BIND": [
        *({"BIND": address} for address in ("", "all of them", "127.0.0.1:80", "unix:/run/site", "127.0.0.256")),
        *(
            DEMO | {"BIND": address, "ALLOWED_HOSTS": "localhost"}
            for address in ("0.0.0.0", "127.0.0.2", "::", "10.0.0.1")
        ),
        *(DEBUG | {"BIND": address, "ALLOWED_HOSTS": "localhost"} for address in ("0.0.0.0", "a.example")),
    ],
    "PORT": [{"PORT": port} for port in ("", "http", "0", "65536", "-1", "1.5", "٨٠٠٠", "9" * 5_000)],
    "WEB_CONCURRENCY": [{"WEB_CONCURRENCY": workers} for workers in ("", "two", "0", "-1", "100000")],
    "OIDC_ISSUER": [
        *(
            OIDC | {"OIDC_ISSUER": issuer}
            for issuer in ("http://id.example.com", "http://localhost:9", "id.example.com", "https://", "https://[a")
        ),
        *(
            OIDC | {"OIDC_ISSUER": f"https://id.example.com{end}"}
            for end in (":port", ":99999", "/a?b=c", "/a#b", "/a b")
        ),
        {"OIDC_ISSUER": "https://id.example.com"},
    ],
    **{name: [OIDC | {name: ""}, {name: "x"}] for name in ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_NAME")},
    "OIDC_ONLY": [{"OIDC_ONLY": "perhaps"}, {"OIDC_ONLY": "on"}],
    "LADDERS_PUBLIC": [{"LADDERS_PUBLIC": "perhaps"}],
    "PAY_VISIBILITY": [{"PAY_VISIBILITY": rule} for rule in ("", "all", "HR")],
    "UPLOAD_LIMIT": [{"UPLOAD_LIMIT": limit} for limit in ("", "-5", "999", "1 MB", "1000000000")],
    "DATABASE_URL": [
        {"DATABASE_URL": url}
        for url in (
            "",
            "db.sqlite3",
            "mysql://u:p@h/n",
            "postgres://u:p@h",
            "postgres://u:p@h:port/n",
            "sqlite:////no/such/folder/db.sqlite3",
            "sqlite:////tmp",
            "sqlite://:memory:",
        )
    ],
    "PAGE_CACHE": [{"PAGE_CACHE": "perhaps"}],
    "LANGUAGE_CODE": [{"LANGUAGE_CODE": language} for language in ("", "xx", "english", "en_GB")],
    "TIME_ZONE": [{"TIME_ZONE": zone} for zone in ("", "Berlin", "Europe", "../UTC", "UTC+1", "/etc/passwd")],
    "EMAIL_HOST": [{"EMAIL_HOST": host} for host in ("smtp://a.example", "a.example:25", "a b", "127.0.0.256")],
    "EMAIL_PORT": [{"EMAIL_PORT": port} for port in ("", "smtp", "0", "65536")],
    "EMAIL_HOST_USER": [MAIL | {"EMAIL_HOST_PASSWORD": "x"}, {"EMAIL_HOST_USER": "x", "EMAIL_HOST_PASSWORD": "x"}],
    "EMAIL_HOST_PASSWORD": [MAIL | {"EMAIL_HOST_USER": "x"}],
    "EMAIL_USE_TLS": [{"EMAIL_USE_TLS": "perhaps"}],
    "DEFAULT_FROM_EMAIL": [
        {"DEFAULT_FROM_EMAIL": sender}
        for sender in (
            "",
            "Career Paths",
            "a@b@c",
            "Career Paths <>",
            "a@b.example\nBcc: c@d.example",
            "a@b.example, c@d.ex",
        )
    ],
    "SITE_URL": [
        {"SITE_URL": url}
        for url in (
            "paths.example.com",
            "http://paths.example.com",
            "https://",
            "https://a.example?b",
            "https://a b",
            "/",
        )
    ],
    "LOG_LEVEL": [{"LOG_LEVEL": level} for level in ("", "debug", "CHATTY")],
}


def read_settings(monkeypatch, **environment: str) -> dict[str, Any]:
    """What is in the settings with nothing else in the environment."""
    for name in WRONG:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(ROOT / "careersite" / "settings.py"))


def test_every_setting_is_given_wrong_values_here():
    import careersite.settings  # noqa: F401

    assert set(WRONG) == env.read


@pytest.mark.parametrize(("name", "environment"), [(name, each) for name, several in WRONG.items() for each in several])
def test_a_wrong_setting_is_refused_by_name(monkeypatch, name, environment):
    with pytest.raises(ImproperlyConfigured, match=name):
        read_settings(monkeypatch, **PRODUCTION | environment)


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_what_is_required_and_missing_is_asked_for_by_name(monkeypatch, name):
    with pytest.raises(ImproperlyConfigured, match=f"{name} is not set"):
        read_settings(monkeypatch, **{key: value for key, value in PRODUCTION.items() if key != name})


def test_what_is_right_is_taken(monkeypatch):
    right = {
        "ALLOWED_HOSTS": "paths.example.com,.example.org,10.0.0.1,[::1],intranet",
        "CSRF_TRUSTED_ORIGINS": "https://a.example,https://*.example.org:8443,http://intranet",
        "BIND": "::",
        "PORT": "80",
        "OIDC_ISSUER": "https://id.example.com:8443/realms/staff/",
        "DATABASE_URL": "postgres://app:p%40ss@/paths?host=/run/postgresql",
        "TIME_ZONE": "Europe/Berlin",
        "EMAIL_HOST": "10.0.0.2",
        "EMAIL_HOST_USER": "paths",
        "EMAIL_HOST_PASSWORD": "x",
        "DEFAULT_FROM_EMAIL": '"Paths, Career" <paths@intranet>',
        "SITE_URL": "https://example.com/paths/",
    }
    settings = read_settings(monkeypatch, **PRODUCTION | OIDC | right)
    assert settings["SITE_URL"] == "https://example.com/paths"
    assert settings["DATABASES"]["default"]["PASSWORD"] == "p@ss"
    assert settings["OIDC_ORIGIN"] == "https://id.example.com:8443"


def test_a_flag_that_is_empty_is_as_if_it_was_not_set(monkeypatch):
    settings = read_settings(monkeypatch, **PRODUCTION | {"HTTPS": "", "DEBUG": "", "PAGE_CACHE": ""})
    assert (settings["SECURE_SSL_REDIRECT"], settings["DEBUG"]) == (True, False)


def test_a_database_that_cannot_be_reached_keeps_its_password_to_itself(monkeypatch):
    password = "-".join(["correct", "horse"])
    with pytest.raises(ImproperlyConfigured) as refused:
        read_settings(monkeypatch, **PRODUCTION | {"DATABASE_URL": f"postgres://app:{password}@host:port/paths"})
    assert password not in "".join(traceback.format_exception(refused.value))
