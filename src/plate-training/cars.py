"""Fronts and rears of cars and vans, drawn around the plate they carry."""
from collections import namedtuple

import cv2
import numpy as np

from lettering import write_free
from painting import colour, grain
from signs import WORDS

CarPicture = namedtuple("CarPicture", "texture mask plate")  # float BGR, float 0..1, (x, y) of the plate's centre

PAINTS = [[20, 20, 22], [45, 45, 45], [90, 90, 92], [150, 150, 150], [190, 190, 188], [235, 235, 235], [235, 235, 235],
          [110, 50, 20], [70, 25, 15], [30, 25, 150], [20, 15, 90], [40, 70, 20], [150, 180, 190], [30, 170, 220], None]


def draw_car(r, unit, surroundings):
    """One car; `unit` is pixels per width of a plate (520 mm)."""
    return _Car(r, unit, surroundings).draw()


class _Car:
    """The shape is given in plate widths: x from the middle of the car, y from the height of the plate."""

    def __init__(self, r, unit, surroundings):
        self.r, self.unit, self.surroundings = r, unit, surroundings
        self.width, self.height = int(4.6 * unit), int((5.2 if r.random() < .12 else 4.2) * unit)
        self.middle, self.plate_y = self.width / 2, self.height * r.uniform(.58, .8)
        self.plate_x = self.middle + (r.uniform(-.8, .8) * unit if r.random() < .12 else 0)
        paint = r.choice(PAINTS) or [r.randint(0, 255) for _ in range(3)]
        self.paint = np.clip(np.float32(paint) * r.uniform(.6, 1.15) + r.uniform(-8, 12), 4, 255)
        self.half = r.uniform(1.55, 1.8)
        self.top = -(self.plate_y / unit) + r.uniform(.1, .5)
        self.bottom = min((self.height - self.plate_y) / unit - .15, r.uniform(.5, 1.1))
        self.belt = self.top * (1 - r.uniform(.35, .6))
        self.roof = self.half * r.uniform(.62, .85)
        self.line = max(1, int(.015 * unit))
        self.texture = np.zeros((self.height, self.width, 3), np.float32)
        self.mask = np.zeros((self.height, self.width), np.float32)

    def draw(self):
        self._body()
        self._window()
        self._shading()
        self._seams()
        front = self.r.random() < .55
        if front:
            self._grille()
        self._lights(front)
        self._badge()
        self._lettering()
        self._recess()
        self.texture += grain(self.r, self.height, self.width) * 2
        return CarPicture(np.clip(self.texture, 0, 255), self.mask, (self.plate_x, self.plate_y))

    def _points(self, *xy):
        return np.int32([[self.middle + x * self.unit, self.plate_y + y * self.unit] for x, y in xy])

    def _point(self, x, y):
        return tuple(int(v) for v in self._points((x, y))[0])

    def _body(self):
        half, top, bottom, belt, roof = self.half, self.top, self.bottom, self.belt, self.roof
        outline = self._points((-roof, top), (roof, top), (half * .96, belt), (half, bottom * .6), (half * .97, bottom),
                               (-half * .97, bottom), (-half, bottom * .6), (-half * .96, belt))
        tyre = [self.r.randint(8, 40)] * 3
        for layer, fill, tyre_fill in ((self.texture, [float(v) for v in self.paint], tyre), (self.mask, 1.0, 1.0)):
            cv2.fillPoly(layer, [outline], fill, cv2.LINE_AA)
            for side in (-1, 1):
                cv2.rectangle(layer, self._point(side * half * .98, bottom - .3),
                              self._point(side * half * .72, bottom + .3), tyre_fill, -1)

    def _window(self):
        top, bottom = self.top + .08, self.belt - self.r.uniform(0, .12)
        pane = np.zeros((self.height, self.width), np.float32)
        cv2.fillPoly(pane, [self._points((-self.roof * .9, top), (self.roof * .9, top),
                                         (self.half * .86, bottom), (-self.half * .86, bottom))], 1.0, cv2.LINE_AA)
        y0, y1 = (min(self.height, max(0, self._point(0, y)[1])) for y in (top - .05, bottom + .05))
        if y1 - y0 > 8:
            seen = self.texture[y0:y1]
            glass = self.surroundings.surface(self.r, self.width, y1 - y0) * self.r.uniform(.2, .8)
            seen += (glass - seen) * pane[y0:y1, :, None]

    def _shading(self):
        """Light falling off over the sheet metal, and what mirrors in it."""
        r = self.r
        down = np.interp(np.linspace(0, 1, self.height), np.linspace(0, 1, 6), [r.uniform(-.3, .3) for _ in range(6)])
        sides = [r.uniform(-.3, 0), r.uniform(0, .2), r.uniform(-.3, 0)]
        across = np.interp(np.linspace(-1, 1, self.width), [-1, 0, 1], sides)
        self.texture *= (1 + down[:, None] + across[None])[..., None].astype(np.float32)
        if self.surroundings.photographs and r.random() < .5:
            share = r.uniform(.05, .3)
            self.texture *= 1 - share
            self.texture += share * self.surroundings.photograph(r, self.width, self.height)

    def _seams(self):
        r = self.r
        dark = [float(v) for v in np.clip(self.paint * r.uniform(.2, .6), 0, 255)]
        light = [float(v) for v in np.clip(self.paint * 1.3 + 20, 0, 255)]
        for _ in range(r.randint(1, 5)):
            y, bend = r.uniform(self.belt, self.bottom), r.uniform(-.25, .25)
            curve = [(x, y + bend * (1 - (x / self.half) ** 2)) for x in np.linspace(-self.half * .97, self.half * .97, 9)]
            cv2.polylines(self.texture, [self._points(*curve)], False, r.choice([dark, dark, light, [200.0] * 3]),
                          self.line * r.choice([1, 1, 2]), cv2.LINE_AA)
        if r.random() < .6:  # a bumper of another colour
            y = r.uniform(-.35, .25)
            fill = r.choice([[float(v) for v in self.paint * r.uniform(.8, 1.2)], [35.0] * 3, [60.0] * 3])
            cv2.fillPoly(self.texture, [self._points((-self.half * .99, y), (self.half * .99, y),
                                                     (self.half * .97, self.bottom), (-self.half * .97, self.bottom))],
                         fill, cv2.LINE_AA)

    def _grille(self):
        r = self.r
        for _ in range(r.randint(1, 3)):
            y, high, wide = r.uniform(self.belt * .9, self.bottom * .8), r.uniform(.1, .4), r.uniform(.4, 1.25)
            x = r.choice([0, 0, 0, r.uniform(-.8, .8)])
            (x0, y0), (x1, y1) = self._point(x - wide, y - high / 2), self._point(x + wide, y + high / 2)
            cv2.rectangle(self.texture, (x0, y0), (x1, y1), [r.randint(5, 40)] * 3, -1)
            bar, count, which = [r.choice([30, 60, 120, 200])] * 3, r.randint(2, 9), r.random()
            for t in np.linspace(0, 1, count + 1):
                if which < .5:
                    cv2.line(self.texture, (x0, int(y0 + (y1 - y0) * t)), (x1, int(y0 + (y1 - y0) * t)), bar, self.line)
                elif which < .75:
                    cv2.line(self.texture, (int(x0 + (x1 - x0) * t), y0), (int(x0 + (x1 - x0) * t), y1), bar, self.line)
            if r.random() < .4:
                cv2.rectangle(self.texture, (x0, y0), (x1, y1), [210.0] * 3, self.line * 2)

    def _lights(self, front):
        r = self.r
        glow = [r.randint(150, 255)] * 3 if front else \
            r.choice([[20, 15, r.randint(110, 240)], [40, 60, r.randint(150, 255)], [30, 120, 240]])
        x, y = self.half * r.uniform(.72, .9), r.uniform(self.belt * .95, .05)
        wide, high = r.uniform(.18, .45), r.uniform(.12, .45)
        if not front and r.random() < .4:
            wide, high = r.uniform(.12, .22), r.uniform(.4, 1.1)
        corners = [(cx * r.uniform(.6, 1), cy * r.uniform(.6, 1)) for cx, cy in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
        brighter = [min(255, v * 1.2 + 30) for v in glow]
        bulbs = [r.choice([brighter, [120, 120, 130], [60, 150, 250], [250] * 3]) for _ in range(2)]
        angular = r.random() < .5
        for side in (-1, 1):
            centre = self._point(side * x, y)
            if angular:
                shape = self._points(*[(side * (x + cx * wide), y + cy * high) for cx, cy in corners])
                cv2.fillPoly(self.texture, [shape], glow, cv2.LINE_AA)
            else:
                axes = max(1, int(wide * self.unit)), max(1, int(high * self.unit))
                cv2.ellipse(self.texture, centre, axes, 12 * side, 0, 360, glow, -1, cv2.LINE_AA)
            radius = max(1, int(min(wide, high) * self.unit * .6))
            for offset, bulb in zip((-.5, .5), bulbs):
                spot = int(centre[0] + side * offset * wide * self.unit), centre[1]
                cv2.circle(self.texture, spot, radius, bulb, -1, cv2.LINE_AA)
                cv2.circle(self.texture, spot, radius, [40.0] * 3, self.line, cv2.LINE_AA)

    def _badge(self):
        r, which = self.r, self.r.random()
        radius = r.uniform(.08, .2) * self.unit
        x, y = self._point(0, r.uniform(self.belt, -.25))
        metal = [r.randint(150, 240)] * 3
        if which < .5:
            cv2.circle(self.texture, (x, y), max(1, int(radius)), metal, self.line * 3, cv2.LINE_AA)
            write_free(self.texture, r.choice("VWHTKOMSAR"), x - radius * .4, y - radius * .5, radius, [210] * 3, r)
        elif which < .7:
            for i in range(4):
                spot = int(x + (i - 1.5) * radius), y
                cv2.circle(self.texture, spot, max(1, int(radius * .6)), metal, self.line * 2, cv2.LINE_AA)
        else:
            cv2.ellipse(self.texture, (x, y), (max(1, int(radius * 1.4)), max(1, int(radius * .8))), 0, 0, 360,
                        colour(r, 60, 240), -1, cv2.LINE_AA)

    def _lettering(self):
        """Model names, a firm's text, stickers."""
        r = self.r
        for _ in range(r.randint(0, 4)):
            text = r.choice(["", "i", "GT"]) + r.choice(WORDS)[:r.randint(3, 9)]
            x, y = self._point(r.uniform(-self.half * .9, self.half * .6), r.uniform(self.belt, self.bottom * .9))
            ink = r.choice([[210] * 3, [20] * 3, [250] * 3, colour(r)])
            write_free(self.texture, text.upper() if r.random() < .6 else text.title(), x, y,
                       r.uniform(.06, .2) * self.unit, ink, r)

    def _recess(self):
        """The shaded hollow around many plates."""
        if self.r.random() >= .6:
            return
        wide, high = self.r.uniform(.56, .95), self.r.uniform(.16, .4)
        shift = (self.plate_x - self.middle) / self.unit
        shade = np.ones((self.height, self.width), np.float32)
        cv2.fillPoly(shade, [self._points((shift - wide, -high), (shift + wide, -high), (shift + wide * .9, high * .8),
                                          (shift - wide * .9, high * .8))], self.r.uniform(.3, 1.3))
        self.texture *= cv2.GaussianBlur(shade, (0, 0), max(.5, .03 * self.unit))[..., None]
