"""How things may move, written down a second time: from what people are told, not from the rules' own tables."""

CASE = {
    "new": {"in_review", "agreed", "rejected", "closed"},
    "in_review": {"agreed", "rejected", "closed"},
    "agreed": {"in_progress", "resolved", "in_review"},
    "in_progress": {"resolved"},
    "resolved": {"closed", "in_review"},
    "rejected": {"closed", "in_review"},
    "closed": set(),
}
RETURN = {
    "requested": {"approved", "accepted", "refused", "withdrawn"},
    "approved": {"label_issued", "in_transit", "received", "withdrawn"},
    "label_issued": {"in_transit", "received", "withdrawn"},
    "in_transit": {"received"},
    "received": {"inspected", "accepted", "refused"},
    "inspected": {"accepted", "refused"},
    "accepted": {"closed"},
    "refused": {"requested", "received", "inspected"},
    "withdrawn": set(),
    "closed": set(),
}
MATTER = {"open": {"waiting", "solved"}, "waiting": {"open", "solved"}, "solved": {"open", "waiting"}}
ATTEMPT = {
    "prepared": {"sent", "succeeded", "failed"},
    "sent": {"succeeded", "failed", "unknown", "reconciled"},
    "unknown": {"succeeded", "reconciled"},
    "succeeded": set(),
    "failed": set(),
    "reconciled": set(),
}
PROMISE = {"open": {"soon", "kept", "released", "late"}, "soon": {"kept", "released", "late"}}


def may(graph: dict[str, set[str]], before: str, after: str, *, moves: int = 1) -> bool:
    """Whether something that was `before` may be `after`, by so many moves at most."""
    reached = {before}
    for _ in range(moves):
        reached |= {one for place in reached for one in graph.get(place, set())}
    return after in reached
