"""The words by which mail programs of many languages mark what they quote. Data, no logic."""

WROTE = (
    "wrote", "writes", "schrieb", "geschrieben", "a écrit", "écrit", "a ecrit", "escribió", "escribio", "ha scritto",
    "scrisse", "escreveu", "schreef", "geschreven", "skrev", "kirjoitti", "napisał", "napisała", "napisal", "pisze",
    "написал", "написала", "написали", "пишет", "писал", "писала", "пише", "написав", "yazdı", "a scris", "írta",
    "έγραψε", "đã viết", "写道", "寫道", "写入", "寫入", "書いた", "書きました", "のメール", "작성", "كتب", "كتبت",
    "تمت كتابة", "כתב", "เขียน",
)  # fmt: skip

# Words a line that announces a quotation may begin with, besides a date or a sender's name.
OPENERS = (
    "on", "at", "am", "um", "le", "el", "il", "em", "op", "den", "dnia", "w dniu", "på", "pe", "in data", "在", "于", "於",
    "в", "во", "في", "il giorno", "vào", "dne", "tarihinde", "mån", "ma", "la", "datum",
)  # fmt: skip

PRONOUNS = (
    "you", "i", "we", "they", "he", "she", "du", "sie", "ich", "wir", "vous", "je", "nous", "tu", "usted", "yo", "io", "lei",
    "voi", "você", "eu", "вы", "я", "мы", "pan", "pani", "你", "您", "我", "أنت", "أنا",
)  # fmt: skip

ORIGINAL_MESSAGE = (
    "original message", "original e-mail", "original mail", "original email", "reply message",
    "forwarded message", "forwarded mail", "begin forwarded message",
    "ursprüngliche nachricht", "originalnachricht", "original-nachricht", "weitergeleitete nachricht",
    "message d'origine", "message d’origine", "message original", "message initial", "message transféré", "mail original",
    "mensaje original", "mensaje reenviado", "messaggio originale", "messaggio inoltrato",
    "mensagem original", "mensagem encaminhada", "oorspronkelijk bericht", "doorgestuurd bericht",
    "oprindelig meddelelse", "opprinnelig melding", "opprinnelig beskjed", "ursprungligt meddelande",
    "alkuperäinen viesti", "wiadomość oryginalna", "oryginalna wiadomość", "wiadomość przekazana", "původní zpráva",
    "исходное сообщение", "оригинальное сообщение", "пересылаемое сообщение", "пересланное сообщение",
    "orijinal mesaj", "原始邮件", "原邮件", "回复的原邮件", "原始郵件", "原始信息", "转发邮件", "转发的邮件", "轉寄郵件",
    "元のメッセージ", "元のメール", "転送メッセージ", "원본 메시지", "الرسالة الأصلية", "رسالة معاد توجيهها",
)  # fmt: skip

# The four kinds of header lines Outlook and its kin put above what they quote.
HEADERS = {
    "from": ("from", "von", "de", "da", "van", "fra", "från", "lähettäjä", "od", "от", "отправитель", "от кого",
             "发件人", "寄件者", "寄件人", "差出人", "送信者", "من", "mittente", "expéditeur", "remitente", "보낸 사람",
             "보낸사람", "kimden"),
    "date": ("sent", "date", "gesendet", "datum", "envoyé", "envoyé le", "enviado", "enviado el", "enviada em", "fecha",
             "inviato", "data", "verzonden", "sendt", "dato", "skickat", "wysłano", "отправлено", "дата", "发送时间",
             "日期", "时间", "發送日期", "寄件日期", "送信日時", "日時", "日付", "تم الإرسال", "تاريخ", "التاريخ",
             "보낸 날짜", "gönderilen", "tarih", "lähetetty", "päivä"),
    "to": ("to", "an", "à", "a", "para", "aan", "naar", "til", "till", "do", "кому", "收件人", "收件者", "宛先", "إلى",
           "받는 사람", "받는사람", "kime", "vastaanottaja", "destinataire", "destinatario"),
    "subject": ("subject", "betreff", "objet", "asunto", "oggetto", "assunto", "onderwerp", "emne", "ämne", "aihe",
                "temat", "тема", "主题", "主題", "主旨", "件名", "الموضوع", "제목", "konu"),
    "more": ("cc", "bcc", "kopie", "copie à", "copie", "kopia", "dw", "копия", "抄送", "副本", "نسخة", "reply-to",
             "antwort an", "répondre à", "risposta", "rispondi a", "responder a", "importance", "priority", "wichtigkeit",
             "attachments", "anlagen", "pièces jointes", "附件", "organization"),
}  # fmt: skip

# How a telephone or a mail program signs for its owner; whole lines only.
SENT_FROM = (
    r"sent (?:from|via|with|by|using)\b.{0,80}", r"\(?<*sent (?:from|by)\b.{0,60}>*\)?", r"from my \w[\w ]{0,30}",
    r"\w+ from mobile", r"get \[?outlook\b.{0,80}", r"envoyé (?:depuis|de|à partir de|avec) .{0,60}",
    r"(?:von|mit) (?:meinem?|mein) .{0,40}gesendet.{0,20}", r"gesendet (?:von|mit|aus) .{0,60}",
    r"diese nachricht wurde von meine[mr] .{0,80}gesendet\.?", r"enviado (?:desde|do|a partir|con|via) .{0,60}",
    r"inviato (?:da|dal|dalla|con) .{0,60}", r"verzonden (?:met|vanaf|via|vanuit) .{0,60}", r"verstuurd vanaf .{0,60}",
    r"sendt fra .{0,60}", r"skickat från .{0,60}", r"lähetetty .{0,60}", r"wysłane? z .{0,60}", r"отправлено (?:с|из) .{0,60}",
    r"发自我的.{0,40}", r"发送自.{0,40}", r"來自我的.{0,40}", r"从我的.{0,30}(?:发送|發送)", r"從我的.{0,30}(?:傳送|發送)",
    r".{0,30}から送信", r"나의 .{0,30}에서 보냄", r"(?:أُ?رسلت|مرسل|تم الإرسال) من .{0,60}", r"iphone.?umdan gönderildi",
)  # fmt: skip
