"""Addresses for reading. They are public: they do not change."""

from django.urls import path

from paths.browse import views

urlpatterns = [
    path("", views.home, name="home"),
    path("roles/<slug:role_slug>/", views.role, name="role"),
    path("roles/<slug:role_slug>/<slug:level_slug>/", views.level, name="level"),
    path("healthz", views.healthz, name="healthz"),
]
