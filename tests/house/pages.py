"""`make docs`: writes the pages that are made (flows, requirements) and notes the names of new events."""

from tests.house import flows, requirements
from tests.house.events import note_new_names

if __name__ == "__main__":
    flows.PAGE.write_text(flows.page(), encoding="utf-8")
    requirements.PAGE.write_text(requirements.page(), encoding="utf-8")
    note_new_names()
