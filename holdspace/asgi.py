"""The site as an ASGI application."""

import gc
import os

from django.core.asgi import get_asgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "holdspace.settings")
application = get_asgi_application()
# Every page is imported before the first request is taken, so that a worker which has just been
# restarted keeps nobody waiting while the other one could answer.
get_resolver().url_patterns  # noqa: B018 - looking is what imports them
# What has been loaded by now stays for good. Kept out of the collector's sight, it is not walked
# through again and again while somebody waits for an acknowledgement: a walk took a tenth of a
# second, and every tablet that spoke to this worker stood behind it.
gc.collect()
gc.freeze()
