"""The site's addresses."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("paths.urls")),
]
handler500 = "paths.browse.views.failure.failure"
# allauth looks for it here.
handler429 = "paths.people.views.throttled.throttled"
