"""Addresses of the directory."""

from django.urls import path

from kith.domains.directory import views

app_name = "directory"
urlpatterns = [
    path("things-to-do", views.things_to_do, name="things-to-do"),
    path("things-to-do/<slug:slug>", views.thing, name="thing"),
    path("things-to-do/<slug:slug>/ask", views.ask, name="ask"),
    path("things-to-do/<slug:slug>/tell-us", views.report, name="report"),
    path("desk/directory", views.desk, name="desk"),
    path("desk/directory/pairs/<uuid:proposal_id>", views.desk_merge, name="desk-merge"),
    path("desk/directory/questions/<uuid:question_id>", views.desk_question, name="desk-question"),
    path("desk/directory/reports/<uuid:report_id>", views.desk_report, name="desk-report"),
    path("desk/directory/<slug:slug>", views.desk_thing, name="desk-thing"),
    path("desk/directory/<slug:slug>/do", views.desk_do, name="desk-do"),
    path("desk/directory/<slug:slug>/facts/<slug:fact>", views.desk_fact, name="desk-fact"),
]
