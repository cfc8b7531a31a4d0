"""The second wall of the rooms: which rooms stand open to the viewer, and what is behind their doors."""

from django.db import migrations

from kith.kernel.walls import wall

ROOMS = """
CREATE FUNCTION kith_rooms() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  WITH mine AS (
    SELECT r.id FROM rooms_room r JOIN rooms_community c ON c.id = r.community_id
    WHERE CASE kith_sphere()
      WHEN 'staff' THEN EXISTS (
        SELECT 1 FROM people_roleheld h WHERE h.person_id = kith_viewer() AND h.team_id = c.team_id
          AND h.from_at <= kith_at() AND (h.until_at IS NULL OR h.until_at > kith_at())
          AND (h.role IN ('moderator', 'peer_worker') OR (h.role = 'clinician' AND r.clinicians_read
               AND (r.clinicians_from_at IS NULL OR r.clinicians_from_at <= kith_at())))
      ) OR EXISTS (
        SELECT 1 FROM rooms_reader n WHERE n.room_id = r.id AND n.person_id = kith_viewer()
          AND n.from_at <= kith_at() AND (n.until_at IS NULL OR n.until_at > kith_at()))
      WHEN 'member' THEN EXISTS (
        SELECT 1 FROM rooms_key k WHERE k.room_id = r.id AND k.person_id = kith_viewer() AND k.ended_at IS NULL
          AND k.from_at <= kith_at() AND (k.until_at IS NULL OR k.until_at > kith_at()))
      ELSE false END
  )
  SELECT coalesce(array_agg(id), '{}') FROM (
    SELECT id FROM mine
    UNION SELECT id FROM rooms_room WHERE kind = 'living_room' AND EXISTS (SELECT 1 FROM mine)
  ) AS all_of_them
$$;
"""
INSIDE = "room_id = ANY((SELECT kith_rooms())::uuid[])"


class Migration(migrations.Migration):
    dependencies = [("rooms", "0001_initial"), ("people", "0003_teams_of_the_viewer")]

    operations = [
        migrations.RunSQL(ROOMS, "DROP FUNCTION kith_rooms()"),
        wall("rooms_topic", seen=INSIDE),
        wall("rooms_post", seen=INSIDE),
        wall("rooms_line", seen=INSIDE),
        wall("rooms_whisper", seen=INSIDE),
        wall("rooms_groupwords", seen=INSIDE),
        wall("rooms_aside", seen=INSIDE),
    ]
