"""The number of solved matters follows every change of a matter, whoever makes it."""

from django.db import migrations

# Once per statement, not per row: a row that one transaction changes a hundred thousand times grows a chain of
# versions that each further change has to walk.
COUNT = """
CREATE FUNCTION conversations_tally(change bigint) RETURNS void LANGUAGE sql AS $$
  -- A connection's own slot: two at once do not wait for one another.
  INSERT INTO conversations_solvedtally AS kept (slot, many) SELECT pg_backend_pid() % 256, change WHERE change <> 0
  ON CONFLICT (slot) DO UPDATE SET many = kept.many + EXCLUDED.many
$$;

CREATE FUNCTION conversations_tally_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM conversations_tally((SELECT count(*) FROM now_there WHERE state = 'solved'));
  RETURN NULL;
END $$;

CREATE FUNCTION conversations_tally_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM conversations_tally(-(SELECT count(*) FROM was_there WHERE state = 'solved'));
  RETURN NULL;
END $$;

CREATE FUNCTION conversations_tally_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM conversations_tally((SELECT count(*) FROM now_there WHERE state = 'solved')
                            - (SELECT count(*) FROM was_there WHERE state = 'solved'));
  RETURN NULL;
END $$;

CREATE TRIGGER matter_tally_added AFTER INSERT ON conversations_matter
  REFERENCING NEW TABLE AS now_there FOR EACH STATEMENT EXECUTE FUNCTION conversations_tally_added();
CREATE TRIGGER matter_tally_removed AFTER DELETE ON conversations_matter
  REFERENCING OLD TABLE AS was_there FOR EACH STATEMENT EXECUTE FUNCTION conversations_tally_removed();
CREATE TRIGGER matter_tally_changed AFTER UPDATE ON conversations_matter
  REFERENCING OLD TABLE AS was_there NEW TABLE AS now_there
  FOR EACH STATEMENT EXECUTE FUNCTION conversations_tally_changed();

INSERT INTO conversations_solvedtally (slot, many)
  SELECT 0, count(*) FROM conversations_matter WHERE state = 'solved' HAVING count(*) > 0;
"""

UNCOUNT = """
DROP TRIGGER matter_tally_added ON conversations_matter;
DROP TRIGGER matter_tally_removed ON conversations_matter;
DROP TRIGGER matter_tally_changed ON conversations_matter;
DROP FUNCTION conversations_tally_added();
DROP FUNCTION conversations_tally_removed();
DROP FUNCTION conversations_tally_changed();
DROP FUNCTION conversations_tally(bigint);
DELETE FROM conversations_solvedtally;
"""


class Migration(migrations.Migration):
    dependencies = [("conversations", "0002_count_the_solved")]
    operations = [migrations.RunSQL(COUNT, UNCOUNT)]
