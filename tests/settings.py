"""The site's settings as the tests use them: production's, without what only slows tests down."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "of-the-tests-and-of-nothing-else-0123456789")
os.environ.setdefault("ALLOWED_HOSTS", "testserver,localhost,127.0.0.1")
os.environ.setdefault("HTTPS", "off")

from careersite.settings import *  # noqa: F403
from careersite.settings import DATABASES, MIDDLEWARE, STORAGES

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = EMAIL_BACKEND_AT_ONCE = "django.core.mail.backends.locmem.EmailBackend"
DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file of its own for every run, so that two of them at once do not write into each other's.
    DATABASES["default"]["TEST"] = {"NAME": Path(tempfile.gettempdir()) / f"career-paths-{os.getpid()}.sqlite3"}
