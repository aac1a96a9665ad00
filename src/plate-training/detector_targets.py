"""What the detector should answer for a scene, and how wrong it is."""
import random

import numpy as np
import torch
from torch.nn import functional

from nets import STRIDE

WIDTH, HEIGHT = 320, 192         # of the window cut out of a scene
WHOLE = .93                      # a plate with less of its area in the window is ignored
UNSURE = .5                      # mask value of ground that may hold an unlabelled plate
CENTRE_REACH = .3                # heat from which a cell answers for a plate's corners


def window(scene):
    """A random window of a scene as net input and its targets (heat, mask, corners, corner weights)."""
    height, width = scene.picture.shape[:2]
    x, y = random.randint(0, width - WIDTH), random.randint(0, height - HEIGHT)
    corner = np.float32([x, y])
    plates, weights, ignored = [], [], [q - corner for q in scene.ignored]
    for quad, weight in zip(scene.plates, scene.weights):
        quad = quad - corner
        inside = _area(np.clip(quad, 0, [WIDTH - 1, HEIGHT - 1]))
        if inside > WHOLE * _area(quad):
            plates.append(quad)
            weights.append(weight)
        elif inside > 0:
            ignored.append(quad)
    picture = _recoloured(scene.picture[y:y + HEIGHT, x:x + WIDTH])
    return picture.transpose(2, 0, 1) / 255, targets(plates, weights, ignored, scene.unsure)


def targets(plates, weights, ignored, unsure, width=WIDTH, height=HEIGHT):
    """Heat 0..1; mask 0 where nothing is asked; corner offsets in cells and the weight of their errors."""
    rows, columns = height // STRIDE, width // STRIDE
    x, y = np.meshgrid(np.arange(columns) + .5, np.arange(rows) + .5)
    heat, mask = np.zeros((rows, columns), np.float32), np.ones((rows, columns), np.float32)
    corners, trust = np.zeros((8, rows, columns), np.float32), np.zeros((rows, columns), np.float32)
    for quad in ignored:
        x0, y0 = np.clip(np.floor(quad.min(0) / STRIDE).astype(int) - 1, 0, None)
        x1, y1 = np.clip(np.ceil(quad.max(0) / STRIDE).astype(int) + 1, 0, None)
        mask[y0:y1, x0:x1] = 0
    for quad, weight in zip(plates, weights):
        quad = quad / STRIDE
        column, row = quad.mean(0).astype(int)
        if not (0 <= column < columns and 0 <= row < rows):
            continue
        blob, half_height = _blob(quad, x, y)
        blob[row, column] = 1
        heat = np.maximum(heat, blob)
        near = (blob > CENTRE_REACH) & (blob > trust * (half_height + .4))
        trust[near] = (blob / (half_height + .4))[near] * weight  # an error counts in plate heights
        for k in range(4):
            corners[2 * k][near] = (quad[k, 0] - x)[near]
            corners[2 * k + 1][near] = (quad[k, 1] - y)[near]
    if unsure:
        mask[(heat < .05) & (mask > 0)] = UNSURE
    return heat, mask, corners, trust


def loss(answers, heat, mask, corners, trust):
    """Loss of the heat (focal, as for centre points) and of the corners."""
    missed, invented, centre = _of_heat(answers, heat, mask)
    off = functional.smooth_l1_loss(answers[:, 1:] * trust[:, None], corners * trust[:, None], reduction="none", beta=.05)
    return -(missed + invented).sum() / (centre.sum() + 1), off.sum() / ((trust > 0).sum() + 1)


def wrong(answers, heat, mask):
    """How wrong the heat of each window is."""
    missed, invented, centre = _of_heat(answers, heat, mask)
    return -(missed + invented).sum((1, 2)) / (centre.sum((1, 2)) + 1)


def _of_heat(answers, heat, mask):
    p = torch.sigmoid(answers[:, 0]).clamp(1e-4, 1 - 1e-4)
    centre = (heat >= 1).float()
    found_unlabelled = (mask == UNSURE) & (p > .4)
    mask = torch.where(found_unlabelled, torch.zeros_like(mask), mask.ceil())
    missed = centre * (1 - p) ** 2 * p.log()
    invented = (1 - centre) * mask * (1 - heat) ** 4 * p ** 2 * (1 - p).log()
    return missed, invented, centre


def _blob(quad, x, y):
    """A bell over the plate, as wide and slanted as the plate, and half the plate's height."""
    u, v = (quad[1] + quad[2] - quad[0] - quad[3]) / 4, (quad[3] + quad[2] - quad[0] - quad[1]) / 4
    half_width, half_height = np.linalg.norm(u), np.linalg.norm(v)
    dx, dy = x - quad[:, 0].mean(), y - quad[:, 1].mean()
    along, across = (dx * u[0] + dy * u[1]) / half_width, (dx * v[0] + dy * v[1]) / half_height
    bell = (along / max(.6, .2 * half_width)) ** 2 + (across / max(.6, .35 * half_height)) ** 2
    return np.exp(-.5 * bell).astype(np.float32), half_height


def _recoloured(picture):
    picture = picture.astype(np.float32)
    if random.random() < .25:
        picture = np.repeat((picture @ np.float32([.114, .587, .299]))[..., None], 3, 2)
    tint = np.float32([random.uniform(.85, 1.15) for _ in range(3)]) * random.uniform(.7, 1.25)
    return np.clip(picture * tint, 0, 255)


def _area(quad):
    x, y = quad[:, 0], quad[:, 1]
    return .5 * abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))
