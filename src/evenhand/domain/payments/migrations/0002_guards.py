"""What no code path may do, held by the database itself."""

from django.db import migrations

GUARDS = """
-- Decisions that stand never exceed what was captured, whoever writes them and however many at once:
-- the capture's row is locked first, so that two writers see one another.
CREATE FUNCTION payments_within_capture() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE captured bigint; money text; owed bigint;
BEGIN
  SELECT minor, currency INTO captured, money FROM payments_capture WHERE id = NEW.capture_id FOR UPDATE;
  IF money <> NEW.currency THEN
    RAISE EXCEPTION 'refund in another currency than the capture'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'refund_in_captured_currency';
  END IF;
  SELECT COALESCE(SUM(minor), 0) INTO owed FROM payments_refunddecision
    WHERE capture_id = NEW.capture_id AND withdrawn_at IS NULL AND id <> NEW.id;
  IF NEW.withdrawn_at IS NULL AND owed + NEW.minor > captured THEN
    RAISE EXCEPTION 'refunds exceed what was captured'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'refund_within_capture';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER refund_within_capture BEFORE INSERT OR UPDATE OF minor, currency, capture_id, withdrawn_at
  ON payments_refunddecision FOR EACH ROW EXECUTE FUNCTION payments_within_capture();

CREATE FUNCTION payments_only_append() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is only added to'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'ledger_only_grows';
END $$;
CREATE TRIGGER ledger_only_grows BEFORE UPDATE OR DELETE ON payments_ledgerentry
  FOR EACH ROW EXECUTE FUNCTION payments_only_append();

-- Checked when the transaction commits, when all sides of a transfer are there.
CREATE FUNCTION payments_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM payments_ledgerentry WHERE transfer = NEW.transfer
             GROUP BY currency HAVING SUM(minor) <> 0) THEN
    RAISE EXCEPTION 'a transfer does not add up'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_adds_up';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_adds_up AFTER INSERT ON payments_ledgerentry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_balanced();
"""

UNDONE = """
DROP TRIGGER ledger_adds_up ON payments_ledgerentry;
DROP FUNCTION payments_balanced();
DROP TRIGGER ledger_only_grows ON payments_ledgerentry;
DROP FUNCTION payments_only_append();
DROP TRIGGER refund_within_capture ON payments_refunddecision;
DROP FUNCTION payments_within_capture();
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_first")]
    operations = [migrations.RunSQL(GUARDS, UNDONE)]
