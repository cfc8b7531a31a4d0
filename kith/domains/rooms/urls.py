"""Addresses of the rooms. Their names say nothing of illness."""

from django.urls import path

from kith.domains.rooms.views import belonging, doors, hosting, keys, places, posts, profiles, talk, topics, writing

app_name = "rooms"

door_urls = [
    path("rooms", doors.rooms, name="rooms"),
    path("rooms/keys", doors.my_keys, name="my-keys"),
    path("rooms/keys/<uuid:key_id>", doors.my_key_back, name="my-key-back"),
    path("rooms/<slug:slug>/agreements", doors.agreements, name="agreements"),
]

belonging_urls = [
    path("rooms/similar", belonging.find_similar, name="similar"),
    path("rooms/slipping", belonging.slipping, name="slipping"),
    path("rooms/<slug:slug>/welcome", belonging.welcome, name="welcome"),
    path("rooms/<slug:slug>/group", belonging.group, name="group"),
    path("rooms/<slug:slug>/group/<uuid:words_id>/<slug:verb>", belonging.group_words, name="group-words"),
    path("rooms/<slug:slug>/<uuid:topic_id>/about", belonging.topic_about, name="topic-about"),
]

profile_urls = [
    path("people/<uuid:profile_id>", profiles.person, name="person"),
    path("people/<uuid:profile_id>/<slug:verb>", profiles.person_apart, name="person-apart"),
    path("you/seen", profiles.about_me, name="about-me"),
    path("you/seen/been-there", profiles.been_there, name="been-there"),
    path("you/seen/words", profiles.words_stay, name="words-stay"),
    path("you/quiet", profiles.quiet, name="quiet"),
    path("you/quiet/break", profiles.take_a_break, name="break"),
    path("you/quiet/break/end", profiles.break_end, name="break-end"),
]

key_urls = [
    path("desk/people/<uuid:person_id>/rooms", keys.keys, name="keys"),
    path("desk/people/<uuid:person_id>/rooms/give", keys.key_give, name="key-give"),
    path("desk/people/<uuid:person_id>/rooms/<uuid:key_id>", keys.key_convert, name="key-convert"),
    path("desk/people/<uuid:person_id>/rooms/<uuid:key_id>/end", keys.key_end, name="key-end"),
]

talk_urls = [
    path("rooms/living-room", talk.living_room, {"slug": talk.SLUG}, name="living-room"),
    path("rooms/<slug:slug>/lines/<int:seq>/withdrawal", talk.take_back, name="line-withdrawal"),
    path("rooms/<slug:slug>/whispers/<uuid:whisper_id>", talk.put_away, name="whisper-away"),
    path("desk/rooms/<slug:slug>/host", hosting.host, name="host"),
    path("desk/rooms/<slug:slug>/host/<slug:what>", hosting.host_do, name="host-do"),
    path("desk/rooms/<slug:slug>/lines/<int:seq>/whisper", hosting.host_whisper, name="host-whisper"),
    path("desk/rooms/<slug:slug>/lines/<int:seq>/<slug:what>", hosting.host_line, name="host-line"),
]

place_urls = [
    path("desk/admin/houses", places.house_list, name="houses"),
    path("desk/admin/houses/new", places.house_new, name="house-new"),
    path("desk/admin/houses/<slug:code>", places.house_page, name="house"),
    path("desk/admin/houses/<slug:code>/look", places.house_look, name="house-look"),
    path("desk/admin/houses/<slug:code>/agreement", places.agreement_new, name="agreement-new"),
    path("desk/admin/houses/<slug:code>/rooms/new", places.room_new, name="room-new"),
    path("desk/admin/rooms/<slug:slug>", places.room_page, name="room-setup"),
    path("desk/admin/rooms/<slug:slug>/rules", places.room_rules, name="room-rules"),
    path("desk/admin/rooms/<slug:slug>/notices", places.room_notice, name="room-notice"),
    path("desk/admin/rooms/<slug:slug>/notices/<uuid:notice_id>", places.notice_end, name="notice-end"),
    path("desk/admin/rooms/<slug:slug>/clinicians", places.room_clinicians, name="room-clinicians"),
    path("desk/admin/rooms/<slug:slug>/readers", places.room_reader, name="room-reader"),
    path("desk/admin/rooms/<slug:slug>/readers/<uuid:reader_id>", places.reader_end, name="reader-end"),
    path("desk/admin/rooms/<slug:slug>/apart", places.room_apart, name="room-apart"),
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

urlpatterns = [*door_urls, *belonging_urls, *profile_urls, *talk_urls, *key_urls, *place_urls, *topic_urls]
