"""Addresses of promotion cases: papers, each seen by those whom Case.objects.visible_to names."""

from django.urls import path

from paths.promotions.views.advisers import adviser_view, advisers
from paths.promotions.views.calibration import calibration, calibration_reveal
from paths.promotions.views.case import case
from paths.promotions.views.case_comment import case_comment
from paths.promotions.views.case_cycle import case_cycle
from paths.promotions.views.case_document import case_json, case_print
from paths.promotions.views.case_evidence import case_evidence
from paths.promotions.views.case_evidence_remove import case_evidence_remove
from paths.promotions.views.case_item import case_item
from paths.promotions.views.case_open import case_open
from paths.promotions.views.case_step import case_step
from paths.promotions.views.cases import cases
from paths.promotions.views.cycles import cycles
from paths.promotions.views.feedback import feedback
from paths.promotions.views.feedback_ask import feedback_ask, feedback_withdraw

urlpatterns = [
    path("promotions/", cases, name="cases"),
    path("promotions/open/", case_open, name="case_open"),
    path("promotions/<id:pk>/", case, name="case"),
    path("promotions/<id:pk>/items/<id:item>/", case_item, name="case_item"),
    path("promotions/<id:pk>/items/<id:item>/evidence/", case_evidence, name="case_evidence"),
    path("promotions/<id:pk>/evidence/<id:piece>/remove/", case_evidence_remove, name="case_evidence_remove"),
    path("promotions/<id:pk>/cycle/", case_cycle, name="case_cycle"),
    path("promotions/<id:pk>/comments/", case_comment, name="case_comment"),
    path("promotions/<id:pk>/steps/<slug:name>/", case_step, name="case_step"),
    path("promotions/<id:pk>/print/", case_print, name="case_print"),
    path("promotions/<id:pk>.json", case_json, name="case_json"),
    path("promotions/<id:pk>/feedback/", feedback_ask, name="feedback_ask"),
    path("promotions/feedback/<id:pk>/", feedback, name="feedback"),
    path("promotions/feedback/<id:pk>/withdraw/", feedback_withdraw, name="feedback_withdraw"),
    path("promotions/<id:pk>/advisers/", advisers, name="advisers"),
    path("promotions/<id:pk>/view/", adviser_view, name="adviser_view"),
    path("promotions/cycles/", cycles, name="cycles"),
    path("promotions/cycles/<id:pk>/calibration/", calibration, name="calibration"),
    path("promotions/cycles/<id:pk>/calibration/reveal/", calibration_reveal, name="calibration_reveal"),
]
