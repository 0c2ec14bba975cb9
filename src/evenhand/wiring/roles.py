"""Who may do which verb: the whole table. A role holds its own verbs and those of the roles it stands on."""

from functools import cache
from uuid import UUID

from evenhand.domain.customers.queries import epoch_of
from evenhand.domain.staff.queries import standing_of_member
from evenhand.foundation.access.sessions import Side, Standing

STANDS_ON = {"lead": ("agent", "bench"), "owner": ("lead",)}

VERBS: dict[str, tuple[str, ...]] = {
    "customer": (
        "cases.add_to_case", "cases.close_case", "cases.object_to_case", "cases.open_case", "cases.withdraw_case",
        "conversations.open_matter", "conversations.receive_message", "conversations.reopen",
        "customers.change_address",
        "orders.cancel_order", "orders.change_address", "orders.change_items", "orders.change_payment",
        "returns.note_sent", "returns.object_to_return", "returns.request_exchange", "returns.request_return",
        "returns.withdraw_return",
    ),
    "agent": (
        "cases.add_to_case", "cases.agree_case", "cases.close_case", "cases.open_case", "cases.reject_case",
        "cases.receive_goods", "cases.resolve_case", "cases.take_up_case",
        "conversations.assign", "conversations.hand_over", "conversations.keep_draft", "conversations.open_matter",
        "conversations.receive_message", "conversations.reopen", "conversations.reply", "conversations.snooze",
        "conversations.solve", "conversations.tie_to_order", "conversations.write_note",
        "customers.change_address", "customers.register_customer",
        "orders.cancel_order", "orders.change_address", "orders.change_items", "orders.change_payment",
        "payments.owe_refund", "payments.prepare_attempt",
        "returns.accept_return", "returns.approve_return", "returns.close_return", "returns.inspect_return", "returns.issue_label",
        "returns.note_sent", "returns.receive_parcel", "returns.receive_parcel", "returns.refuse_return", "returns.request_exchange", "returns.request_return", "returns.send_replacement", "returns.withdraw_return",
    ),
    "bench": (
        "conversations.write_note", "orders.complete_order", "orders.note_delivered", "orders.note_shipped",
        "cases.receive_goods", "returns.accept_return", "returns.inspect_return", "returns.note_sent", "returns.receive_parcel", "returns.send_replacement",
    ),
    "lead": (
        "catalog.state_fact", "articles.publish_article",
        "payments.mark_failed", "payments.mark_sent", "payments.mark_succeeded", "payments.mark_unknown",
        "payments.ask_payment", "payments.confirm_payout", "payments.confirm_refund", "payments.note_capture", "payments.note_payment", "payments.note_refunded", "payments.reconcile", "payments.store_instrument",
        "policy.draft_version", "timeline.waive_consequence",
    ),
    "owner": (
        "catalog.publish_product", "catalog.set_variant", "catalog.picture_product",
        "channels.register_contact_point", "channels.retire_contact_point",
        "orders.import_order", "policy.publish_version", "privacy.erase_person",
        "staff.add_member", "staff.change_role", "staff.deactivate_member",
    ),
}  # fmt: skip


@cache
def permissions_of(role: str) -> frozenset[str]:
    """Every verb of a role; none for a role that is not in the table."""
    below = frozenset[str]().union(*(permissions_of(one) for one in STANDS_ON.get(role, ())))
    return below | frozenset(VERBS.get(role, ()))


def standing_of(side: Side, person: UUID) -> Standing | None:
    """What holds of a person now; None when they left, or were erased."""
    if side == "staff":
        held = standing_of_member(person)
        return Standing(*held) if held else None
    epoch = epoch_of(person)
    return None if epoch is None else Standing(epoch, "customer")
