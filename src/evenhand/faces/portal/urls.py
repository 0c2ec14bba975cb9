from django.urls import path

from evenhand.faces.portal import ask, cancel, files, find_order, matters, orders

app_name = "portal"
urlpatterns = [
    path("orders/find", find_order.find_order, name="find-order"),
    path("orders/code", find_order.type_code, name="type-code"),
    path("orders/leave", find_order.leave, name="leave"),
    path("orders", orders.my_orders, name="my-orders"),
    path("orders/<str:number>", orders.order, name="order"),
    path("orders/<str:number>/ask", ask.ask, name="ask"),
    path("orders/<str:number>/cancel", cancel.cancel_order, name="cancel-order"),
    path("matters/<str:number>", matters.matter, name="matter"),
    path("matters/<str:number>/add", matters.add_to_matter, name="add-to-matter"),
    path("my-file/<uuid:attachment_id>", files.attachment, name="attachment"),
]
