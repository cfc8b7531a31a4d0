"""Addresses of safety."""

from django.urls import path

from kith.domains.safety.views import cases, help_page, hours, numbers, openings, readiness, rota

app_name = "safety"
urlpatterns = [
    path("help-now", help_page.help_now, name="help-now"),
    path("desk/admin/help-numbers", numbers.help_numbers, name="help-numbers"),
    path("desk/admin/help-numbers/new", numbers.help_number_new, name="help-number-new"),
    path("desk/admin/help-numbers/<uuid:contact_id>", numbers.help_number, name="help-number"),
    path("desk/admin/help-numbers/<uuid:contact_id>/stop", numbers.help_number_stop, name="help-number-stop"),
    path("desk/admin/hours", hours.hours, name="hours"),
    path("desk/admin/hours/<uuid:team_id>", hours.team_hours, name="team-hours"),
    path("desk/admin/hours/<uuid:team_id>/calendar", hours.team_calendar, name="team-calendar"),
    path("desk/admin/hours/<uuid:team_id>/week", hours.team_week, name="team-week"),
    path("desk/admin/hours/<uuid:team_id>/week/<uuid:hours_id>/end", hours.hours_end, name="hours-end"),
    path("desk/admin/hours/<uuid:team_id>/days", hours.team_day, name="team-day"),
    path("desk/admin/hours/<uuid:team_id>/days/<uuid:marked_id>/remove", hours.day_remove, name="day-remove"),
    path("desk/alerts", cases.alerts, name="alerts"),
    path("desk/alerts/closed", cases.closed, name="alerts-closed"),
    path("desk/alerts/hand-over", cases.turn_over, name="alerts-hand-over"),
    path("desk/alerts/<uuid:case_id>", cases.alert, name="alert"),
    path("desk/alerts/<uuid:case_id>/take", cases.take, name="alert-take"),
    path("desk/alerts/<uuid:case_id>/keep", cases.keep, name="alert-keep"),
    path("desk/alerts/<uuid:case_id>/hand-over", cases.hand_over, name="alert-hand-over"),
    path("desk/alerts/<uuid:case_id>/close", cases.close, name="alert-close"),
    path("desk/alerts/<uuid:case_id>/sheet", openings.sheet_ask, name="sheet-ask"),
    path("desk/openings", openings.openings, name="openings"),
    path("desk/openings/<uuid:opening_id>", openings.opening, name="opening"),
    path("desk/openings/<uuid:opening_id>/agree", openings.opening_agree, name="opening-agree"),
    path("desk/openings/<uuid:opening_id>/review", openings.opening_review, name="opening-review"),
    path("desk/safety", readiness.safety, name="safety"),
    path("desk/safety/records/<slug:kind>", readiness.record_sign, name="record-sign"),
    path("desk/safety/teams/<uuid:team_id>/unstaffed", readiness.policy_write, name="policy-write"),
    path("desk/safety/policies/<uuid:policy_id>/sign", readiness.policy_sign, name="policy-sign"),
    path("desk/safety/phrases", readiness.phrases, name="phrases"),
    path("desk/safety/phrases/new", readiness.phrase_new, name="phrase-new"),
    path("desk/safety/phrases/<uuid:phrase_id>/agree", readiness.phrase_agree, name="phrase-agree"),
    path("desk/safety/phrases/<uuid:phrase_id>/end", readiness.phrase_end, name="phrase-end"),
    path("desk/rota", rota.rota, name="rota"),
    path("desk/rota/<uuid:team_id>/new", rota.turn_new, name="turn-new"),
    path("desk/rota/turns/<uuid:turn_id>/remove", rota.turn_remove, name="turn-remove"),
]
