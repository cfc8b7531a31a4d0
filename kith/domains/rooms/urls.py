"""Addresses of the rooms. Their names say nothing of illness."""

from django.urls import path

from kith.domains.rooms.views import doors, profiles

app_name = "rooms"

door_urls = [
    path("rooms", doors.rooms, name="rooms"),
    path("rooms/<slug:slug>/agreements", doors.agreements, name="agreements"),
]

profile_urls = [
    path("people/<uuid:profile_id>", profiles.person, name="person"),
    path("people/<uuid:profile_id>/<slug:verb>", profiles.person_apart, name="person-apart"),
    path("you/seen", profiles.about_me, name="about-me"),
    path("you/seen/been-there", profiles.been_there, name="been-there"),
    path("you/quiet", profiles.quiet, name="quiet"),
    path("you/quiet/break", profiles.take_a_break, name="break"),
    path("you/quiet/break/end", profiles.break_end, name="break-end"),
]

urlpatterns = [*door_urls, *profile_urls]
