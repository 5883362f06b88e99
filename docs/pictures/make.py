#!/usr/bin/env python3
"""Makes the pictures of mails, and of placements in other languages, anew: `python3 docs/pictures/make.py` (needs Chromium, and Debian's python3-pil).

The tests photograph every mail that they hold against Chromium; this sets the photographs side by side, and takes colours away until they are small.
With a folder as its argument it takes the photographs that are there.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

from PIL import Image, ImageDraw, ImageFont

HERE = pathlib.Path(__file__).resolve().parent
WIDTHS = (320, 375, 600)
COUNTS = ((1, "1 post"), (5, "5 posts"), (30, "30 posts"))
SCHEMES = ("light", "dark")
SIDES = {"en": "left-to-right", "he": "right-to-left"}
HEIGHT = 1000  # of what is shown of a mail
SCALE = 0.5
PHOTOGRAPHED = ("nothing_sticks_out_of_any_theme", "placements::languages", "directions", "without_script_the_form")
GAP = 24
LABEL = 44
GROUND, INK = "#d5d8dc", "#23272b"
LARGEST = 400_000  # bytes of a picture


def font(size):
    try:
        return ImageFont.truetype("DejaVuSans.ttf", size)
    except OSError:
        return ImageFont.load_default()


def photograph(folder, name):
    return Image.open(folder / f"{name}.png").convert("RGB")


def save(picture, name):
    """Writes a picture with as many colours as fit."""
    path = HERE / f"{name}.png"
    for colours in (256, 128, 64, 32, 16):
        few = picture.quantize(colours, method=Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
        if path.stat().st_size <= LARGEST:
            break
    else:
        sys.exit(f"{path.name} is too large: show less of each mail")
    print(path.name, picture.size, colours, path.stat().st_size)


def sheet(folder, theme, language):
    """A theme in one direction: light above dark, and for each number of posts every width."""
    inner, height = [round(width * SCALE) for width in WIDTHS], round(HEIGHT * SCALE)
    group = sum(inner) + GAP * len(WIDTHS)
    whole = Image.new("RGB", (GAP + group * len(COUNTS), LABEL + (height + GAP) * len(SCHEMES)), GROUND)
    draw = ImageDraw.Draw(whole)
    for place, (count, words) in enumerate(COUNTS):
        left = GAP + group * place
        for width, shown in zip(WIDTHS, inner):
            draw.text((left, 12), f"{words}, {width} px", INK, font(18))
            for row, scheme in enumerate(SCHEMES):
                mail = photograph(folder, f"{theme}-{language}-{count}-{width}-{scheme}")
                mail = mail.crop((0, 0, mail.width, min(mail.height, HEIGHT)))
                mail = mail.resize((shown, round(mail.height * SCALE)), Image.Resampling.LANCZOS)
                whole.paste(mail, (left, LABEL + (height + GAP) * row))
            left += shown + GAP
    save(whole, f"{theme}-{SIDES[language]}")


def languages(folder, kind):
    """A placement in other languages than English, on a phone."""
    shown = [photograph(folder, f"{kind}-{tag}-320") for tag in ("de", "ar", "he")]
    height = max(picture.height for picture in shown)
    whole = Image.new("RGB", (GAP + sum(picture.width + GAP for picture in shown), height + 2 * GAP), GROUND)
    left = GAP
    for picture in shown:
        whole.paste(picture, (left, GAP))
        left += picture.width + GAP
    save(whole, f"placement-{kind}-languages")


def phone(folder, photo, name):
    """The first screen of a page on a phone."""
    page = photograph(folder, photo)
    save(page.crop((0, 0, page.width, min(page.height, 812))), name)


# What the tests photograph, and under which name it stands here.
PHONES = {
    "ar-preferences-375": "preferences-ar-phone",
    "he-subscribe-375": "subscribe-he-phone",
    "he-confirm-375": "confirm-he-phone",
    "post-end-without-script": "placement-without-script",
}


def main():
    with tempfile.TemporaryDirectory() as made:
        folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else made)
        if len(sys.argv) == 1:
            tests = HERE.parent.parent / "tests" / "run"
            environment = {**os.environ, "LETTERBELL_PICTURES": made}
            subprocess.run([tests, *PHOTOGRAPHED], env=environment, check=True)
        for photo, name in PHONES.items():
            phone(folder, photo, name)
        for kind in ("post-end", "pop-up"):
            languages(folder, kind)
        for theme in ("letter", "magazine", "headlines"):
            first = photograph(folder, f"{theme}-en-5-600-light")
            save(first.crop((0, 0, 600, 900)), theme)
            for language in SIDES:
                sheet(folder, theme, language)
        introduced = photograph(folder, "introduced-letter-en-600-light")
        save(introduced.crop((0, 0, 600, 900)), "introduction")
        counted = photograph(folder, "counted-letter-en-600-light")
        save(counted.crop((0, counted.height - 420, 600, counted.height)), "counted")


if __name__ == "__main__":
    main()
