"""Addresses for reading. They are public: they do not change."""

from django.urls import path

from paths.browse.views.compare import compare, compare_json, compare_markdown
from paths.browse.views.family import family
from paths.browse.views.healthz import healthz, readyz
from paths.browse.views.home import home
from paths.browse.views.level_advert import level_advert
from paths.browse.views.pay_progression import pay_progression
from paths.browse.views.role import level, role
from paths.browse.views.role_changes import changes_feed, role_change, role_changes
from paths.browse.views.role_edition import role_draft, role_edition
from paths.browse.views.role_interview import role_interview
from paths.browse.views.role_json import role_json
from paths.browse.views.role_markdown import role_markdown
from paths.browse.views.role_portfolio import role_portfolio
from paths.browse.views.role_print import role_print
from paths.browse.views.search import search
from paths.browse.views.skill import skill
from paths.browse.views.skill_list import skill_list

urlpatterns = [
    path("", home, name="home"),
    path("families/<slug:family_slug>/", family, name="family"),
    path("roles/<slug:role_slug>.md", role_markdown, name="role_markdown"),
    path("roles/<slug:role_slug>.json", role_json, name="role_json"),
    path("roles/<slug:role_slug>/", role, name="role"),
    path("changes.atom", changes_feed, name="changes_feed"),
    # These stand before the levels, whose addresses keep out of their way (paths/ladders/slugs.py).
    path("roles/<slug:role_slug>/interview/", role_interview, name="role_interview"),
    path("roles/<slug:role_slug>/portfolio/", role_portfolio, name="role_portfolio"),
    path("roles/<slug:role_slug>/print/", role_print, name="role_print"),
    path("roles/<slug:role_slug>/changes/", role_changes, name="role_changes"),
    path("roles/<slug:role_slug>/changes/<str:version>/", role_change, name="role_change"),
    path("roles/<slug:role_slug>/draft/", role_draft, name="role_draft"),
    path("roles/<slug:role_slug>/draft/<slug:level_slug>/", role_draft, name="role_draft_level"),
    path("roles/<slug:role_slug>/editions/<str:version>/", role_edition, name="role_edition"),
    path("roles/<slug:role_slug>/editions/<str:version>/<slug:level_slug>/", role_edition, name="role_edition_level"),
    path("roles/<slug:role_slug>/<slug:level_slug>/", level, name="level"),
    path("roles/<slug:role_slug>/<slug:level_slug>/advert/", level_advert, name="level_advert"),
    path("roles/<slug:role_slug>/<slug:level_slug>/pay/", pay_progression, name="pay_progression"),
    path("compare/", compare, name="compare"),
    path("compare.md", compare_markdown, name="compare_markdown"),
    path("compare.json", compare_json, name="compare_json"),
    path("skills/", skill_list, name="skill_list"),
    path("skills/<slug:skill_slug>/", skill, name="skill"),
    path("search/", search, name="search"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
