"""Every setting, typed, from the environment. Nothing has an unsafe default."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit


def _text(name: str, default: str = "") -> str:
    """A setting from the environment, or from the file that NAME_FILE points at."""
    named_file = os.environ.get(f"{name}_FILE")
    if named_file:
        return Path(named_file).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def _is_on(name: str) -> bool:
    return os.environ.get(name, "") in {"1", "true", "yes"}


def database_from_url(url: str) -> dict[str, object]:
    """Django's database entry for a postgresql:// URL; a socket folder comes as ?host=."""
    parts = urlsplit(url)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "")),
        # After the database was away, pages find it at once: a line is tried before it is used, and
        # a new one is tried again within two seconds, not after waits that double.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": 12, "timeout": 10, "reconnect_timeout": 2},
            **query,
        },
    }


DEBUG = _is_on("HOLDSPACE_DEBUG")
DEMO = _is_on("HOLDSPACE_DEMO")
SECRET_KEY = _text("HOLDSPACE_SECRET_KEY")
DATA_FOLDER = Path(_text("HOLDSPACE_DATA", "var")).resolve()
ALLOWED_HOSTS = _text("HOLDSPACE_HOSTS", "localhost").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in _text("HOLDSPACE_ORIGINS").split(",") if origin]
DATABASES = {
    "default": database_from_url(_text("HOLDSPACE_DATABASE_URL", "postgresql:///holdspace"))
}
SPOOL_FOLDER = Path(_text("HOLDSPACE_SPOOL", str(DATA_FOLDER / "spool")))
SEALING_KEY_FILE = Path(
    _text("HOLDSPACE_SEALING_KEY_FILE", str(DATA_FOLDER / "keys" / "sealing_key"))
)
"""What wraps the keys of sealed words: a file, so that no copy of the database has it."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "template_partials.apps.SimpleAppConfig",
    "holdspace.web",  # before allauth: its templates are ours
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "holdspace.clinic.people",
    "holdspace.clinic.access",
    "holdspace.clinic.audit",
    "holdspace.clinic.rooms",
    "holdspace.clinic.tablets",
    "holdspace.clinic.reach",
    "holdspace.clinic.outbox",
    "holdspace.clinic.tasks",
    "holdspace.clinic.own_access",
    "holdspace.clinic.supporters",
    "holdspace.clinic.schedule",
    "holdspace.pathway.questions",
    "holdspace.pathway.course",
    "holdspace.pathway.measures",
    "holdspace.pathway.consult",
    "holdspace.pathway.prepare",
    "holdspace.pathway.dosing_session",
    "holdspace.pathway.integrate.journal",
    "holdspace.pathway.integrate.practices",
    "holdspace.pathway.integrate.check_ins",
    "holdspace.pathway.integrate.visits",
    "holdspace.pathway.integrate.circle",
    "holdspace.pathway.outcomes",
    "holdspace.pathway.review",
    "holdspace.pathway.today",
    "holdspace.interfaces.monitors",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "holdspace.clinic.access.middleware.refuse_undeclared_routes",
    "holdspace.web.record_away.say_that_the_record_is_away",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "holdspace.urls"
ASGI_APPLICATION = "holdspace.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            ["django.template.loaders.app_directories.Loader"],
                        )
                    ],
                )
            ],
            "builtins": ["template_partials.templatetags.partials"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "holdspace.clinic.access.context.of_the_page",
            ],
        },
    }
]

# --- people who sign in ---------------------------------------------------------------------------

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "holdspace.clinic.access.adapter.StaffOnly"
MFA_ADAPTER = "holdspace.clinic.access.adapter.QuietPasskeys"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Looser than the lockout below, which a colleague can end; it also bounds guesses at six digits.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "60/m/ip,10/5m/key",
    "login": "60/m/ip",
    "tablet_pin": "30/m/key",
    # A phone's PIN and a link's date of birth are also void after a few wrong tries in all.
    "own_pin": "10/m/key,60/m/ip",
    "own_join": "10/m/key,60/m/ip",
    "own_passkey": "60/m/ip",
    # The word beside an outside therapist's link is void after a few wrong tries in all.
    "shared_word": "10/m/key,60/m/ip",
    "circle_join": "10/m/key,60/m/ip",
    "circle_pin": "10/m/key,60/m/ip",
}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "access:start"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_REQUIRED = not DEMO
"""Staff without a second factor set one up before anything else; only a demo is without."""
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "holdspace.clinic.access.lockout.typed_email"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_DISABLE_ACCESS_LOG = True

SESSION_COOKIE_NAME = "__Host-session" if not DEMO else "session"
SESSION_COOKIE_SECURE = not DEMO
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
DESK_IDLE_SECONDS = None if DEMO else 10 * 60
"""A desk page left alone this long asks for the password again; a session room never does."""
TABLET_COOKIE_NAME = "__Host-tablet" if not DEMO else "tablet"
"""By which an enrolled tablet is known: a secret of its own, whoever is signed in on it."""
CHAIR_COOKIE_NAME = "__Host-chair" if not DEMO else "chair"
"""By which the help button beside a person is known. It signs nobody in."""
OWN_COOKIE_NAME = "__Host-own" if not DEMO else "own"
"""By which a patient's own phone is known. It signs nobody in; their PIN does."""
CIRCLE_COOKIE_NAME = "__Host-circle" if not DEMO else "circle"
"""The same for the phone of somebody in a circle: one phone may be both."""
CHECK_IN_EVENING_AT = _text("HOLDSPACE_CHECK_IN_EVENING_AT", "19:00")
CHECK_IN_FROM = _text("HOLDSPACE_CHECK_IN_FROM", "09:00")
CHECK_IN_UNTIL = _text("HOLDSPACE_CHECK_IN_UNTIL", "21:00")
"""On a person's own clock: when they are asked on the evening after a session, and between which
times they are asked anything. See `domain/check_ins.py`."""
COMPLAINTS_CONTACT = _text("HOLDSPACE_COMPLAINTS_CONTACT")
"""Whom a person can turn to who is not of the clinic: a name and a number, in one line."""
QUICK_EXIT_ADDRESS = _text("HOLDSPACE_QUICK_EXIT")
"""Where "Leave quickly" leads: a page anybody may have open. Blank: an empty page of ours."""
CSRF_COOKIE_SECURE = not DEMO
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 0 if DEMO else 31_536_000
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# --- files, words, time ---------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(_text("HOLDSPACE_STATIC", str(DATA_FOLDER / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "holdspace.web.storage.HashedFiles"},
}
WHITENOISE_USE_FINDERS = DEBUG
LANGUAGE_CODE = "en"
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
"""For the libraries, which have nothing to mail. What we send goes through the outbox."""
MAIL_URL = _text("HOLDSPACE_MAIL_URL", (DATA_FOLDER / "mail").as_uri() if DEMO else "")
"""Where the outbox hands mails over; none without it. The demo writes them into files."""
MAIL_FROM = _text("HOLDSPACE_MAIL_FROM", "no-reply@demo.example" if DEMO else "")
SITE_ADDRESS = _text("HOLDSPACE_SITE_ADDRESS", next(iter(CSRF_TRUSTED_ORIGINS), "")).rstrip("/")
"""What a link in a mail begins with."""
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": _text("HOLDSPACE_LOG", "WARNING")},
}
