"""Somebody who walks through the pages of the wizard, with or without finishing."""

import re

from tests.make.policy import publish_demo_policy

__all__ = ["Way", "publish_demo_policy"]


class Way:
    """One walk: `start`, then `say` per question; `claim` and `send_back` go as far as the last page."""

    def __init__(self, client, order):
        self.client, self.order = client, order
        self.lines = list(order.lines.all())

    def start(self, *chosen, **counts):
        """Choose lines by position; `_1=2` takes two of the second."""
        picked = {f"line_{self.lines[one].id}": "on" for one in chosen or (0,)}
        every = {f"count_{one.id}": one.quantity for one in self.lines if one.quantity > 1}
        more = {f"count_{self.lines[int(one[1:])].id}": count for one, count in counts.items()}
        answer = self.client.post(f"/returns/start?order={self.order.number}", {**picked, **every, **more})
        assert answer.status_code == 302, answer.content.decode()
        self.base = re.match(r"(/returns/start/[^/]+)/", answer["Location"])[1]
        return answer

    def say(self, step, **said):
        return self.client.post(f"{self.base}/{step}", said)

    def see(self, step):
        return self.client.get(f"{self.base}/{step}")

    def claim(self, reason="broken", outcome="refund", **words):
        self.start()
        self.say("reason", reason=reason)
        self.say("words", **{"words": "The clasp broke", **words})
        answer = self.say("outcome", outcome=outcome)
        assert answer["Location"] == f"{self.base}/check"
        return self

    def send_back(self, reason="changed_mind", outcome="refund", opened="no", **words):
        self.start()
        self.say("reason", reason=reason)
        self.say("condition", opened=opened)
        self.say("words", **words)
        self.say("outcome", outcome=outcome)
        return self

    def confirm(self):
        return self.client.post(f"{self.base}/check")
