from django.db import migrations

# The settle loop may set when an entry was claimed and settled, the sealer may chain it once; nothing else ever changes.
FORWARD = """
CREATE FUNCTION timeline_unalterable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'timeline_entry' THEN
    IF (NEW.id, NEW.name, NEW.data, NEW.actor_kind, NEW.at) = (OLD.id, OLD.name, OLD.data, OLD.actor_kind, OLD.at)
       AND NEW.actor_id IS NOT DISTINCT FROM OLD.actor_id
       AND (OLD.chain_no IS NULL OR (NEW.chain_no, NEW.link) = (OLD.chain_no, OLD.link))
    THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION 'the timeline is append-only (% on %)', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER entry_unalterable BEFORE UPDATE OR DELETE ON timeline_entry
  FOR EACH ROW EXECUTE FUNCTION timeline_unalterable();
CREATE TRIGGER subject_unalterable BEFORE UPDATE OR DELETE ON timeline_subject
  FOR EACH ROW EXECUTE FUNCTION timeline_unalterable();
"""
BACKWARD = """
DROP TRIGGER entry_unalterable ON timeline_entry;
DROP TRIGGER subject_unalterable ON timeline_subject;
DROP FUNCTION timeline_unalterable;
"""


class Migration(migrations.Migration):
    dependencies = [("timeline", "0001_entries")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
