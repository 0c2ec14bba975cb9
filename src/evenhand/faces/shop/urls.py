from django.urls import path

from evenhand.faces.shop import picture, product

app_name = "shop"
urlpatterns = [
    path("p/<slug:slug>", product.product, name="product"),
    path("p/<slug:slug>/picture", picture.picture, name="picture"),
]
