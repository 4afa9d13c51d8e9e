"""All settings in one file. Each one that can differ between sites is read from the environment, by its name."""

from __future__ import annotations

import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from careersite import env
from careersite.here import LOCAL_HOSTS, listens_on, refuse_elsewhere
from careersite.logs import without_traceback_of_refusals

BASE_DIR = Path(__file__).resolve().parent.parent

# --- What kind of site this is -----------------------------------------------------------------------------------

DEBUG = env.flag("DEBUG")
DEMO = env.flag("DEMO")
HTTPS = env.flag("HTTPS", default=not (DEBUG or DEMO))
BEHIND_PROXY = env.flag("BEHIND_PROXY")
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", ",".join(LOCAL_HOSTS) if DEBUG or DEMO else "")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
DEMO_KEY = "of-a-demo-on-this-machine-only-and-so-no-secret-at-all"
SECRET_KEY = env.secret("SECRET_KEY", DEMO_KEY if DEBUG or DEMO else None)
# What gunicorn listens on and with (gunicorn.conf.py).
BIND = env.host("BIND", "127.0.0.1")
PORT = env.number("PORT", 8000, at_least=1, at_most=65_535)
WEB_CONCURRENCY = env.number("WEB_CONCURRENCY", 2, at_least=1, at_most=1_000)

if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS is not set. Name the hosts this site answers to, such as paths.example.com."
    )
for address in CSRF_TRUSTED_ORIGINS:
    # Django lets a star stand for all hosts below one.
    env.origin("CSRF_TRUSTED_ORIGINS", address.replace("://*.", "://", 1), plain="anywhere", path=False)
if DEMO:
    why_local = "DEMO lets anybody sign in as anybody"
elif DEBUG:
    why_local = "DEBUG shows the code and the settings of this site on its error pages"
else:
    why_local = ""
if why_local:
    refuse_elsewhere(why_local, "ALLOWED_HOSTS", ALLOWED_HOSTS)
    refuse_elsewhere(why_local, "BIND", [BIND])
    refuse_elsewhere(why_local, "the address to listen on", listens_on(sys.argv))
    if BEHIND_PROXY:
        raise ImproperlyConfigured(f"{why_local}, so it runs on this machine only. Turn it off, or BEHIND_PROXY.")
    if DEMO and HTTPS:
        raise ImproperlyConfigured(f"{why_local}, so it runs on this machine only. Turn it off, or HTTPS.")
if SECRET_KEY == DEMO_KEY and not why_local:
    raise ImproperlyConfigured("SECRET_KEY is the one of the demo, which everybody knows; use a random text.")

# --- Signing in with the company's own account ---------------------------------------------------------------------

OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME = env.together(
    "OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_NAME"
)
OIDC_ORIGIN = OIDC_ISSUER and env.origin("OIDC_ISSUER", OIDC_ISSUER, plain="" if HTTPS else "here")
OIDC_ONLY = env.flag("OIDC_ONLY")
if OIDC_ONLY and not OIDC_ISSUER:
    raise ImproperlyConfigured("OIDC_ONLY is on, but OIDC_ISSUER is not set: nobody could sign in.")

# --- What readers may see ----------------------------------------------------------------------------------------

LADDERS_PUBLIC = env.flag("LADDERS_PUBLIC", default=DEMO)
PAY_VISIBILITY = env.choice("PAY_VISIBILITY", "signed_in", ["everyone", "signed_in", "own_ladder", "hr"])
UPLOAD_LIMIT = env.number("UPLOAD_LIMIT", 1_000_000, at_least=1_000, at_most=100_000_000)

# --- The parts ---------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "careersite.admin.CareerPathsAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "django_htmx",
    "simple_history",
    "template_partials.apps.SimpleAppConfig",
    "paths",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "paths.shared.middleware.content_security_policy",
    "paths.shared.middleware.refuse_unreadable",
    "paths.shared.middleware.drop_controls",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "paths.people.middleware.SignInRequiredMiddleware",
    "paths.people.middleware.keep_known_devices",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    }
]
ROOT_URLCONF = "careersite.urls"
WSGI_APPLICATION = "careersite.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- The database ------------------------------------------------------------------------------------------------

DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["ENGINE"] = "careersite.sqlite3"
    DATABASES["default"]["OPTIONS"] = {
        # Writers queue from the start of a transaction instead of failing in the middle of one.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA mmap_size=134217728; "
            "PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY; "
            # So that REPLACE, which deletes, meets the guards against deleting.
            "PRAGMA recursive_triggers=ON;"
        ),
    }
    # A live server in the tests reads from other threads, which an in-memory database does not allow.
    DATABASES["default"]["TEST"] = {"NAME": BASE_DIR / "test.sqlite3"}
