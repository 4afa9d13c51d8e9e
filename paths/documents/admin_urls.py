"""Addresses of HR's pages for bringing ladders in and taking them away, under /admin/."""

from django.urls import path

from paths.documents.views.document_import import document_import
from paths.documents.views.edition_download import edition_download
from paths.documents.views.sheet_import import sheet_import

urlpatterns = [
    path("import/document/", document_import, name="document_import"),
    path("import/sheet/", sheet_import, name="sheet_import"),
    path("editions/<id:edition_id>/download/<slug:form>/", edition_download, name="edition_download"),
]
