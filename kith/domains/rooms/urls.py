"""Addresses of the rooms. Their names say nothing of illness."""

from django.urls import path

from kith.domains.rooms.views import doors

app_name = "rooms"

door_urls = [
    path("rooms", doors.rooms, name="rooms"),
    path("rooms/<slug:slug>/agreements", doors.agreements, name="agreements"),
]

urlpatterns = [*door_urls]
