from django.apps import AppConfig


class TimelineConfig(AppConfig):
    name = "evenhand.foundation.timeline"
    label = "timeline"
    default_auto_field = "django.db.models.BigAutoField"
