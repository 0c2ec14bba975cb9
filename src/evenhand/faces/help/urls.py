from django.urls import path

from evenhand.faces.help import contact, front, named, promises, reading, searching, verify

app_name = "help"
urlpatterns = [
    path("", front.home, name="home"),
    path("help", front.help_center, name="help-center"),
    path("help/topic/<slug:topic>", front.help_topic, name="help-topic"),
    path("help/a/<slug:slug>", reading.read_article, name="read-article"),
    path("help/about-us", named.about_us, name="about-us"),
    path("policy/<slug:slug>", reading.read_policy, name="read-policy"),
    path("search", searching.search, name="search"),
    path("contact", contact.contact, name="contact"),
    path("contact/sent", contact.sent, name="contact-sent"),
    path("promises", promises.promises_kept, name="promises"),
    path("verify", verify.verify, name="verify"),
    path("verify/report", verify.report_fake, name="report-fake"),
    path("verify/reported", verify.reported, name="fake-reported"),
    path("privacy", named.privacy, name="privacy"),
    path("terms/service", named.service_terms, name="service-terms"),
    path("accessibility", named.accessibility, name="accessibility"),
]
