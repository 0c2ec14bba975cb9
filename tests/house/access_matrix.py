"""Who may open which address. A row says who gets a page there; everybody else is sent away without learning anything.

`customer` means: a signed-in customer, and where the address names a thing, only the one whose thing it is.
"""

ANYONE = frozenset({"anyone", "customer", "agent", "bench", "lead", "owner"})
CUSTOMER = frozenset({"customer"})
STAFF = frozenset({"agent", "bench", "lead", "owner"})
AGENTS = frozenset({"agent", "lead", "owner"})
LEADS = frozenset({"lead", "owner"})
OWNERS = frozenset({"owner"})
PROGRAM = frozenset({"program"})

NOBODY = frozenset[str]()  # only by a link or a step that a session does not hold

MATRIX: dict[str, frozenset[str]] = {
    # programs, by their token and its scopes
    "api:openapi-json": ANYONE, "api:api-root": NOBODY,
    "api:find_customers": PROGRAM, "api:read_customer": PROGRAM, "api:change_customer_address": PROGRAM,
    "api:list_orders": PROGRAM, "api:read_order": PROGRAM, "api:cancel": PROGRAM,
    "api:change_order_address": PROGRAM, "api:change_order_payment": PROGRAM, "api:change_order_items": PROGRAM,
    "api:list_products": PROGRAM, "api:read_product": PROGRAM, "api:read_item": PROGRAM,
    "api:list_matters": PROGRAM, "api:open_one": PROGRAM, "api:read_matter": PROGRAM,
    "api:list_cases": PROGRAM, "api:read_case": PROGRAM,
    "api:list_returns": PROGRAM, "api:read_return": PROGRAM, "api:ask_return": PROGRAM, "api:ask_exchange": PROGRAM, "api:note_parcel": PROGRAM,
    "api:read_policy": PROGRAM, "api:read_policy_version": PROGRAM, "api:list_promises": PROGRAM,
    "api:list_refunds": PROGRAM, "api:read_refund": PROGRAM,
    # staff who talk to customers
    "desk:desk": STAFF, "desk:queue": STAFF, "desk:find": STAFF, "desk:keys": STAFF,
    "desk:matter": STAFF, "desk:talk": STAFF, "desk:beside": STAFF, "desk:order": STAFF, "desk:person": STAFF, "desk:attachment": STAFF,
    "desk:reply": AGENTS, "desk:write-note": STAFF, "desk:keep-draft": AGENTS,
    "desk:assign": AGENTS, "desk:hand-over": AGENTS, "desk:snooze": AGENTS, "desk:wake": AGENTS,
    "desk:solve": AGENTS, "desk:reopen": AGENTS, "desk:tie-to-order": AGENTS,
    "desk:erase-person": OWNERS,
    "desk:take-up-case": AGENTS, "desk:agree-case": AGENTS, "desk:reject-case": AGENTS, "desk:resolve-case": AGENTS,
    "desk:receive-goods": STAFF,
    "desk:approve-return": AGENTS, "desk:issue-label": AGENTS, "desk:return-label": STAFF, "desk:refuse-return": AGENTS, "desk:receive-parcel": STAFF,
    "desk:accept-return": STAFF, "desk:send-replacement": STAFF,
    "desk:refunds": STAFF, "desk:invoice": STAFF, "desk:note-payment": LEADS, "desk:confirm-refund": LEADS, "desk:confirm-payout": LEADS, "desk:mark-failed": LEADS, "desk:mark-unknown": LEADS,
    "desk:reconcile": LEADS,
    "desk:troubles": STAFF, "desk:retry": LEADS, "desk:retry-job": LEADS, "desk:raw-mail": STAFF, "desk:take-mail-again": LEADS,
    # the desk's door
    "desk:sign-in": ANYONE, "desk:second-proof": ANYONE, "desk:sign-out": STAFF, "desk:prove-again": STAFF,
    "desk:set-up": ANYONE, "desk:choose-proof": NOBODY, "desk:set-up-app": NOBODY, "desk:set-up-passkey": NOBODY,
    # the customer's own
    "portal:find-order": ANYONE, "portal:type-code": ANYONE, "portal:leave": ANYONE,
    "portal:my-orders": CUSTOMER, "portal:order": CUSTOMER, "portal:ask": CUSTOMER, "portal:cancel-order": CUSTOMER,
    "portal:matter": CUSTOMER, "portal:add-to-matter": CUSTOMER, "portal:attachment": CUSTOMER,
    "portal:start-return": CUSTOMER, "portal:return-question": CUSTOMER, "portal:return-done": CUSTOMER,
    "portal:case": CUSTOMER, "portal:add-to-case": CUSTOMER, "portal:object-to-case": CUSTOMER,
    "portal:withdraw-case": CUSTOMER,
    "portal:return": CUSTOMER, "portal:object-to-return": CUSTOMER, "portal:withdraw-return": CUSTOMER,
    "portal:note-sent": CUSTOMER, "portal:return-label": CUSTOMER,
    "portal:invoice": CUSTOMER, "portal:my-data": CUSTOMER, "portal:my-data-part": CUSTOMER, "portal:take-my-data": CUSTOMER,
    # the public
    "look:stylesheet": ANYONE, "look:choose-reading": ANYONE,
    "shop:product": ANYONE,
    "shop:picture": ANYONE,
    "help:home": ANYONE, "help:help-center": ANYONE, "help:help-topic": ANYONE, "help:read-article": ANYONE,
    "help:about-us": ANYONE, "help:read-policy": ANYONE, "help:search": ANYONE, "help:contact": ANYONE,
    "help:contact-sent": ANYONE, "help:promises": ANYONE, "help:verify": ANYONE, "help:report-fake": ANYONE,
    "help:fake-reported": ANYONE, "help:privacy": ANYONE, "help:service-terms": ANYONE, "help:accessibility": ANYONE,
}  # fmt: skip
