"""The WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

from careersite.requests import SiteWSGIRequest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careersite.settings")
application = get_wsgi_application()
application.request_class = SiteWSGIRequest
