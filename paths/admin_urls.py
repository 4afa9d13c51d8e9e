"""Every room's own pages of the admin. Imports only; nobody imports this but the admin site."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
