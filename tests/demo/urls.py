"""The addresses of a shop in demo mode, for tests: `config.urls` decides by the environment, once."""

from django.urls import include, path

from evenhand.config import urls as house

urlpatterns = [path("demo", include("evenhand.demo.urls")), *house.urlpatterns]
handler404, handler500 = house.handler404, house.handler500
