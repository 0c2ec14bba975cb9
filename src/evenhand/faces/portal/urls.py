from django.urls import path

from evenhand.faces.portal import (
    ask,
    cancel,
    cases,
    files,
    find_order,
    invoice,
    matters,
    my_data,
    orders,
    returns,
)
from evenhand.faces.portal.wizard import pages

app_name = "portal"
urlpatterns = [
    path("orders/find", find_order.find_order, name="find-order"),
    path("orders/code", find_order.type_code, name="type-code"),
    path("orders/leave", find_order.leave, name="leave"),
    path("orders", orders.my_orders, name="my-orders"),
    path("orders/<str:number>", orders.order, name="order"),
    path("orders/<str:number>/ask", ask.ask, name="ask"),
    path("orders/<str:number>/invoice", invoice.invoice, name="invoice"),
    path("orders/<str:number>/cancel", cancel.cancel_order, name="cancel-order"),
    path("matters/<str:number>", matters.matter, name="matter"),
    path("matters/<str:number>/add", matters.add_to_matter, name="add-to-matter"),
    path("returns/start", pages.start_return, name="start-return"),
    path("returns/start/<uuid:draft_id>/done", pages.return_done, name="return-done"),
    path("returns/start/<uuid:draft_id>/<slug:step>", pages.return_question, name="return-question"),
    path("returns/<str:number>", returns.show_return, name="return"),
    path("returns/<str:number>/sent", returns.note_sent, name="note-sent"),
    path("returns/<str:number>/label", returns.return_label, name="return-label"),
    path("returns/<str:number>/object", returns.object_to_return, name="object-to-return"),
    path("returns/<str:number>/withdraw", returns.withdraw_return, name="withdraw-return"),
    path("cases/<str:number>", cases.show_case, name="case"),
    path("cases/<str:number>/add", cases.add_to_case, name="add-to-case"),
    path("cases/<str:number>/object", cases.object_to_case, name="object-to-case"),
    path("cases/<str:number>/withdraw", cases.withdraw_case, name="withdraw-case"),
    path("privacy/my-data", my_data.my_data, name="my-data"),
    path("privacy/my-data/file", my_data.take_my_data, name="take-my-data"),
    path("privacy/my-data/part/<slug:room>", my_data.part_of_my_data, name="my-data-part"),
    path("my-file/<uuid:attachment_id>", files.attachment, name="attachment"),
]
