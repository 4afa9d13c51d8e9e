"""Settings: each is documented, and what is wrong is said by name."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

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
    assert read | {"PORT"} <= documented
    assert documented - read <= {"PORT", "BIND", "WEB_CONCURRENCY"}


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


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({}, "ALLOWED_HOSTS|SECRET_KEY"),
        ({"ALLOWED_HOSTS": "x"}, "SECRET_KEY is not set"),
        ({"SECRET_KEY": "x"}, "ALLOWED_HOSTS is not set"),
        (PRODUCTION | {"DEBUG": "perhaps"}, "DEBUG is 'perhaps'"),
        (PRODUCTION | {"PAY_VISIBILITY": "all"}, "PAY_VISIBILITY is 'all'"),
        (PRODUCTION | {"UPLOAD_LIMIT": "-5"}, "UPLOAD_LIMIT is '-5'"),
        (PRODUCTION | {"DEMO": "on"}, "DEMO lets anybody sign in"),
        ({"DEMO": "on", "HTTPS": "on"}, "DEMO lets anybody sign in"),
        (PRODUCTION | OIDC | {"OIDC_CLIENT_SECRET": ""}, "go together; not set: OIDC_CLIENT_SECRET"),
        (PRODUCTION | {"OIDC_NAME": "Acme"}, "not set: OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET"),
        (PRODUCTION | OIDC | {"OIDC_ISSUER": "http://id.example.com"}, "OIDC_ISSUER is 'http://id.example.com'"),
        (PRODUCTION | OIDC | {"OIDC_ISSUER": "http://localhost:9"}, "OIDC_ISSUER is 'http://localhost:9'"),
        (PRODUCTION | OIDC | {"OIDC_ISSUER": "id.example.com"}, "OIDC_ISSUER is 'id.example.com'"),
        (PRODUCTION | {"OIDC_ONLY": "on"}, "OIDC_ONLY is on, but OIDC_ISSUER is not set"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(environment, words):
    done = check(**environment)
    assert done.returncode != 0
    assert re.search(words, done.stderr)
