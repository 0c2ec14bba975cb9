from django.urls import path

from evenhand.faces.shop import product

app_name = "shop"
urlpatterns = [path("p/<slug:slug>", product.product, name="product")]
