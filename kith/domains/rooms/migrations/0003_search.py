"""Search through the wall: one function that knows the wall's rooms and may still use the index."""

from django.db import migrations

# `@@` is not leakproof: behind row-level security PostgreSQL would test it on every row. The function stands outside
# the wall, so it asks for the viewer's rooms itself; state, and who blocked whom, belong to the answer too.
SEARCH = """
CREATE FUNCTION kith_search_posts(words text, me uuid, within uuid, most integer)
RETURNS TABLE (post_id uuid, rank real)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  WITH asked AS (SELECT websearch_to_tsquery('english', words) AS q),
  away AS (
    SELECT b.other_id AS id FROM rooms_block b WHERE b.profile_id = me
    UNION SELECT b.profile_id FROM rooms_block b WHERE b.other_id = me
    UNION SELECT m.other_id FROM rooms_mute m WHERE m.profile_id = me
  ),
  found AS (
    SELECT p.id, ts_rank_cd(to_tsvector('english'::regconfig, COALESCE(p.body, '')), a.q) AS rank
    FROM rooms_post p, asked a WHERE to_tsvector('english'::regconfig, COALESCE(p.body, '')) @@ a.q
    UNION ALL
    SELECT p.id, 1 + ts_rank_cd(to_tsvector('english'::regconfig, COALESCE(t.title, '')), a.q) AS rank
    FROM rooms_topic t JOIN rooms_post p ON p.topic_id = t.id AND p.seq = 1, asked a
    WHERE to_tsvector('english'::regconfig, COALESCE(t.title, '')) @@ a.q
  )
  SELECT p.id, max(f.rank) FROM found f
  JOIN rooms_post p ON p.id = f.id JOIN rooms_topic t ON t.id = p.topic_id
  WHERE p.room_id = ANY((SELECT kith_rooms())::uuid[]) AND (within IS NULL OR p.room_id = within)
    AND p.state = 'visible' AND t.state = 'visible'
    AND p.author_id NOT IN (SELECT id FROM away) AND t.author_id NOT IN (SELECT id FROM away)
  GROUP BY p.id, p.written_at ORDER BY max(f.rank) DESC, p.written_at DESC, p.id LIMIT most
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("rooms", "0002_walls")]

    operations = [migrations.RunSQL(SEARCH, "DROP FUNCTION kith_search_posts(text, uuid, uuid, integer)")]
