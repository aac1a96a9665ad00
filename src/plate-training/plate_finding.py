"""Finds plates in a picture with a detector net, as the edge does (Models/README.md tells the same in words)."""
from collections import namedtuple

import cv2
import numpy as np

from warping import warp

Find = namedtuple("Find", "score quad")  # quad: 4 x 2 float, picture pixels, clockwise from the plate's top left

STRIDE, SIDES = 8, 16
LARGEST_LEVEL = 512        # pixels wide; plates narrower than about 14 pixels at this level are not found
FIRST_SCORE, SECOND_SCORE, LEAST_SCORE = .35, .2, .45
LOOK_WIDTH, LOOK_HEIGHT, LOOK_PLATE = 192, 96, 96  # the second look: its size and the plate's width in it
LOOK_NEAR = 30.0           # pixels: how far from its middle the second look still trusts a centre
PADDING = 114
OVERLAP = .3
MOST = 24                  # finds that get a second look: more in one picture are noise


class PlateFinder:
    def __init__(self, path):
        self.net = cv2.dnn.readNetFromONNX(path)

    def find(self, picture):
        """All plates in a BGR picture, best first."""
        finds = [f for scale in levels(picture.shape[1]) for f in self.at_level(picture, scale)]
        looked = [self.second_look(picture, f) for f in without_doubles(finds)[:MOST]]
        return without_doubles([f for f in looked if f.score >= LEAST_SCORE])

    def at_level(self, picture, scale):
        """Peaks of the heat map of the whole picture at one scale."""
        height, width = picture.shape[:2]
        w, h = max(1, round(width * scale)), max(1, round(height * scale))
        small = warp(picture, np.diag([w / width, h / height, 1.0]), w, h)
        small = cv2.copyMakeBorder(small, 0, -h % SIDES, 0, -w % SIDES, cv2.BORDER_CONSTANT, value=(PADDING,) * 3)
        maps = self._maps(small)
        heat = maps[0]
        peaks = (heat >= cv2.dilate(heat, np.ones((3, 3), np.uint8))) & (heat > FIRST_SCORE)
        return [Find(float(heat[r, c]), corners(maps, r, c) / [w / width, h / height]) for r, c in zip(*np.where(peaks))]

    def second_look(self, picture, find):
        """Asks the net for the corners again with the plate level and LOOK_PLATE pixels wide."""
        to_look = look_matrix(find.quad)
        maps = self._maps(warp(picture, to_look, LOOK_WIDTH, LOOK_HEIGHT))
        rows, columns = np.mgrid[0:maps.shape[1], 0:maps.shape[2]]
        away = ((columns + .5) * STRIDE - LOOK_WIDTH / 2) ** 2 + ((rows + .5) * STRIDE - LOOK_HEIGHT / 2) ** 2
        r, c = np.unravel_index((maps[0] * np.exp(-away / (2 * LOOK_NEAR ** 2))).argmax(), maps[0].shape)
        again = float(maps[0, r, c])
        if again > SECOND_SCORE:
            quad = cv2.perspectiveTransform(corners(maps, r, c)[None], np.linalg.inv(to_look))[0]
            if overlap(quad, find.quad) > OVERLAP:
                return Find(max(find.score, again), quad)
        return Find(find.score * .5, find.quad)

    def _maps(self, picture):
        self.net.setInput(np.float32(picture.transpose(2, 0, 1)[None]) / 255)
        return self.net.forward()[0]


def levels(width):
    """The scales a picture is searched at: half size (or smaller, for very wide pictures) and half of that."""
    first = min(.5, LARGEST_LEVEL / width)
    return first, first / 2


def corners(maps, row, column):
    return (maps[1:, row, column].astype(np.float64).reshape(4, 2) + [column + .5, row + .5]) * STRIDE


def look_matrix(quad):
    """Turns the plate level, scales it to LOOK_PLATE wide and puts it in the middle of the second look."""
    middle, along = quad.mean(0), (quad[1] + quad[2] - quad[0] - quad[3]) / 2
    length = max(1.0, float(np.linalg.norm(along)))
    k, (c, s) = LOOK_PLATE / length, along / length
    turn = k * np.array([[c, s], [-s, c]])
    matrix = np.eye(3)
    matrix[:2, :2], matrix[:2, 2] = turn, np.array([LOOK_WIDTH / 2, LOOK_HEIGHT / 2]) - turn @ middle
    return matrix


def without_doubles(finds):
    """Keeps the best of the finds that cover each other."""
    kept = []
    for find in sorted(finds, key=lambda f: -f.score):
        if all(overlap(find.quad, k.quad) < OVERLAP for k in kept):
            kept.append(find)
    return kept


def overlap(a, b):
    """Intersection over union of the upright boxes around two quads (or of boxes given as two corners)."""
    low, high = np.maximum(a.min(0), b.min(0)), np.minimum(a.max(0), b.max(0))
    if (high <= low).any():
        return 0.0
    shared = np.prod(high - low)
    return float(shared / (np.prod(np.ptp(a, 0)) + np.prod(np.ptp(b, 0)) - shared))
