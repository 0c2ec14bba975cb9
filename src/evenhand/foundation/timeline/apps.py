from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class TimelineConfig(AppConfig):
    name = "evenhand.foundation.timeline"
    label = "timeline"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # A page shows what any room recorded, so every process knows every event, also one that never wires them.
        autodiscover_modules("events")
