"""All settings of Kith, read from the environment: one file for demo, tests and production."""

import base64
import hashlib
import os
from pathlib import Path

from kith.config.production import refuse_unless_safe

ROOT = Path(__file__).resolve().parents[2]
ENV = os.environ.get("KITH_ENV", "demo")
IS_PRODUCTION = ENV == "production"
KITH_DEMO = ENV == "demo"
STATE_DIR = Path(os.environ.get("KITH_STATE_DIR", ROOT / "var"))
DEBUG = os.environ.get("KITH_DEBUG") == "1"


def _made_up(purpose: str) -> str:
    """A secret for demo and tests only; production.py refuses to start with it."""
    return base64.b64encode(hashlib.sha256(f"not secret: {purpose}".encode()).digest()).decode()


SECRET_KEY = os.environ.get("KITH_SECRET_KEY") or f"made-up-{_made_up('django')}"
# "name:base64 of 32 bytes", comma separated; the first one wraps new data keys, the others still open old ones.
KITH_MASTER_KEYS = os.environ.get("KITH_MASTER_KEYS") or f"made-up:{_made_up('master')}"
KITH_VAULT_KEYS = os.environ.get("KITH_VAULT_KEYS") or f"made-up:{_made_up('vault')}"
KITH_AUDIT_KEY = os.environ.get("KITH_AUDIT_KEY") or _made_up("audit")
KITH_AUDIT_HEAD_FILE = Path(os.environ.get("KITH_AUDIT_HEAD_FILE", STATE_DIR / "audit-head.json"))

KITH_SERVICE_NAME = os.environ.get("KITH_SERVICE_NAME", "Kith")
KITH_RUN_BY = os.environ.get("KITH_RUN_BY", "Marlbeck Vale Trust")
KITH_CONTACT = os.environ.get("KITH_CONTACT", "hello@example.org")
KITH_PUBLIC_URL = os.environ.get("KITH_PUBLIC_URL", "")
KITH_NATION = os.environ.get("KITH_NATION", "england")
KITH_QUICK_EXIT_URL = os.environ.get("KITH_QUICK_EXIT_URL", "https://www.bbc.co.uk/weather")
KITH_DEFAULT_HOME = os.environ.get("KITH_DEFAULT_HOME", "")
# Postcodes that no national file holds; the demo's towns are invented, and so are their postcodes.
KITH_GAZETTEERS = [] if IS_PRODUCTION else [ROOT / "kith" / "front" / "story" / "gazetteer.json"]
KITH_WORKER_INSIDE = os.environ.get("KITH_WORKER_INSIDE", "1" if KITH_DEMO else "0") == "1"

