from django.apps import AppConfig


class ShopFilesConfig(AppConfig):
    name = "evenhand.connectors.shops.files"
    label = "shop_files"
    default_auto_field = "django.db.models.BigAutoField"
