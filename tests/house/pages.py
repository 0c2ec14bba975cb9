"""`make docs`: writes the pages that are made (flows, requirements, security) and notes the names of new events."""

from tests.house import flows
from tests.house.events import note_new_names
from tests.house.marks import EACH

if __name__ == "__main__":
    flows.PAGE.write_text(flows.page(), encoding="utf-8")
    for each in EACH:
        each.page.write_text(each.written(), encoding="utf-8")
    note_new_names()
