"""Every room's addresses. Imports only; nobody imports this but the site."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("paths.people.urls")),
    path("", include("paths.growth.urls")),
    path("", include("paths.promotions.urls")),
    path("", include("paths.browse.urls")),
    path("", include("paths.demo.urls")),
]
