"""Every room's own pages of the admin. Imports only; nobody imports this but the admin site."""

from django.urls import URLPattern, URLResolver

from paths.documents.admin_urls import urlpatterns as documents
from paths.ladders.admin_urls import urlpatterns as ladders
from paths.pay.admin_urls import urlpatterns as pay
from paths.people.admin_urls import urlpatterns as people

urlpatterns: list[URLPattern | URLResolver] = [*ladders, *pay, *documents, *people]
