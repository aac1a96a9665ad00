"""Things that could pass for a plate and are none: signs, stickers, blanks, grilles, barcodes, stripes, lamps."""
import cv2
import numpy as np

from lettering import write_free
from painting import colour
from plate_drawing import hsv

WORDS = """taxi service garage open te koop parkeren bakker apotheek bloemen hotel café restaurant kapper fietsen
politie brandweer ambulance uitgang verboden toegang opruiming sale korting elektra bouw schilder loodgieter transport
express markt kerkstraat singel plein station bus tram halte let op hond camera bewaking welkom gesloten slagerij
boekhandel mode schoenen drogist makelaar verhuur diensten""".split()


def phrase(r):
    """What a sign might say: words, an address, a telephone number, a distance, a house number."""
    which = r.random()
    if which < .55:
        text = " ".join(r.choice(WORDS) for _ in range(r.choice([1, 1, 2, 3])))
        return r.choice([text.upper(), text.title(), text])
    if which < .7:
        return f"www.{r.choice(WORDS)}.nl"
    if which < .85:
        return f"0{r.randint(10, 999)}-{r.randint(100000, 9999999)}"
    return f"{r.randint(1, 130)} km" if which < .93 else str(r.randint(1, 400))


def draw_sign(r):
    """A texture (float BGR) of one such thing."""
    return _drawn(r.choices([_text, _blank, _bars, _barcode, _stripes, _round], [50, 10, 12, 8, 8, 12])[0],
                  60, r.choice([.15, .2, .25, .3, .5, .8, 1.2]), r)


def draw_blank(r):
    """A texture (float BGR) of the size of a plate with no character on it."""
    return _drawn(r.choice([_blank, _bars, _barcode, _stripes]), 200, r.choice([.2, .25, .3]), r)


def _drawn(draw, narrowest, shape, r):
    width = r.randint(narrowest, 300)
    ground = _ground(r)
    ink = colour(r, 190, 255) if sum(ground) / 3 < 120 else colour(r, 0, 90)
    sheet = np.empty((max(14, int(width * shape)), width, 3), np.float32)
    sheet[:] = ground
    draw(sheet, ink, r)
    return sheet


def _ground(r):
    return r.choice([lambda: hsv(r.randint(14, 34), r.randint(120, 255), r.randint(150, 255)),
                     lambda: [r.randint(200, 255)] * 3,
                     lambda: hsv(r.randint(100, 118), r.randint(120, 255), r.randint(60, 220)),
                     lambda: hsv(r.randint(0, 180), r.randint(0, 255), r.randint(20, 255)),
                     lambda: [r.randint(0, 70)] * 3])()


def _text(sheet, ink, r):
    height, width = sheet.shape[:2]
    lines = r.choice([1, 1, 2, 3, 5]) if height > 40 else 1
    for i in range(lines):
        text, letter = phrase(r), height / lines * r.uniform(.4, .75)
        letter = min(letter, width / len(text) / .62)
        write_free(sheet, text, r.uniform(.03, .3) * width, height * (i + .5) / lines - letter / 2, letter, ink, r)
    if r.random() < .4:
        cv2.rectangle(sheet, (1, 1), (width - 2, height - 2), ink, r.randint(1, 4))


def _blank(sheet, ink, r):
    if r.random() < .5:
        cv2.rectangle(sheet, (2, 2), (sheet.shape[1] - 3, sheet.shape[0] - 3), ink, 2)


def _bars(sheet, ink, r):
    height, width = sheet.shape[:2]
    count = r.randint(3, 14)
    for i in range(count):
        if r.random() < .5:
            y = int(height * (i + .5) / count)
            cv2.line(sheet, (0, y), (width, y), ink, max(1, int(height / count / 2)))
        else:
            x = int(width * (i + .5) / count)
            cv2.line(sheet, (x, 0), (x + r.choice([0, 0, height // 2]), height), ink,
                     max(1, int(width / count / r.uniform(1.5, 4))))


def _barcode(sheet, ink, r):
    x = 0
    while x < sheet.shape[1]:
        bar = r.randint(1, 9)
        cv2.rectangle(sheet, (x, 0), (x + bar, sheet.shape[0]), ink, -1)
        x += bar + r.randint(2, 9)


def _stripes(sheet, ink, r):
    height, width = sheet.shape[:2]
    bar = r.randint(8, 24)
    for x in range(-height, width + height, 2 * bar):
        cv2.fillPoly(sheet, [np.int32([[x, height], [x + bar, height], [x + bar + height, 0], [x + height, 0]])], ink)


def _round(sheet, ink, r):
    height, width = sheet.shape[:2]
    radius = min(width, height) // 2 - 1
    sheet[:] = 0
    cv2.circle(sheet, (width // 2, height // 2), radius, colour(r, 0, 255, .2), -1, cv2.LINE_AA)
    cv2.circle(sheet, (width // 2, height // 2), int(radius * .75), colour(r, 100, 255), -1, cv2.LINE_AA)
    write_free(sheet, str(r.randint(10, 130)), width / 2 - radius * .5, height / 2 - radius * .3, radius * .6, ink, r)
