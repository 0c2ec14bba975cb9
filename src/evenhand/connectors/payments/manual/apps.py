from django.apps import AppConfig


class ManualPaymentsConfig(AppConfig):
    name = "evenhand.connectors.payments.manual"
    label = "manual_payments"
