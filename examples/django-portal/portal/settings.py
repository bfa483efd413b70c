"""Settings: no database, no sessions, no users; the one cookie is that against forgery.

PORTAL_HOSTS names the hosts it is reached by, over HTTPS; without it, this machine's
own. PORTAL_SECRET_KEY must be the same in all processes; without it, each start draws
one.
"""

import os

from django.core.management.utils import get_random_secret_key

_hosts = [host for host in os.environ.get("PORTAL_HOSTS", "").split(",") if host]

# Never true with real people: Django's page for an error would show what was posted.
DEBUG = False
SECRET_KEY = os.environ.get("PORTAL_SECRET_KEY") or get_random_secret_key()
ALLOWED_HOSTS = _hosts or ["127.0.0.1", "localhost"]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
INSTALLED_APPS = ["portal"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.guards.content_security_policy",
]
TEMPLATES = [
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}
]
DATABASES: dict[str, object] = {}
USE_I18N = False
TIME_ZONE = "Asia/Shanghai"

CSRF_COOKIE_AGE = None  # until the browser is closed
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = bool(_hosts)
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
