from django.urls import path

from evenhand.demo.pages import be, mailbox, start, write

app_name = "demo"
urlpatterns = [
    path("", start.start, name="start"),
    path("/be/staff/<uuid:member_id>", be.be_staff, name="be-staff"),
    path("/be/customer/<uuid:customer_id>", be.be_customer, name="be-customer"),
    path("/letters", mailbox.letters, name="letters"),
    path("/letters/<uuid:letter_id>", mailbox.letter, name="letter"),
    path("/letters/<uuid:letter_id>/html", mailbox.letter_html, name="letter-html"),
    path("/letters/<uuid:letter_id>/answer", write.answer_letter, name="answer-letter"),
    path("/write", write.write_mail, name="write"),
]
