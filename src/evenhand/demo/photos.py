"""Photos of things that went wrong, drawn by code: enough to see what the customer means."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

from evenhand.demo.chance import Dice

SIZE = (960, 720)
TABLES = ((214, 203, 186), (190, 197, 196), (226, 221, 211), (172, 160, 146))
METALS = ((190, 192, 196), (205, 170, 92), (201, 148, 120))
CLAY = (168, 55, 42)


def photo_of(dice: Dice, kind: str) -> bytes:
    """A JPEG: a chain with an open clasp, or a jar with a crack, on somebody's table."""
    table = dice.choice(TABLES)
    picture = Image.new("RGB", SIZE, table)
    pen = ImageDraw.Draw(picture)
    _grain(pen, dice, table)
    (_broken_chain if kind == "jewellery" else _cracked_jar)(pen, dice)
    data = BytesIO()
    # As a phone sends it: drawn large, sent small.
    picture.reduce(2).filter(ImageFilter.GaussianBlur(0.5)).save(data, "JPEG", quality=80)
    return data.getvalue()


def _grain(pen: ImageDraw.ImageDraw, dice: Dice, table: tuple[int, int, int]) -> None:
    for y in range(0, SIZE[1], 9):
        shade = dice.randint(-7, 7)
        tone = tuple(max(0, min(255, part + shade)) for part in table)
        pen.line([(0, y), (SIZE[0], y + dice.randint(-3, 3))], fill=tone, width=9)


def _broken_chain(pen: ImageDraw.ImageDraw, dice: Dice) -> None:
    metal = dice.choice(METALS)
    gap = dice.randint(7, 12)
    for place in range(22):
        if place == gap:
            continue
        x = 120 + place * 33 + (26 if place > gap else 0)
        y = 380 + ((place - 11) ** 2) * -1.1 + (40 if place > gap else 0)
        box = (x, y, x + 46, y + 28) if place % 2 else (x + 6, y - 4, x + 38, y + 32)
        pen.ellipse([part + 5 for part in box], outline=(90, 84, 78), width=6)
        pen.ellipse(box, outline=metal, width=8)
    x, y = 150 + gap * 33, 400 - ((gap - 11) ** 2) * 1.1
    pen.arc((x - 20, y - 30, x + 40, y + 34), 30, 290, fill=metal, width=9)
    pen.ellipse((x - 96, y - 96, x + 112, y + 108), outline=CLAY, width=5)


def _cracked_jar(pen: ImageDraw.ImageDraw, dice: Dice) -> None:
    x, y = dice.randint(280, 380), dice.randint(180, 230)
    pen.ellipse((x - 30, y + 320, x + 360, y + 400), fill=(150, 143, 133))
    pen.rounded_rectangle(
        (x, y + 60, x + 320, y + 360), 40, fill=(238, 233, 222), outline=(120, 118, 110), width=5
    )
    pen.rounded_rectangle((x - 12, y, x + 332, y + 80), 20, fill=(31, 107, 88), outline=(20, 70, 58), width=5)
    pen.line([(x + 70, y + 190), (x + 250, y + 190)], fill=(120, 118, 110), width=6)
    crack = [(x + 200, y + 80)]
    for _ in range(6):
        crack.append((crack[-1][0] + dice.randint(-34, 30), crack[-1][1] + dice.randint(30, 48)))
    pen.line(crack, fill=CLAY, width=5)
