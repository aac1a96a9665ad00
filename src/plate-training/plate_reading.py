"""Reads the text of a found plate with a reader net, as the edge does (Models/README.md tells the same in words)."""
from collections import namedtuple

import cv2
import numpy as np

from warping import quad_to_rectangle, warp

Reading = namedtuple("Reading", "text confidences")  # one confidence (0..1) per character

ALPHABET = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
WIDTH, HEIGHT = 160, 32
LOOKS = ((.06, .12), (.05, .25), (0, .05))
TWO_LINES_UNDER = 2.5                     # a plate less than this many times as wide as high has two lines
FEWEST, MOST = 4, 9                       # characters that make a reading
NOTHING = Reading("", ())


class PlateReader:
    def __init__(self, path):
        self.net = cv2.dnn.readNetFromONNX(path)

    def read(self, picture, quad):
        """Reads one plate: two looks that agree settle it, else a third look and a vote."""
        grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY) if picture.ndim == 3 else picture
        readings = [self.look(grey, quad, *margins) for margins in LOOKS[:2]]
        if readings[0].text != readings[1].text or len(readings[0].text) < FEWEST:
            readings.append(self.look(grey, quad, *LOOKS[2]))
        return vote(readings)

    def look(self, grey, quad, along, across):
        lines = cut(grey, quad, along, across)
        read = [decode(p) for p in self.probabilities(np.stack([normalised(x) for x in lines]))]
        return Reading("".join(r.text for r in read), sum((r.confidences for r in read), ()))

    def probabilities(self, lines):
        out = []
        for line in lines:                # OpenCV 4.6 keeps the first batch size it saw: one line at a time
            self.net.setInput(np.float32(line)[None, None])
            out.append(self.net.forward()[0])
        return out


def cut(grey, quad, along, across):
    """The line (or two lines) of a plate, HEIGHT x WIDTH each, cut out with a margin around the corners."""
    u, v = (quad[1] + quad[2] - quad[0] - quad[3]) / 4, (quad[3] + quad[2] - quad[0] - quad[1]) / 4
    du, dv = u * along, v * across
    wider = quad + np.array([-du - dv, du - dv, du + dv, -du + dv])
    lines = 2 if np.linalg.norm(u) < TWO_LINES_UNDER * np.linalg.norm(v) else 1
    out = warp(grey, quad_to_rectangle(wider, WIDTH, HEIGHT * lines), WIDTH, HEIGHT * lines)
    return [out[i * HEIGHT:(i + 1) * HEIGHT] for i in range(lines)]


def normalised(line):
    line = np.float32(line)
    return (line - line.mean()) / (line.std() + 8)


def decode(probabilities):
    """Best path of the CTC columns (classes x columns): runs of one class are one character, blanks part them.
    A character's confidence is the highest of its run."""
    text, confidences, last = "", [], 0
    for best, p in zip(probabilities.argmax(0), probabilities.max(0)):
        if best and best == last:
            confidences[-1] = max(confidences[-1], float(p))
        elif best:
            text += ALPHABET[best]
            confidences.append(float(p))
        last = best
    return Reading(text, tuple(confidences))


def vote(readings):
    """The text with the highest sum of its looks' plate confidences; character by character the mean over those looks.
    Texts too short for a plate count only when there is nothing else."""
    long_enough = [r for r in readings if len(r.text) >= FEWEST] or [r for r in readings if r.text]
    if not long_enough:
        return NOTHING
    texts = {}
    for r in long_enough:
        texts.setdefault(r.text, []).append(r)
    best = max(texts.values(), key=lambda same: sum(plate_confidence(r) for r in same))
    agreed = len(best) / len(readings)
    return Reading(best[0].text, tuple(float(c) * (.5 + .5 * agreed) for c in np.mean([r.confidences for r in best], 0)))


def plate_confidence(reading):
    """One figure for the whole plate: the lowest of its characters."""
    return min(reading.confidences, default=0.0)
