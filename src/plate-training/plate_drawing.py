"""Draws bare number plates in colour: Dutch first, other European as well. All shapes are our own drawing."""
from collections import namedtuple

import cv2
import numpy as np

import plate_patterns as patterns
from lettering import write_plate
from plate_countries import any_country
from plate_fonts import fonts

Plate = namedtuple("Plate", "picture lines bands kind")
# picture: BGR uint8; lines: text per line, no gaps; bands: (top, bottom) of each line; kind: key of KINDS

ONE_LINE, TWO_LINES = (520, 110), (340, 210)
SMALL_TWO_LINES = [(280, 200), (240, 180), (300, 200), (200, 160), (180, 200)]
MOPED = 232, 200           # 145 x 125 mm, drawn larger for the sake of its letters
MOPED_KINDS = (("yellow", .5), ("moped blue", .5))
DUTCH_KINDS = (("yellow", .80), ("light blue", .06), ("dark blue", .06), ("green", .04), ("white", .04))
FREE_KINDS = (("white", .78), ("yellow", .10), ("black", .06), ("dark blue", .06))
FREE = .35  # share of foreign plates that follow no country's rules
INKS = (("dark", .78), ("red", .12), ("blue", .10))


def draw_plate(r, foreign=.38, mopeds=.03):
    """One plate at random; `foreign` is the share that is not Dutch, `mopeds` that of the small ones of mopeds."""
    if r.random() < mopeds:
        return draw_moped_plate(r)
    dutch = r.random() >= foreign
    country = None if dutch or r.random() < FREE else any_country(r)
    two = r.random() < (.15 if dutch else .16 if country is None else country.two_lines)
    kind = _weighted_choice(DUTCH_KINDS if dutch else country.grounds if country else FREE_KINDS, r)
    width, height = _size(dutch, country, two, r)
    ground, ink = _colours(kind, _ink(dutch, country, kind, r), r)
    picture = np.empty((height, width, 3), np.float32)
    picture[:] = ground
    _rim(picture, ink, r)
    span = _bands(picture, dutch, country, kind, two, r)
    text = patterns.dutch_text(r) if dutch else patterns.country_text(country, r) if country else patterns.free_text(r)
    lines, bands = (_two_lines if two else _one_line)(picture, text, span, ink, dutch, r)
    _wear(picture, r)
    return Plate(np.clip(picture, 0, 255).astype(np.uint8), lines, bands, kind)


def draw_moped_plate(r):
    """The small plate of two lines that mopeds carry: yellow, or blue with white characters for those of 25 km/h."""
    ground, ink = _colours(_weighted_choice(MOPED_KINDS, r), "dark", r)
    picture = np.empty((MOPED[1], MOPED[0], 3), np.float32)
    picture[:] = ground
    _rim(picture, ink, r)
    span = r.randint(6, 18), MOPED[0] - r.randint(6, 18)
    lines, bands = _two_lines(picture, patterns.moped_text(r), span, ink, True, r, r.choice([1, 2]))
    _wear(picture, r)
    return Plate(np.clip(picture, 0, 255).astype(np.uint8), lines, bands, "moped")


def hsv(hue, saturation, value):
    """A BGR colour from OpenCV's hue (0..180), saturation and value (0..255)."""
    return [float(x) for x in cv2.cvtColor(np.uint8([[[hue % 180, saturation, value]]]), cv2.COLOR_HSV2BGR)[0, 0]]


def _weighted_choice(kinds, r):
    return r.choices([k for k, _ in kinds], [w for _, w in kinds])[0]


def _size(dutch, country, two, r):
    if two:
        return TWO_LINES if r.random() < .6 else r.choice(SMALL_TWO_LINES)
    if country:
        return r.choice(country.widths), ONE_LINE[1]
    if not dutch and r.random() < .25:
        return r.choice([440, 460, 480, 500]), ONE_LINE[1]
    return ONE_LINE


def _ink(dutch, country, kind, r):
    if country:
        return _weighted_choice(country.inks, r)
    return "dark" if dutch or kind != "white" else _weighted_choice(INKS, r)


def _colours(kind, ink, r):
    ink = {"dark": [r.randint(0, 60)] * 3, "red": [r.randint(20, 60), r.randint(10, 50), r.randint(120, 200)],
           "blue": [r.randint(60, 150), r.randint(10, 50), r.randint(0, 50)]}[ink]
    if kind == "yellow":
        return hsv(r.randint(14, 30), r.randint(130, 255), r.randint(150, 255)), ink
    if kind == "light blue":
        return hsv(r.randint(95, 112), r.randint(80, 200), r.randint(140, 240)), ink
    if kind == "green":
        return hsv(r.randint(45, 75), r.randint(90, 220), r.randint(120, 220)), ink
    if kind == "dark blue":
        return hsv(r.randint(100, 125), r.randint(60, 255), r.randint(25, 110)), [r.randint(190, 255)] * 3
    if kind == "moped blue":
        return hsv(r.randint(100, 118), r.randint(110, 255), r.randint(90, 220)), [r.randint(200, 255)] * 3
    if kind == "black":
        return [r.randint(5, 60)] * 3, [r.randint(180, 255)] * 3
    v = r.randint(185, 255)
    return [v, v - r.randint(0, 10), v - r.randint(0, 14)], ink


