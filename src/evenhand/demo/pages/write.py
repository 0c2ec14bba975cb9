"""Writing to the shop as any customer: the mail goes the way every mail goes."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from evenhand.domain.customers.queries import customer_by_email
from evenhand.faces.look.forms import Form
from evenhand.foundation.mail.choices import Source
from evenhand.foundation.mail.incoming import receive_raw
from evenhand.foundation.mail.models import Outgoing
from evenhand.foundation.mail.queries import letter as letter_by_id

TAKEN = "Your mail is with the shop. It stands on the desk within a second or two."


class Mail(Form):
    sender = forms.EmailField(
        label="From", help_text="Any address. One that ordered here is known to the desk."
    )
    subject = forms.CharField(label="Subject", max_length=200, required=False)
    words = forms.CharField(label="Your words", widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}))
    file = forms.FileField(label="A photo or file", required=False)


def write_mail(request: HttpRequest) -> HttpResponse:
    """A mail from anybody to the shop's mailbox."""
    form = Mail(request.POST or None, request.FILES or None, initial={"sender": request.GET.get("from", "")})
    if form.is_valid():
        mail = _mail(form.cleaned_data["sender"], form.cleaned_data["subject"], form.cleaned_data["words"])
        given = form.cleaned_data["file"]
        if given:
            mail.add_attachment(
                given.read(), maintype="application", subtype="octet-stream", filename=given.name
            )
        _take(mail)
        messages.success(request, TAKEN)
        return redirect("demo:start")
    return render(request, "demo/write.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def answer_letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """An answer to a letter of ours, quoted and threaded as mail programs do."""
    letter = letter_by_id(letter_id)
    words = request.POST.get("words", "").strip()
    if letter is None:
        raise Http404
    if not words:
        shown = {"letter": letter, "trouble": "Write a few words before you send the answer."}
        return render(request, "demo/letter.html", shown, status=422)
    _take(_answer(letter, words))
    messages.success(request, TAKEN)
    return redirect("demo:letter", letter_id)


def _answer(letter: Outgoing, words: str) -> EmailMessage:
    quoted = "\n".join(f"> {line}" for line in letter.text.splitlines())
    mail = _mail(
        letter.to, f"Re: {letter.subject}", f"{words}\n\nOn {letter.queued_at:%d %B %Y} we wrote:\n{quoted}\n"
    )
    if letter.reply_to:
        mail.replace_header("To", letter.reply_to)
    mail["In-Reply-To"] = mail["References"] = letter.mail_id
    return mail


def _mail(sender: str, subject: str, words: str) -> EmailMessage:
    known = customer_by_email(sender)
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(known.name if known else "", addr_spec=sender)
    mail["To"] = settings.EVENHAND_MAIL_FROM
    mail["Subject"] = " ".join(subject.split())
    mail["Date"] = format_datetime(timezone.now())
    mail["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    mail.set_content(words)
    return mail


def _take(mail: EmailMessage) -> None:
    receive_raw(mail.as_bytes(), Source.SMTP, timezone.now())
