"""The site as an ASGI application."""

import os

from django.core.asgi import get_asgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "holdspace.settings")
application = get_asgi_application()
# Every page is imported before the first request is taken, so that a worker which has just been
# restarted keeps nobody waiting while the other one could answer.
get_resolver().url_patterns  # noqa: B018 - looking is what imports them
