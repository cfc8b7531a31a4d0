"""Addresses of notices."""

from django.urls import path

from kith.domains.notices import views

app_name = "notices"
urlpatterns = [
    path("notices", views.notices, name="notices"),
    path("desk/letters", views.letters, name="letters"),
    path("desk/letters/<uuid:letter_id>", views.letter, name="letter"),
    path("desk/calls", views.calls, name="calls"),
    path("desk/calls/<uuid:delivery_id>", views.call, name="call"),
    path("desk/calls/<uuid:delivery_id>/dealt-with", views.dealt_with, name="dealt-with"),
]
