"""Scooters and mopeds from behind with their rider, drawn around the small plate they carry."""
from collections import namedtuple

import cv2
import numpy as np

from painting import colour, grain

MopedPicture = namedtuple("MopedPicture", "texture mask plate")  # float BGR, float 0..1, (x, y) of the plate's centre

WIDE, HIGH = 3.4, 8.0  # of the picture, in widths of a moped's plate (145 mm)


def draw_moped(r, unit):
    """One scooter or moped; `unit` is pixels per width of its plate."""
    return _Moped(r, unit).draw()


class _Moped:
    """The shape is given in plate widths: x from the middle, y from the height of the plate."""

    def __init__(self, r, unit):
        self.r, self.unit = r, unit
        self.width, self.height = int(WIDE * unit), int(HIGH * unit)
        self.plate_x, self.plate_y = self.width / 2 + r.uniform(-.15, .15) * unit, self.height * r.uniform(.62, .72)
        self.texture = np.zeros((self.height, self.width, 3), np.float32)
        self.mask = np.zeros((self.height, self.width), np.float32)

    def draw(self):
        r = self.r
        self._wheel()
        if r.random() < .85:
            self._rider()
        self._body()
        self._lamps()
        self._bracket()
        self.texture += grain(r, self.height, self.width) * 2
        return MopedPicture(np.clip(self.texture, 0, 255), self.mask, (self.plate_x, self.plate_y))

    def _fill(self, points, paint):
        outline = np.int32([[self.plate_x + x * self.unit, self.plate_y + y * self.unit] for x, y in points])
        cv2.fillPoly(self.texture, [outline], [float(v) for v in paint], cv2.LINE_AA)
        cv2.fillPoly(self.mask, [outline], 1.0, cv2.LINE_AA)

    def _spot(self, x, y, wide, high, paint):
        centre = int(self.plate_x + x * self.unit), int(self.plate_y + y * self.unit)
        axes = max(1, int(wide * self.unit)), max(1, int(high * self.unit))
        cv2.ellipse(self.texture, centre, axes, 0, 0, 360, [float(v) for v in paint], -1, cv2.LINE_AA)
        cv2.ellipse(self.mask, centre, axes, 0, 0, 360, 1.0, -1, cv2.LINE_AA)

    def _wheel(self):
        r = self.r
        half, bottom = r.uniform(.28, .45), r.uniform(1.3, 2.3)
        self._fill([(-half, -.2), (half, -.2), (half, bottom), (half * .7, bottom + .2), (-half * .7, bottom + .2), (-half, bottom)],
                   [r.randint(8, 45)] * 3)
        if r.random() < .6:  # the exhaust at one side
            side = r.choice([-1, 1])
            self._fill([(side * (half + .05), .1), (side * (half + .5), 0), (side * (half + .5), .7), (side * (half + .05), .8)],
                       [r.randint(40, 190)] * 3)

    def _body(self):
        r, paint = self.r, colour(self.r, 5, 250)
        top, low, wide = -r.uniform(.9, 1.5), r.uniform(-.45, .25), r.uniform(.55, 1.05)
        self._fill([(-wide * .8, top), (wide * .8, top), (wide, (top + low) / 2), (wide * .6, low), (-wide * .6, low), (-wide, (top + low) / 2)],
                   paint)
        self._fill([(-wide * .75, top - .2), (wide * .75, top - .2), (wide * .8, top + .08), (-wide * .8, top + .08)], [r.randint(5, 60)] * 3)
        if r.random() < .35:  # a box for deliveries behind the seat
            box, under = r.uniform(.9, 1.5), top - r.uniform(.1, .4)
            self._fill([(-box, under - r.uniform(1.2, 2)), (box, under - r.uniform(1.2, 2)), (box, under), (-box, under)], colour(r, 20, 250))

    def _rider(self):
        r, coat = self.r, colour(self.r, 10, 210)
        hip, shoulder, wide = -r.uniform(1, 1.4), -r.uniform(3.3, 4), r.uniform(1, 1.4)
        self._fill([(-wide * .8, hip), (-wide, shoulder * .8), (-wide * .7, shoulder), (wide * .7, shoulder), (wide, shoulder * .8), (wide * .8, hip)],
                   coat)
        for side in (-1, 1):
            self._fill([(side * wide * .4, hip), (side * wide * 1.05, hip + .2), (side * wide, hip + 1.7), (side * wide * .6, hip + 1.7)],
                       colour(r, 5, 120))
        self._spot(0, shoulder - .5, .55, .62, colour(r, 5, 250))

    def _lamps(self):
        r = self.r
        y = -r.uniform(.62, 1.15)
        self._spot(0, y, r.uniform(.15, .5), r.uniform(.08, .18), r.choice([[20, 15, r.randint(90, 240)], [30, 40, r.randint(150, 255)]]))
        for side in (-1, 1):
            self._spot(side * r.uniform(.4, .8), y, .1, .09, [30, 120, r.randint(150, 250)])

    def _bracket(self):
        """What the plate is screwed on, a little larger than it."""
        if self.r.random() < .7:
            wide, high = self.r.uniform(.5, .62), self.r.uniform(.42, .56)
            self._fill([(-wide, -high), (wide, -high), (wide, high), (-wide, high)], [self.r.randint(8, 70)] * 3)
