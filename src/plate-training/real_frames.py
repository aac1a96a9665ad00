"""Real street frames with plate boxes (`--real DIR`): DIR/frames/*.jpg and DIR/frames.csv with the columns
file, min_x, min_y, max_x, max_y, plate, legible (yes, partly, no).

Half of the plates, with every frame they are seen in, is held out for measuring and never trained on.
"""
import csv
import os
import random
from collections import namedtuple

import cv2
import numpy as np

RealPlate = namedtuple("RealPlate", "frame box text legible")
# box: min_x, min_y, max_x, max_y in pixels; text: "" when unreadable; legible: yes, partly, no

LOOSE = .045        # how much of its size a box is too large, at each side
COVERED = 640, 360  # size of a frame whose plates are painted over
COLUMNS = ["file", "min_x", "min_y", "max_x", "max_y", "plate", "legible"]
HOLD_OUT_SEED = 7
# frames of the RobertLucian set in which a readable plate has no box
_UNLABELLED = tuple(f"day-001-{n}.jpg" for n in (888, 909, 1114, 438, 1057))


class RealFrames:
    """The frames of one half of the plates, kept in memory (about 3 MB each)."""

    def __init__(self, folder, held_out=False):
        self.plates = {}
        for plate in _half(_rows(folder), held_out):
            self.plates.setdefault(plate.frame, []).append(plate)
        if not self.plates:
            raise ValueError(f"{folder}/frames.csv names no frame to use, expected rows with a plate and a box")
        self.names = sorted(self.plates)
        self._pictures = {name: _picture(folder, name) for name in self.names}

    def picture(self, name):
        return self._pictures[name]

    def readable(self):
        """Plates to train the reader on; a plate filmed often does not count that much more often."""
        by_text = {}
        for plate in (p for name in self.names for p in self.plates[name] if p.legible == "yes"):
            by_text.setdefault(plate.text, []).append(plate)
        most = max((len(same) for same in by_text.values()), default=0)
        return [p for same in by_text.values() for p in (same * (most // len(same) + 1))[:max(len(same), most // 3)]]

    def without_plates(self):
        """The frames as surroundings: every labelled plate painted over, small enough that others cannot be read."""
        return [self._covered(name) for name in self.names]

    def _covered(self, name):
        picture = self._pictures[name].copy()
        for plate in self.plates[name]:
            x0, y0, x1, y1 = (plate.box + np.float32([-4, -3, 4, 3])).astype(int)
            x0, y0, x1, y1 = max(0, x0), max(0, y0), min(picture.shape[1], x1), min(picture.shape[0], y1)
            above, below = picture[max(0, y0 - 4):y0 + 1, x0:x1].mean(0), picture[y1 - 1:y1 + 4, x0:x1].mean(0)
            t = np.linspace(0, 1, y1 - y0)[:, None, None]
            picture[y0:y1, x0:x1] = above * (1 - t) + below * t
        return cv2.resize(picture, COVERED, interpolation=cv2.INTER_AREA)


def tight_corners(box, loose=LOOSE):
    """The four corners of a loose box's plate, clockwise from the top left, the plate taken as level."""
    width, height = box[2] - box[0], box[3] - box[1]
    x0, y0, x1, y1 = box + np.float32([width, height, -width, -height]) * loose
    return np.float32([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])


def held_out_plates(rows):
    """The half of the plate texts that is kept for measuring; the same on every run."""
    texts = sorted({p.text for p in rows if p.text})
    random.Random(HOLD_OUT_SEED).shuffle(texts)
    return set(texts[:len(texts) // 2])


def held_out_rows(folder):
    """The rows of the table that are kept for measuring."""
    return _half(_rows(folder), held_out=True)


def _half(rows, held_out):
    """The plates of one half; frames that show plates of both are in neither."""
    held = held_out_plates(rows)
    mixed = {p.frame for p in rows if (p.text in held) != held_out and p.text} | set(_UNLABELLED)
    return [p for p in rows if p.frame not in mixed and (not held_out or p.text in held)]


def _rows(folder):
    path = os.path.join(folder, "frames.csv")
    try:
        with open(path, encoding="utf-8", newline="") as file:
            table = csv.DictReader(file)
            missing = set(COLUMNS) - set(table.fieldnames or [])
            if missing:
                raise ValueError(f"{path} lacks the columns {', '.join(sorted(missing))}; expected {', '.join(COLUMNS)}")
            return [RealPlate(row["file"], np.float32([row[k] for k in COLUMNS[1:5]]), row["plate"], row["legible"])
                    for row in table]
    except FileNotFoundError:
        raise ValueError(f"{path} is missing; --real expects a folder with frames.csv and frames/") from None


def _picture(folder, name):
    picture = cv2.imread(os.path.join(folder, "frames", name))
    if picture is None:
        raise ValueError(f"{folder}/frames/{name} is no picture, but frames.csv names it")
    return picture
