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
    ],
)
def test_a_wrong_setting_is_refused_by_name(environment, words):
    done = check(**environment)
    assert done.returncode != 0
    assert re.search(words, done.stderr)
