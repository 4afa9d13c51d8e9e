"""Compensation's own pages of the admin."""

from django.urls import path

from paths.pay.views.pay_export import pay_export
from paths.pay.views.pay_import import pay_import
from paths.pay.views.pay_preview import pay_preview
from paths.pay.views.pay_raise import pay_raise
from paths.pay.views.pay_role import pay_role

urlpatterns = [
    path("pay/raise/", pay_raise, name="pay_raise"),
    path("pay/import/", pay_import, name="pay_import"),
    path("pay/bands.csv", pay_export, name="pay_export"),
    path("pay/preview/", pay_preview, name="pay_preview"),
    path("pay/roles/<slug:role_slug>/", pay_role, name="pay_role"),
]
