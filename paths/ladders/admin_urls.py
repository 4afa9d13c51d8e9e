"""Addresses of HR's pages for drafts, under /admin/."""

from django.urls import path

from paths.ladders.views.edition_edit import edition_edit
from paths.ladders.views.edition_history import edition_history
from paths.ladders.views.edition_open import edition_discard, edition_open, level_restore
from paths.ladders.views.edition_review import edition_review
from paths.ladders.views.edition_section import edition_section
from paths.ladders.views.guide import guide
from paths.ladders.views.level_edit import level_edit

urlpatterns = [
    path("guide/", guide, name="guide"),
    path("roles/<id:role_id>/draft/", edition_open, name="edition_open"),
    path("editions/<id:edition_id>/", edition_edit, name="edition_edit"),
    path("editions/<id:edition_id>/review/", edition_review, name="edition_review"),
    path("editions/<id:edition_id>/history/", edition_history, name="edition_history"),
    path("editions/<id:edition_id>/discard/", edition_discard, name="edition_discard"),
    path("editions/<id:edition_id>/levels/<id:level_id>/", level_edit, name="level_edit"),
    path("editions/<id:edition_id>/put-back/<id:profile_id>/", level_restore, name="level_restore"),
    path("editions/<id:edition_id>/<slug:section>/", edition_section, name="edition_section"),
]
