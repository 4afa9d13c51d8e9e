"""Addresses of one's own papers, and of those that others have shared."""

from django.urls import path

from paths.growth.views.assessment import assessment, assessment_step
from paths.growth.views.assessment_changes import assessment_end, assessment_scope, assessment_share, assessment_start
from paths.growth.views.assessment_move import assessment_move
from paths.growth.views.assessment_row import assessment_row
from paths.growth.views.conversation import conversation
from paths.growth.views.conversation_answer import conversation_agree, conversation_answer, conversation_row
from paths.growth.views.conversation_steps import conversation_close, conversation_send, conversation_withdraw
from paths.growth.views.evidence import evidence, evidence_delete, evidence_restore
from paths.growth.views.evidence_write import evidence_add, evidence_edit
from paths.growth.views.goal_write import goal_add, goal_edit
from paths.growth.views.goals import (
    goal_delete,
    goal_done,
    goal_restore,
    goal_share,
    goal_take_up,
    goals,
    goals_calendar,
    goals_print,
)
from paths.growth.views.growth import growth
from paths.growth.views.history import growth_history
from paths.growth.views.moves import moves
from paths.growth.views.my_data import my_data
from paths.growth.views.shared_goals import shared_goals
from paths.growth.views.shared_papers import shared_papers
from paths.growth.views.team import team
from paths.growth.views.team_map import team_map, team_map_csv
from paths.growth.views.week import week

urlpatterns = [
    path("growth/", growth, name="growth"),
    path("growth/history/", growth_history, name="growth_history"),
    path("growth/assessments/", assessment_start, name="assessment_start"),
    path("growth/assessments/<id:pk>/", assessment, name="assessment"),
    path("growth/assessments/<id:pk>/<id:step>/", assessment_step, name="assessment_step"),
    path("growth/assessments/<id:pk>/rows/<uuid:key>/", assessment_row, name="assessment_row"),
    path("growth/assessments/<id:pk>/share/", assessment_share, name="assessment_share"),
    path("growth/assessments/<id:pk>/scope/", assessment_scope, name="assessment_scope"),
    path("growth/assessments/<id:pk>/move/", assessment_move, name="assessment_move"),
    path("growth/assessments/<id:pk>/end/", assessment_end, name="assessment_end"),
    path("growth/evidence/", evidence, name="evidence"),
    path("growth/evidence/new/", evidence_add, name="evidence_add"),
    path("growth/evidence/put-back/", evidence_restore, name="evidence_restore"),
    path("growth/evidence/<id:pk>/", evidence_edit, name="evidence_edit"),
    path("growth/evidence/<id:pk>/delete/", evidence_delete, name="evidence_delete"),
    path("growth/goals/", goals, name="goals"),
    path("growth/goals/new/", goal_add, name="goal_add"),
    path("growth/goals/put-back/", goal_restore, name="goal_restore"),
    path("growth/goals/print/", goals_print, name="goals_print"),
    path("growth/goals.ics", goals_calendar, name="goals_calendar"),
    path("growth/goals/<id:pk>/", goal_edit, name="goal_edit"),
    path("growth/goals/<id:pk>/done/", goal_done, name="goal_done"),
    path("growth/goals/<id:pk>/share/", goal_share, name="goal_share"),
    path("growth/goals/<id:pk>/take-up/", goal_take_up, name="goal_take_up"),
    path("growth/goals/<id:pk>/delete/", goal_delete, name="goal_delete"),
    path("growth/week/", week, name="week"),
    path("growth/moves/", moves, name="moves"),
    path("growth/my-data.json", my_data, name="my_data"),
    path("growth/conversations/<id:pk>/", conversation, name="conversation"),
    path("growth/conversations/<id:pk>/answer/<id:step>/", conversation_answer, name="conversation_answer"),
    path("growth/conversations/<id:pk>/rows/<uuid:key>/", conversation_row, name="conversation_row"),
    path("growth/conversations/<id:pk>/send/", conversation_send, name="conversation_send"),
    path("growth/conversations/<id:pk>/agree/", conversation_agree, name="conversation_agree"),
    path("growth/conversations/<id:pk>/close/", conversation_close, name="conversation_close"),
    path("growth/conversations/<id:pk>/withdraw/", conversation_withdraw, name="conversation_withdraw"),
    path("growth/shared/", shared_papers, name="shared_papers"),
    path("growth/shared/goals/", shared_goals, name="shared_goals"),
    path("team/", team, name="team"),
    path("team/map/", team_map, name="team_map"),
    path("team/map.csv", team_map_csv, name="team_map_csv"),
]
