from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "evenhand.domain.conversations"
    label = "conversations"
    default_auto_field = "django.db.models.BigAutoField"
