"""What is published never changes, whoever asks: the database itself refuses."""

from django.db import migrations

GUARD = """
CREATE FUNCTION policy_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'version % of the policy is published: it never changes', OLD.number
    USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION policy_refuse_part_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE touched uuid[];
BEGIN
  touched := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.version_id] WHEN 'DELETE' THEN ARRAY[OLD.version_id]
             ELSE ARRAY[OLD.version_id, NEW.version_id] END;
  IF EXISTS (SELECT 1 FROM policy_version WHERE id = ANY(touched) AND state = 'published') THEN
    RAISE EXCEPTION 'this version of the policy is published: it never changes'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER version_never_changes BEFORE UPDATE OR DELETE ON policy_version
  FOR EACH ROW WHEN (OLD.state = 'published') EXECUTE FUNCTION policy_refuse_change();
CREATE TRIGGER value_never_changes BEFORE INSERT OR UPDATE OR DELETE ON policy_value
  FOR EACH ROW EXECUTE FUNCTION policy_refuse_part_change();
CREATE TRIGGER row_never_changes BEFORE INSERT OR UPDATE OR DELETE ON policy_decisionrow
  FOR EACH ROW EXECUTE FUNCTION policy_refuse_part_change();
"""

UNGUARD = """
DROP TRIGGER version_never_changes ON policy_version;
DROP TRIGGER value_never_changes ON policy_value;
DROP TRIGGER row_never_changes ON policy_decisionrow;
DROP FUNCTION policy_refuse_change();
DROP FUNCTION policy_refuse_part_change();
"""


class Migration(migrations.Migration):
    dependencies = [("policy", "0001_first")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
