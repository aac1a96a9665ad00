"""Writes characters on pictures: the fixed lettering of plates and the free lettering of signs."""
import cv2
import numpy as np

from plate_fonts import CAP_HEIGHT, fonts, glyph


def write_plate(picture, text, span, middle, height, ink, r, font=None, even=None):
    """Writes `text` (see plate_patterns) between the two x of `span`, centred on y = `middle`, in place.

    `even` gives every character the same width, as on plates punched from one set of dies.
    """
    font = font or r.choice(fonts())
    widths = _widths(text, font, height, r, r.random() < .5 if even is None else even)
    space, weight = height * (r.uniform(0, .04) if r.random() < .3 else r.uniform(.03, .14)), r.random()
    uneven = (lambda: 1) if r.random() < .6 else (lambda: r.uniform(.1, 1.3))  # letters set by hand
    room = span[1] - span[0]
    total = sum(widths) + space * (len(text) - 1)
    squeeze = min(1.0, room / total)
    spread = 0.0
    if total * squeeze < room * .97 and r.random() < .6:
        spread = (room * .97 - total * squeeze) / (len(text) + 1) * r.uniform(.2, 1)
    x = (span[0] + span[1]) / 2 - (total * squeeze + spread * (len(text) - 1)) / 2
    for character, width in zip(text, widths):
        w = max(2, int(round(width * squeeze)))
        if character == "-":
            _dash(picture, x, w, middle, height, ink, r)
        elif character == "s":
            _seals(picture, x, w, middle, height, r)
        elif character != " ":
            _stamp(picture, _weighted(glyph(font, character), w, int(round(height)), weight), x, middle, ink)
        x += (width + space * uneven()) * squeeze + spread


def write_free(picture, text, x, y, height, ink, r):
    """Writes free text in any case with its left top at (x, y); what would leave the picture is not drawn."""
    font, k = r.choice(fonts()), height / CAP_HEIGHT
    for character in text:
        if character == " ":
            x += height * .35
            continue
        shape = glyph(font, character)
        w, h = max(1, int(shape.shape[1] * k)), max(2, int(shape.shape[0] * k))
        if x >= 0 and y >= 0 and x + w <= picture.shape[1] and y + h <= picture.shape[0]:
            _stamp(picture, cv2.resize(shape, (w, h), interpolation=cv2.INTER_AREA), x, y + h / 2, ink)
        x += w + height * .08


def _widths(text, font, height, r, even):
    stretch, cell = r.uniform(.72, 1.12), r.uniform(.5, .66) * height
    fixed = {"-": r.uniform(.16, .34) * height, " ": r.uniform(.1, .45) * height, "s": r.uniform(.3, .6) * height}

    def width(c):
        if c in fixed:
            return fixed[c]
        if even and c != "I":
            return cell * (.6 if c == "1" and r.random() < .5 else r.uniform(.97, 1.03))
        return glyph(font, c).shape[1] * height / CAP_HEIGHT * stretch
    return [width(c) for c in text]


def _weighted(shape, width, height, weight):
    mask = cv2.resize(shape, (width, height), interpolation=cv2.INTER_AREA)
    if weight < .15:
        return cv2.erode(mask, np.ones((2, 2), np.uint8))
    return cv2.dilate(mask, np.ones((3, 3), np.uint8)) if weight > .8 else mask


def _stamp(picture, mask, x, middle, ink):
    """Lays ink through a mask whose left edge is x and whose middle row is `middle`, clipped to the picture."""
    height, width = mask.shape
    x, y = int(round(x)), int(round(middle - height / 2))
    top, bottom, left, right = max(0, y), min(picture.shape[0], y + height), max(0, x), min(picture.shape[1], x + width)
    if bottom > top and right > left:
        share = mask[top - y:bottom - y, left - x:right - x, None].astype(np.float32) / 255
        part = picture[top:bottom, left:right]
        picture[top:bottom, left:right] = part * (1 - share) + np.float32(ink) * share


def _dash(picture, x, width, middle, height, ink, r):
    thick = max(2, int(height * r.uniform(.1, .16)))
    cv2.rectangle(picture, (int(x + 1), int(middle - thick / 2)), (int(x + width - 1), int(middle + thick / 2)),
                  [float(v) for v in ink], -1)


def _seals(picture, x, width, middle, height, r):
    """One or two seals, stickers or coats of arms above each other."""
    for shift in r.choice([(0,), (-.28, .28)]):
        radius = max(2, int(min(width / 2, height * (.22 if shift else .3))))
        centre = np.array([x + width / 2, middle + shift * height])
        colour = [r.randint(20, 240) for _ in range(3)]
        if r.random() < .75:
            cv2.circle(picture, _point(centre), radius, colour, -1, cv2.LINE_AA)
        else:
            cv2.rectangle(picture, _point(centre - [width / 2, radius]), _point(centre + [width / 2, radius]), colour, -1)
        for _ in range(r.randint(1, 4)):
            size = [max(1, int(radius * r.uniform(.1, .6))) for _ in range(2)]
            spot = centre + [r.uniform(-.4, .4) * radius, r.uniform(-.4, .4) * radius]
            cv2.ellipse(picture, _point(spot), size, r.randint(0, 180), 0, 360,
                        [r.randint(10, 250) for _ in range(3)], r.choice([-1, 1, 2]), cv2.LINE_AA)


def _point(xy):
    return int(xy[0]), int(xy[1])
