"""Addresses of the rooms. Their names say nothing of illness."""

from django.urls import path

from kith.domains.rooms.views import doors, posts, profiles, topics, writing

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

# Behind every other address that begins with /rooms/<something>.
topic_urls = [
    path("rooms/<slug:slug>", topics.room, name="room"),
    path("rooms/<slug:slug>/start", writing.start, name="start"),
    path("rooms/<slug:slug>/draft", writing.draft, name="room-draft"),
    path("rooms/<slug:slug>/search", topics.search, name="search"),
    path("rooms/<slug:slug>/<uuid:topic_id>", topics.topic, name="topic"),
    path("rooms/<slug:slug>/<uuid:topic_id>/reply", writing.reply, name="reply"),
    path("rooms/<slug:slug>/<uuid:topic_id>/reply/<uuid:quoted_id>", writing.reply, name="quote"),
    path("rooms/<slug:slug>/<uuid:topic_id>/draft", writing.draft, name="topic-draft"),
    path("rooms/<slug:slug>/<uuid:topic_id>/follow", topics.follow, name="follow"),
    path("rooms/<slug:slug>/<uuid:topic_id>/set/<slug:verb>", topics.set_topic, name="set-topic"),
    path("rooms/<slug:slug>/<uuid:topic_id>/posts/<uuid:post_id>", posts.post, name="post"),
    path("rooms/<slug:slug>/<uuid:topic_id>/posts/<uuid:post_id>/reaction", posts.reaction, name="reaction"),
    path("rooms/<slug:slug>/<uuid:topic_id>/posts/<uuid:post_id>/edit", posts.edit, name="edit"),
    path("rooms/<slug:slug>/<uuid:topic_id>/posts/<uuid:post_id>/withdrawal", posts.withdrawal, name="withdrawal"),
]

urlpatterns = [*door_urls, *profile_urls, *topic_urls]
