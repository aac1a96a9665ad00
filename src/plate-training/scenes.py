"""Street scenes with known plate corners, for training the detector."""
from collections import namedtuple

import cv2
import numpy as np

from cars import draw_car
from lettering import write_free
from mopeds import HIGH, WIDE, draw_moped
from painting import paste, random_view, rectangle
from plate_drawing import MOPED, draw_moped_plate, draw_plate
from signs import draw_sign, phrase
from weather import expose

Scene = namedtuple("Scene", "picture plates ignored weights unsure")
# picture BGR uint8; plates n x 4 x 2 clockwise from the plate's top left; ignored: quads that are neither plate nor
# ground; weights: how far the corners of each plate can be trusted (0..1); unsure: the rest may hold unlabelled plates

WIDTH, HEIGHT = 352, 224   # the trainer cuts a smaller window out of it at random
SMALLEST = 15, 3.2         # plates narrower or lower than this many pixels are ignored
FAINTEST = 8               # plates with less spread of grey than this cannot be seen
POOL, USES = 150, 4        # plates are dear to draw: some are kept and used a few times
MOPED_SHARE = .14          # of the carriers


class SceneDrawer:
    """Draws scenes out of one random source and one set of surroundings."""

    def __init__(self, r, surroundings):
        self.r, self.surroundings = r, surroundings
        self._pool, self._taken = [], 0

    def draw(self):
        r = self.r
        picture = self.surroundings.backdrop(r, WIDTH, HEIGHT)
        for _ in range(r.choice([0, 0, 1, 2, 4])):
            self._distant_sign(picture)
        plates, ignored = [], []
        for size, centre, view in self._places():
            moped = r.random() < MOPED_SHARE
            if moped:
                size = self._moped(picture, size, centre, view, plates + ignored)
            else:
                self._carrier(picture, size, centre, view)
            if r.random() < .9:
                quad = self.put_plate(picture, size, centre, view, draw_moped_plate(r) if moped else None)
                (plates if large_enough(quad) else ignored).append(quad)
            for _ in range(r.choice([0, 0, 0, 1, 2])):
                self._nearby_sign(picture, size, centre, view, plates + ignored)
        picture = expose(picture, plates, r)
        seen = [can_be_seen(picture, q) for q in plates]
        ignored += [q for q, s in zip(plates, seen) if not s]
        plates = [q for q, s in zip(plates, seen) if s]
        return Scene(picture, plates, ignored, [1.0] * len(plates), False)

    def plate(self):
        """A plate, fresh or used before."""
        self._taken += 1
        if len(self._pool) < POOL:
            self._pool.append(draw_plate(self.r))
        elif self._taken % USES == 0:
            self._pool[self.r.randrange(POOL)] = draw_plate(self.r)
        return self._pool[-1] if len(self._pool) < POOL else self.r.choice(self._pool)

    def put_plate(self, picture, size, centre, view, plate=None):
        """Pastes a plate `size` pixels per 520 mm, often in a holder; returns its corners."""
        r, plate = self.r, plate or self.plate()
        height, width = plate.picture.shape[:2]
        corners = (rectangle(width, height) - [width / 2, height / 2]) / 520
        quad = np.float32(centre + size * view(corners))
        face = plate.picture.astype(np.float32) * np.float32(r.uniform(.55, 1.15))
        sheet, source = self._in_holder(face) if plate.kind != "moped" and r.random() < .75 else (face, rectangle(width, height))
        sheet = cv2.copyMakeBorder(sheet, 2, 2, 2, 2, cv2.BORDER_REPLICATE)
        mask = np.zeros(sheet.shape[:2], np.float32)
        mask[2:-2, 2:-2] = 1
        paste(picture, sheet, mask, source + 2, quad)
        return quad

    def _in_holder(self, face):
        """A dark or chrome rim, sometimes with the dealer's strip below."""
        r = self.r
        height, width = face.shape[:2]
        rim, strip = r.randint(2, 12), r.choice([0, 0, 14, 22])
        sheet = np.empty((height + 2 * rim + strip, width + 2 * rim, 3), np.float32)
        sheet[:] = [r.choice([10, 20, 35, 60, 130])] * 3
        sheet[rim:rim + height, rim:rim + width] = face
        if strip:
            x, ink = rim + width * r.uniform(.05, .35), [r.randint(120, 255)] * 3
            write_free(sheet, phrase(r), x, rim + height + 3, strip - 4, ink, r)
        return sheet, rectangle(width, height) + rim

    def _places(self):
        """Where plates come: (pixels per plate width, centre, view), far ones first, none over another."""
        r, taken = self.r, []
        count = r.choice([0, 1, 1, 2, 2, 3, 3, 4])
        for size in sorted(_log_uniform(r, 15, 190) if r.random() < .94 else r.uniform(180, 290) for _ in range(count)):
            view = random_view(r)
            for _ in range(8):
                centre = np.float64([r.uniform(.02, .98) * WIDTH, r.uniform(.1, .98) * HEIGHT])
                car = centre + size * view(np.float64([[-1.6, -1.2], [1.6, -1.2], [1.6, .6], [-1.6, .6]]))
                if not _touches(car, taken):
                    taken.append(centre + size * view(np.float64([[-.5, -.11], [.5, -.11], [.5, .11], [-.5, .11]])))
                    yield size, centre, view
                    break

    def _carrier(self, picture, size, centre, view):
        """What the plate sits on: a car, some surface, or nothing."""
        r, which = self.r, self.r.random()
        if which < .72:
            unit = float(np.clip(size, 24, 110))
            car = draw_car(r, unit, self.surroundings)
            corners = rectangle(car.mask.shape[1], car.mask.shape[0])
            quad = np.float32(centre + size * view((corners - car.plate) / unit))
            paste(picture, car.texture, car.mask, corners, quad)
        elif which < .9:
            corners = rectangle(300, 160)
            sheet = np.float32(self.surroundings.surface(r, 300, 160))
            paste(picture, sheet, np.ones((160, 300), np.float32), corners,
                  np.float32(centre + size * view((corners - [150, r.uniform(40, 120)]) / 100)))

    def _moped(self, picture, size, centre, view, plates):
        """A moped in the place of a car, where it covers no plate; returns the pixels per 520 mm of its plate's drawing."""
        wide = max(SMALLEST[0] * 1.05, size * self.r.uniform(.4, .9))
        moped = draw_moped(self.r, float(np.clip(wide, 16, 60)))
        height, width = moped.mask.shape
        corners = (rectangle(width, height) - moped.plate) * [WIDE / width, HIGH / height]
        quad = np.float32(centre + wide * view(corners))
        if not _touches(quad, plates):
            paste(picture, moped.texture, moped.mask, rectangle(width, height), quad)
        return wide * 520 / MOPED[0]

    def _distant_sign(self, picture):
        r, sheet = self.r, draw_sign(self.r)
        height, width = sheet.shape[:2]
        corners = rectangle(width, height)
        spread = _log_uniform(r, 20, 160) * random_view(r, .8)((corners - [width / 2, height / 2]) / width)
        centre = np.float64([r.uniform(0, WIDTH), r.uniform(0, HEIGHT)])
        paste(picture, sheet, np.ones((height, width), np.float32), corners, np.float32(centre + spread))

    def _nearby_sign(self, picture, size, centre, view, plates):
        """A sticker or sign on or beside the car, covering no plate."""
        r, sheet = self.r, draw_sign(self.r)
        height, width = sheet.shape[:2]
        corners = rectangle(width, height)
        offset = np.float64([r.uniform(-1.6, 1.6), r.choice([-1, -.5, .5, .8]) * r.uniform(.7, 1.6)])
        flat = (corners - [width / 2, height / 2]) / width * r.uniform(.2, 1.1) + offset
        quad = np.float32(centre + size * view(flat))
        if not _touches(quad, plates):
            paste(picture, sheet, np.ones((height, width), np.float32), corners, quad)


def large_enough(quad):
    """Whether a plate has the size that the detector must find."""
    return np.linalg.norm(quad[1] - quad[0]) >= SMALLEST[0] and np.linalg.norm(quad[3] - quad[0]) >= SMALLEST[1]


def can_be_seen(picture, quad):
    """Whether anything of a plate's text is left after the weather."""
    matrix = cv2.getPerspectiveTransform(np.float32(quad), rectangle(64, 16))
    seen = cv2.warpPerspective(picture, matrix, (64, 16)).astype(np.float32).mean(2)
    return cv2.GaussianBlur(seen, (0, 0), .8).std() > FAINTEST


def _log_uniform(r, low, high):
    return float(np.exp(r.uniform(np.log(low), np.log(high))))


def _touches(quad, others):
    low, high = quad.min(0), quad.max(0)
    return any((o.max(0) >= low).all() and (high >= o.min(0)).all() for o in others)
