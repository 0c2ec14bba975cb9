from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "evenhand.foundation.programs"
    label = "programs"
    default_auto_field = "django.db.models.BigAutoField"
