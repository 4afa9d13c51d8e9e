"""Addresses for reading. They are public: they do not change."""

from django.urls import path

from paths.browse.views.healthz import healthz
from paths.browse.views.home import home
from paths.browse.views.role import level, role

urlpatterns = [
    path("", home, name="home"),
    path("roles/<slug:role_slug>/", role, name="role"),
    path("roles/<slug:role_slug>/<slug:level_slug>/", level, name="level"),
    path("healthz", healthz, name="healthz"),
]
