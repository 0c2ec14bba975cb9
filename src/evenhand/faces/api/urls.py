from django.urls import path

from evenhand.faces.api.app import api

urlpatterns = [path("", api.urls)]
