from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "evenhand.faces.desk"
    label = "desk"
