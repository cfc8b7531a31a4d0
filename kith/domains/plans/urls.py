"""Addresses of the plan."""

from django.urls import path

from kith.domains.plans import views

app_name = "plans"
urlpatterns = [
    path("plan", views.plan, name="plan"),
    path("plan/print", views.print_plan, name="print"),
    path("plan/steps/new", views.new_step, name="new-step"),
    path("plan/steps/from-idea/<uuid:listing_id>", views.step_from_idea, name="step-from-idea"),
    path("plan/steps/<uuid:step_id>", views.step, name="step"),
    path("plan/steps/<uuid:step_id>/change", views.change_step, name="change-step"),
    path("plan/steps/<uuid:step_id>/split", views.split_step, name="split-step"),
    path("plan/steps/<uuid:step_id>/do", views.do_with_step, name="do-with-step"),
    path("plan/hopes/new", views.new_goal, name="new-goal"),
    path("plan/hopes/<uuid:goal_id>/change", views.change_goal, name="change-goal"),
    path("plan/hopes/<uuid:goal_id>/steps/new", views.new_step, name="new-goal-step"),
    path("plan/hopes/<uuid:goal_id>/do", views.do_with_goal, name="do-with-goal"),
    path("desk/people/<uuid:person_id>/suggest-step", views.suggest_step, name="suggest-step"),
]