ALLOWED_HOSTS = [h for h in os.environ.get("KITH_HOSTS", "" if IS_PRODUCTION else "*").split(",") if h]
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("KITH_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "procrastinate.contrib.django",
    "kith.kernel",
    "kith.ui",
    "kith.domains.people",
    "kith.domains.notices",
    "kith.domains.safety",
    "kith.domains.directory",
    "kith.domains.network",
    "kith.domains.rooms",
    "kith.domains.plans",
    "kith.front",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "kith.config.middleware.safe_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "kith.domains.safety.middleware.help_comes_first",  # before anything that asks the database
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kith.domains.people.middleware.work_for_someone",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kith.domains.people.middleware.keep_session_short",
    "kith.domains.people.middleware.name_the_viewer",
    "kith.kernel.acting.act_as_the_viewer",
    "kith.domains.people.middleware.show_as_chosen",
    "kith.kernel.pages.Guard",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "kith.config.urls"
ASGI_APPLICATION = "kith.config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "kith.ui.jinja.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "kith.front.places.places",
            ],
        },
    },
    {
        # allauth's own pages that we do not override need Django's engine.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]


def _database() -> dict[str, object]:
    from kith.config.database import settings_from_url

    return settings_from_url(os.environ.get("DATABASE_URL", ""), os.environ.get("KITH_DB_ROLE", ""))


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "kith.domains.people.backends.ByName",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if ENV == "test":
    # Hundreds of sign-ins, none of them real.
    PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "people:sign-in"
LOGIN_REDIRECT_URL = "front:home"
KITH_AFTER_JOINING = "front:first-door"

ACCOUNT_ADAPTER = "kith.domains.people.allauth_adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_USERNAME_MIN_LENGTH = 3
ACCOUNT_SESSION_REMEMBER = None
MFA_ADAPTER = "kith.domains.people.allauth_adapter.SecondStep"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = KITH_SERVICE_NAME
USERSESSIONS_TRACK_ACTIVITY = True
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_HTTP_RESPONSE_CODE = 429
AXES_LOCKOUT_CALLABLE = "kith.domains.people.allauth_adapter.locked_out"
AXES_CLIENT_IP_CALLABLE = "kith.domains.people.addresses.disguised"
AXES_USERNAME_CALLABLE = "kith.domains.people.allauth_adapter.lockout_name"
AXES_SENSITIVE_PARAMETERS = ["name", "username", "password", "code", "csrfmiddlewaretoken"]
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True

SESSION_ENGINE = "kith.domains.people.sessions"
SESSION_COOKIE_NAME = "k"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "c"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "kith.front.views.form_too_old"
if IS_PRODUCTION:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-k", "__Host-c"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_SSL_REDIRECT = os.environ.get("KITH_SSL_REDIRECT", "1") == "1"
_proxy_header = os.environ.get("KITH_TLS_PROXY_HEADER", "")  # for example HTTP_X_FORWARDED_PROTO=https
SECURE_PROXY_SSL_HEADER = (_proxy_header.split("=")[0], _proxy_header.split("=")[1]) if "=" in _proxy_header else None
KITH_TRUSTED_PROXIES = int(os.environ.get("KITH_TRUSTED_PROXIES", "1" if _proxy_header else "0"))
# "no-referrer" would make browsers send "Origin: null" with our own forms; other sites are told nothing either way.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "en-gb"
# Production offers Welsh only when a named reviewer has signed its safety words (kith/locale/cy/review.toml).
KITH_LANGUAGES = os.environ.get("KITH_LANGUAGES", "en" if IS_PRODUCTION else "en,cy").split(",")
LANGUAGES = [
    (code, name) for code, name in (("en-gb", "English"), ("cy", "Cymraeg")) if code.split("-")[0] in KITH_LANGUAGES
]
LOCALE_PATHS = [ROOT / "kith" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"
FORM_RENDERER = "django.forms.renderers.Jinja2"

STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "kith.config.static.HashedStatic"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

EMAIL_PROVIDER = os.environ.get("KITH_EMAIL_PROVIDER", "file" if not IS_PRODUCTION else "smtp")
SMS_PROVIDER = os.environ.get("KITH_SMS_PROVIDER", "file")
MAIL_DIR = STATE_DIR / "sent"
DEFAULT_FROM_EMAIL = os.environ.get("KITH_EMAIL_FROM", "no-reply@example.org")
EMAIL_HOST = os.environ.get("KITH_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("KITH_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("KITH_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("KITH_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("KITH_SMTP_TLS") == "1"
KITH_NOTIFY_URL = os.environ.get("KITH_NOTIFY_URL", "https://api.notifications.service.gov.uk")
KITH_NOTIFY_KEY = os.environ.get("KITH_NOTIFY_KEY", "")
KITH_NOTIFY_EMAIL_TEMPLATE = os.environ.get("KITH_NOTIFY_EMAIL_TEMPLATE", "")
KITH_NOTIFY_SMS_TEMPLATE = os.environ.get("KITH_NOTIFY_SMS_TEMPLATE", "")

LOGGING_CONFIG = "kith.config.logs.configure"
LOGGING = {"lines": "words" if KITH_DEMO else "json"}
SILENCED_SYSTEM_CHECKS: list[str] = ["urls.W003"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

refuse_unless_safe(globals(), os.environ)
