from django.apps import AppConfig


class HelpConfig(AppConfig):
    name = "evenhand.faces.help"
    label = "help"
    default_auto_field = "django.db.models.BigAutoField"
