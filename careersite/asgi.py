"""The ASGI application."""

import os

from django.core.asgi import get_asgi_application

from careersite.requests import SiteASGIRequest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careersite.settings")
application = get_asgi_application()
application.request_class = SiteASGIRequest
