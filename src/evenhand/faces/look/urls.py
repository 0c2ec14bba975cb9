from django.conf import settings
from django.urls import path

from evenhand.faces.look import views

app_name = "look"
urlpatterns = [
    path("look/<str:digest>.css", views.stylesheet, name="stylesheet"),
    path("choose-reading", views.choose_reading, name="choose-reading"),
]
if settings.DEBUG or settings.EVENHAND_DEMO:
    urlpatterns += [path("_look", views.every_piece, name="every-piece")]