def _rim(picture, ink, r):
    height, width = picture.shape[:2]
    which = r.random()
    if which < .75:
        colour = [float(v) for v in ink] if which < .55 else [230.0] * 3
        cv2.rectangle(picture, (3, 3), (width - 4, height - 4), colour, r.randint(2, 5))


def _bands(picture, dutch, country, kind, two, r):
    """The blue bands at the ends; returns the x between which the text stands."""
    width = picture.shape[1]
    left, right = r.randint(4, 16), width - r.randint(3, 16)
    likely = (.85 if kind in ("yellow", "light blue", "white") else .12) if dutch else \
        (.75 if kind in ("yellow", "white") else .12)
    if country and not country.band or r.random() >= likely:
        return left, right
    band, blue = r.randint(36, 52), hsv(r.randint(104, 120), r.randint(150, 255), r.randint(90, 220))
    _euro_band(picture, (3, 3 + band), "NL" if dutch else (country or any_country(r)).band, blue, two, r)
    left = band + r.randint(4, 12)
    if not dutch and not two and r.random() < (country.second_band if country else .2):
        _euro_band(picture, (width - 4 - band, width - 4), r.choice(["", "", "", "75", "2A"]), blue, two, r)
        right = width - band - 10
    return left, right


def _euro_band(picture, span, code, blue, two, r):
    height = picture.shape[0] if not two or r.random() < .3 else picture.shape[0] // 2
    cv2.rectangle(picture, (span[0], 3), (span[1], height - 4), blue, -1)
    if not code:
        return
    x, y, radius = (span[0] + span[1]) // 2, int(height * .33), int((span[1] - span[0]) * .28)
    for a in np.radians(range(0, 360, 30)):
        cv2.circle(picture, (int(x + radius * np.cos(a)), int(y + radius * np.sin(a))), 2, (60, 210, 230), -1, cv2.LINE_AA)
    write_plate(picture, code, (span[0] + 4, span[1] - 4), height * .76, r.randint(20, 26), [235] * 3, r, even=False)


def _one_line(picture, text, span, ink, dutch, r):
    height = picture.shape[0]
    letter, middle, font = height * r.uniform(.62, .76), height / 2 + r.uniform(-3, 3), r.choice(fonts())
    write_plate(picture, text, span, middle, letter, ink, r, font, r.random() < .6)
    if dutch and r.random() < .06:  # the small code of a duplicate, above the first dash
        x = span[0] + (span[1] - span[0]) * .3
        write_plate(picture, r.choice("12"), (x, x + (span[1] - span[0]) * .06), middle - letter * .38, letter * .22,
                    ink, r, font, False)
    return [patterns.bare(text)], [(0, height)]


def _two_lines(picture, text, span, ink, dutch, r, cut=None):
    height, width = picture.shape[:2]
    texts, letter = patterns.halves(text, dutch, r, cut), height * r.uniform(.32, .38)
    font, even = r.choice(fonts()), r.random() < .6
    lower_left = 12 if r.random() < .5 else span[0]
    for line, left, middle in ((texts[0], span[0], .27), (texts[1], lower_left, .73)):
        write_plate(picture, line, (left, span[1]), height * middle, letter, ink, r, font, even)
    return [patterns.bare(t) for t in texts], [(0, height // 2), (height // 2, height)]


def _wear(picture, r):
    """Screws, dirt, uneven light and hard shadows, in place."""
    height, width = picture.shape[:2]
    for _ in range(r.choice([0, 0, 2, 2, 4])):
        spot = int(r.choice([.06, .3, .7, .95]) * width), int(r.choice([.5, .14, .86]) * height)
        cv2.circle(picture, spot, r.randint(3, 5), [r.randint(40, 220)] * 3, -1, cv2.LINE_AA)
    if r.random() < .25:
        dirt = cv2.resize(np.random.rand(6, 14).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
        picture *= (1 - np.clip(dirt - r.uniform(.3, .8), 0, .6))[..., None]
    if r.random() < .3:
        picture *= np.linspace(r.uniform(.55, 1.1), r.uniform(.55, 1.1), width, dtype=np.float32)[None, :, None]
    if r.random() < .18:
        _shadow(picture, r)
    if r.random() < .05:
        _in_front(picture, r)


def _shadow(picture, r):
    height, width = picture.shape[:2]
    shade, k = np.ones((height, width), np.float32), r.uniform(.15, .85)
    if r.random() < .6:
        ends = [height * (k + r.uniform(-.3, .3)) for _ in range(2)]
        corners = [[0, 0], [width, 0], [width, ends[0]], [0, ends[1]]]
    else:
        ends = [width * (k + r.uniform(-.1, .1)) for _ in range(2)]
        corners = [[0, 0], [ends[0], 0], [ends[1], height], [0, height]]
    cv2.fillPoly(shade, [np.int32(corners)], r.uniform(.35, .75))
    picture *= shade[..., None]


def _in_front(picture, r):
    """A tow bar's ball and neck, or a strap: it hides no whole character."""
    height, width = picture.shape[:2]
    x, dark = int(width * r.uniform(.3, .7)), [float(r.randint(5, 90))] * 3
    top, thick = int(height * r.uniform(.5, .85)), r.randint(6, 16)
    cv2.line(picture, (x, height), (x + r.randint(-10, 10), top), dark, thick)
    if r.random() < .7:
        cv2.circle(picture, (x, top), r.randint(8, 16), dark, -1, cv2.LINE_AA)