else:
    # A server that does not answer is away: nobody waits for minutes to be told so.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)

PAGE_CACHE = "locmem.LocMemCache" if env.flag("PAGE_CACHE", default=True) else "dummy.DummyCache"
CACHES = {
    # Shared by all processes: what sign-in throttling counts on. Django drops entries beyond the most there may be, so
    # with its 300 whoever tries many addresses would set back what is counted of others.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Rendered pages, per process. Their keys name the edition, so nothing in here goes stale.
    "pages": {
        "BACKEND": f"django.core.cache.backends.{PAGE_CACHE}",
        "LOCATION": "pages",
        "TIMEOUT": 24 * 60 * 60,
        "OPTIONS": {"MAX_ENTRIES": 2_000},
    },
}

# --- People ------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "paths.User"
AUTHENTICATION_BACKENDS = ["paths.people.backends.SignInBackend"]
PASSWORD_HASHERS = [
    "paths.people.hashers.Argon2Hasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "paths.people.adapter.account.AccountAdapter"
# paths/people/adapter/guesses.py counts passwords and codes, and who signs in (paths/people/views/sign_in.py).
ACCOUNT_RATE_LIMITS = {"login_failed": None, "login": None, "sign_in": "30/m/ip"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# allauth's own would begin a second list of addresses whenever somebody asks for a new password.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
SOCIALACCOUNT_ADAPTER = "paths.people.adapter.company.CompanyAccountAdapter"
MFA_ADAPTER = "paths.people.adapter.second_factor.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "paths.people.adapter.codes.CodeForm",
    "reauthenticate": "paths.people.adapter.codes.ShowItIsYouByCodeForm",
    "add_webauthn": "paths.people.adapter.passkeys.AddPasskeyForm",
    "authenticate_webauthn": "paths.people.adapter.passkeys.UsePasskeyForm",
    "login_webauthn": "paths.people.adapter.passkeys.SignInByPasskeyForm",
    "reauthenticate_webauthn": "paths.people.adapter.passkeys.ShowItIsYouForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Career Paths"

# --- Words, days and files ---------------------------------------------------------------------------------------

LANGUAGES = [("en-gb", _("English"))]
LANGUAGE_CODE = env.choice("LANGUAGE_CODE", "en-gb", dict(LANGUAGES))
TIME_ZONE = env.time_zone("TIME_ZONE", "UTC")
USE_TZ = True
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 31_536_000
EMAIL_HOST = env.host("EMAIL_HOST")
EMAIL_BACKEND = "careersite.mail.EmailBackend"
EMAIL_BACKEND_AT_ONCE = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_PORT = env.number("EMAIL_PORT", 587, at_least=1, at_most=65_535)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env.together("EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD")
if EMAIL_HOST_USER and not EMAIL_HOST:
    raise ImproperlyConfigured("EMAIL_HOST_USER is set, but EMAIL_HOST is not: no e-mail would leave.")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.sender("DEFAULT_FROM_EMAIL", "Career Paths <career-paths@localhost>")
# Where the links of e-mails lead that no request has asked for.
SITE_URL = env.text("SITE_URL", f"http{'s' if HTTPS else ''}://{ALLOWED_HOSTS[0].lstrip('.')}").rstrip("/")
env.origin("SITE_URL", SITE_URL, plain="" if HTTPS else "anywhere")
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT + 100_000
# A level with two thousand statements is one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 25_000
SIMPLE_HISTORY_REVERT_DISABLED = True

# --- Safety ------------------------------------------------------------------------------------------------------

SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    # The browser holds the way to the provider, which begins with a form, against this too.
    "form-action": ["'self'", *filter(None, [OIDC_ORIGIN])],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
}
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# Throttling counts by client: behind a proxy all of them would be one.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
X_FRAME_OPTIONS = "DENY"
SESSION_ENGINE = "paths.people.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "paths.growth.access.stale_form"

# --- Logs --------------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"refusals": {"()": "django.utils.log.CallbackFilter", "callback": without_traceback_of_refusals}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["refusals"]}},
    "root": {
        "handlers": ["console"],
        "level": env.choice("LOG_LEVEL", "WARNING", ["DEBUG", "INFO", "WARNING", "ERROR"]),
    },
}
