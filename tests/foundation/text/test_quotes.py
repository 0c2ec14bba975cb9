import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.foundation.text.quotes import fold_quotes

ANNOUNCEMENTS = {
    "en gmail": "On Mon, Nov 16, 2026 at 9:00 AM Even Shop <help@shop.example> wrote:",
    "en wrapped": "On Mon, Nov 16, 2026 at 9:00 AM Even Shop Customer Service\n<help@shop.example> wrote:",
    "de": "Am Mo., 16. Nov. 2026 um 09:00 Uhr schrieb Even Shop <help@shop.example>:",
    "de apple": "Am 16.11.2026 um 09:00 schrieb Even Shop <help@shop.example>:",
    "fr": "Le lun. 16 nov. 2026 à 09:00, Even Shop <help@shop.example> a écrit :",
    "es": "El lun, 16 nov 2026 a las 9:00, Even Shop (<help@shop.example>) escribió:",
    "it": "Il giorno lun 16 nov 2026 alle ore 09:00 Even Shop <help@shop.example> ha scritto:",
    "pt": "Em seg., 16 de nov. de 2026 às 09:00, Even Shop <help@shop.example> escreveu:",
    "pl": "pon., 16 lis 2026 o 09:00 Even Shop <help@shop.example> napisał(a):",
    "ru": "пн, 16 нояб. 2026 г. в 09:00, Even Shop <help@shop.example>:",
    "ru mail": "16 ноября 2026 г., 09:00, Even Shop <help@shop.example> написал:",
    "zh gmail": "Even Shop <help@shop.example> 于2026年11月16日周一 09:00写道：",
    "zh 163": '在 2026-11-16 09:00:00，"Even Shop" <help@shop.example> 写道：',
    "ja": "2026年11月16日(月) 9:00 Even Shop <help@shop.example>:",
    "ar": "في الاثنين، 16 نوفمبر 2026 في 9:00 ص تمت كتابة ما يلي بواسطة Even Shop <help@shop.example>:",
    "qq": '------------------&nbsp;原始邮件&nbsp;------------------\n发件人: "Even Shop" <help@shop.example>;\n'
    '发送时间:&nbsp;2026年11月16日(星期一) 上午9:00\n收件人:&nbsp;"小王" <wang@qq.example>;\n主题:&nbsp;Re: 订单',
    "outlook en": "From: Even Shop <help@shop.example>\nSent: Monday, 16 November 2026 09:00\n"
    "To: Wang\nSubject: Re: order",
    "outlook de": "Von: Even Shop <help@shop.example>\nGesendet: Montag, 16. November 2026 09:00\n"
    "An: Wang\nBetreff: AW: Bestellung",
    "outlook fr": "De : Even Shop <help@shop.example>\nEnvoyé : lundi 16 novembre 2026 09:00\nÀ : Wang\nObjet : RE",
    "outlook zh": "发件人: Even Shop\n发送时间: 2026年11月16日 9:00\n收件人: 王\n主题: 回复: 订单",
    "outlook ja": "差出人: Even Shop <help@shop.example>\n送信日時: 2026年11月16日 9:00\n宛先: 王\n件名: RE: 注文",
    "outlook ru": "От: Even Shop <help@shop.example>\nОтправлено: 16 ноября 2026 г. 9:00\nКому: Ван\nТема: RE: заказ",
    "outlook pl": "Od: Even Shop <help@shop.example>\nWysłano: 16 listopada 2026 09:00\nDo: Wang\nTemat: RE",
    "outlook ar": "من: Even Shop <help@shop.example>\nتم الإرسال: 16 نوفمبر 2026\nإلى: Wang\nالموضوع: رد",
    "outlook rule": "________________________________\nFrom: Even Shop\nSent: Monday\nSubject: Re: order",
    "original": "-----Original Message-----\nwhat we wrote",
}


@pytest.mark.parametrize("announcement", ANNOUNCEMENTS.values(), ids=ANNOUNCEMENTS.keys())
@pytest.mark.parametrize("quoted", ["> Your order is on its way.", "Your order is on its way."])
def test_what_a_mail_program_repeats_is_folded(announcement: str, quoted: str) -> None:
    fresh, folded = fold_quotes(f"The clasp is broken.\n\n{announcement}\n\n{quoted}\n")

    assert fresh == "The clasp is broken."
    assert quoted in folded


@pytest.mark.parametrize(
    "words",
    [
        "On 5 May at 10:30 you wrote:\nwe refund in three days. I got nothing.",
        "From: Berlin\nTo: Paris\nDate: 5 May\nplease change the address like this.",
        "My order:\n-----\none ring\n-----\nplease send it again",
        "I was sent from my bank to your shop.",
        "He wrote on the card: happy birthday",
        "Hello\n\n***\n\nThis is my real question.",
        "客服在2026年写道我可以退款，请处理：\n订单 1234",
        "Three things:\n1. the ring\n2. at 10:30 nobody wrote to me\n3. the box",
    ],
)
def test_the_customers_own_words_are_never_folded(words: str) -> None:
    assert fold_quotes(words) == (words, "")


def test_answers_between_quoted_lines_stay_with_what_they_answer() -> None:
    mail = (
        "On Mon, Nov 16, 2026 at 9:00 AM Shop <a@b.example> wrote:\n"
        "> Which size?\nSize 52.\n\n> Which colour?\nGold.\n"
    )

    fresh, _folded = fold_quotes(mail)

    assert fresh == "> Which size?\nSize 52.\n\n> Which colour?\nGold."


def test_an_answer_below_one_quotation_loses_the_quotation() -> None:
    mail = "On Mon, Nov 16, 2026 at 9:00 AM Shop <a@b.example> wrote:\n> Which size?\n\nSize 52."

    assert fold_quotes(mail)[0] == "Size 52."


def test_a_signature_and_a_device_line_are_folded() -> None:
    mail = "Please refund me.\n\nSent from my iPhone\n\n-- \nMarie Dupont\n12 rue X"

    assert fold_quotes(mail)[0] == "Please refund me."


@pytest.mark.parametrize(
    "line", ["发自我的iPhone", "Von meinem iPhone gesendet", "Envoyé de mon iPhone", "iPhoneから送信"]
)
def test_devices_sign_in_many_languages(line: str) -> None:
    assert fold_quotes(f"ok\n\n{line}") == ("ok", line)


def test_a_mail_that_is_nothing_but_quotation_stays_whole() -> None:
    mail = "> only this\n> and this"

    assert fold_quotes(mail) == (mail, "")


WORDS = st.sampled_from(
    ["hello", "> quoted", "", "-- ", "----", "On Mon, Nov 16, 2026 at 9:00 AM X <a@b.example> wrote:",
     "From: a@b.example", "To: c", "Subject: d", "Sent from my iPhone", "```", "-----Original Message-----"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=14))
def test_every_line_is_in_exactly_one_part_and_folding_twice_changes_nothing(lines: list[str]) -> None:
    text = "\n".join(lines)

    fresh, folded = fold_quotes(text)

    both = [line.strip() for line in (fresh + "\n" + folded).split("\n") if line.strip()]
    assert sorted(both) == sorted(line.strip() for line in lines if line.strip())
