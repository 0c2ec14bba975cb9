"""Settings, from the environment alone. `docs/operate.md` explains each variable."""

import os
from pathlib import Path

import dj_database_url
import django_stubs_ext

from evenhand.config.state import secret, var_folder

# Lets `models.Field[str, str]` be written at run time as the type checker reads it.
django_stubs_ext.monkeypatch()

HERE = Path(__file__).resolve().parent.parent


def on(name: str, default: str = "0") -> bool:
    return os.environ.get(name, default).lower() in ("1", "true", "yes", "on")


# --- where state lives, and what protects it -------------------------------------------------------
EVENHAND_VAR = var_folder()
EVENHAND_ROOT_KEY = EVENHAND_VAR / "keys" / "root"
EVENHAND_FILES = EVENHAND_VAR / "files"
EVENHAND_BACKUPS = Path(os.environ.get("EVENHAND_BACKUPS", EVENHAND_VAR / "backups"))
SECRET_KEY = secret(EVENHAND_ROOT_KEY, "django")
EVENHAND_DEMO = on("EVENHAND_DEMO")
DEBUG = on("EVENHAND_DEBUG")

# --- how we are reached -----------------------------------------------------------------------------
EVENHAND_URL = os.environ.get("EVENHAND_URL", f"http://localhost:{os.environ.get('PORT', '8000')}").rstrip(
    "/"
)
ALLOWED_HOSTS = os.environ.get("EVENHAND_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [EVENHAND_URL]
SECURE = EVENHAND_URL.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if on("EVENHAND_BEHIND_PROXY") else None
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "evenhand.faces.look.trouble.expired_form"
FORM_RENDERER = "evenhand.faces.look.forms.Renderer"

# --- rooms --------------------------------------------------------------------------------------------
FOUNDATION = ["vault", "timeline", "access", "drafts", "programs", "files", "mail", "search"]
DOMAIN = [
    "channels", "staff", "catalog", "customers", "policy", "articles", "promises", "conversations",
    "orders", "payments", "returns", "cases", "privacy",
]  # fmt: skip
FACES = ["look", "help", "shop", "portal", "desk", "api", "inbox", "letters"]

INSTALLED_APPS = [
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "procrastinate.contrib.django",
    "django_htmx",
    *(f"evenhand.foundation.{room}" for room in FOUNDATION),
    *(f"evenhand.domain.{room}" for room in DOMAIN),
    "evenhand.connectors.payments.manual",
    "evenhand.connectors.shops.files",
    *(f"evenhand.faces.{room}" for room in FACES),
    *(["evenhand.demo"] if EVENHAND_DEMO else []),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "evenhand.faces.look.headers.SecurityHeaders",
    "evenhand.faces.look.plain.PlainText",
    "evenhand.faces.look.reader.Reader",
    "evenhand.foundation.access.middleware.WhoIsAsking",
    *(["evenhand.demo.ribbon.Ribbon"] if EVENHAND_DEMO else []),
]
ROOT_URLCONF = "evenhand.config.urls"
EVENHAND_ROLES = "evenhand.wiring.roles"
EVENHAND_WATCH = "evenhand.wiring.watch"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "evenhand.faces.look.context.shop",
            ],
        },
    }
]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# --- database, jobs ---------------------------------------------------------------------------------
DATABASES = {
    "default": {
        **dj_database_url.parse(os.environ.get("DATABASE_URL", "postgresql:///evenhand"), conn_max_age=600),
        "CONN_HEALTH_CHECKS": True,
    }
}
# A database that is away or held by somebody else is waited for, and then said to be away: no page hangs for ever.
WAITS = {"connect_timeout": 10, "options": "-c lock_timeout=20s"}
DATABASES["default"]["OPTIONS"] = {**WAITS, **DATABASES["default"].get("OPTIONS", {})}  # type: ignore[dict-item] # a mapping
if suffix := os.environ.get("EVENHAND_TEST_SUFFIX"):
    DATABASES["default"]["TEST"] = {"NAME": f"test_evenhand_{suffix}"}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
EVENHAND_WORK_MEMORY = int(os.environ.get("EVENHAND_WORK_MEMORY", "2048")) * 1024 * 1024
SILENCED_SYSTEM_CHECKS = ["fields.W342"]

# --- languages, time ----------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文"), ("ar", "العربية")]
LOCALE_PATHS = [HERE / "faces" / "look" / "locale"]
LANGUAGE_COOKIE_NAME = "language"
USE_TZ = True
TIME_ZONE = "UTC"

# --- static files, uploads ------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = EVENHAND_VAR / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
# Uploads never touch the disk in clear: they stay in memory until they are sealed.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = 40 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

EVENHAND_KEEP_PAGES = 10  # seconds that a public page is handed out again as it was rendered

# --- mail ---------------------------------------------------------------------------------------------
# smtp://user:word@host:587?tls=start ; empty: letters are kept and shown, not sent.
EVENHAND_SMTP_URL = os.environ.get("EVENHAND_SMTP_URL", "")
# In the demo alone receivers read their letters on its mailbox page, so a letter kept here has reached them.
EVENHAND_MAILBOXES_ARE_HERE = EVENHAND_DEMO
EVENHAND_MAIL_FROM = os.environ.get("EVENHAND_MAIL_FROM", "service@shop.example")
EVENHAND_MAIL_HOST = EVENHAND_MAIL_FROM.rpartition("@")[2]
# host:port of our SMTP and LMTP listeners for mail coming in; empty: none.
EVENHAND_SMTP_LISTEN = os.environ.get("EVENHAND_SMTP_LISTEN", "")
EVENHAND_LMTP_LISTEN = os.environ.get("EVENHAND_LMTP_LISTEN", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("EVENHAND_LOG", "WARNING")},
}
