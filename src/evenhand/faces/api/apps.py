from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "evenhand.faces.api"
    label = "api"
