"""Films kept scenes as the detector gets its windows, with what it should answer, a batch at a time on any device of PyTorch.

The same as detector_targets.window and detector_targets.targets, for a batch: a training on a graphics card takes each
drawn scene many times, every time at another size, a little turned, and in other light.
"""
import random

import numpy as np
import torch

from detector_targets import CENTRE_REACH, UNSURE, WHOLE
from filming import jpeg, mapped, seen, smeared, smears, softened, some, uniform
from nets import STRIDE
from scenes import HEIGHT, SMALLEST, WIDTH

MOST = 8  # plates of a scene that are kept, and quads to ignore
# Share, size of the window, and how large the scene is in it.
VIEWS = [(.45, (320, 192), 1.0), (.2, (256, 160), .75), (.2, (192, 112), .55), (.15, (320, 192), 1.5)]


def packed(scene):
    """A scene as arrays of fixed size: picture, plates, weights (0: none), ignored (all 0: none), unsure. None: too full."""
    if len(scene.plates) > MOST or len(scene.ignored) > MOST:
        return None
    plates, weights, ignored = np.zeros((MOST, 4, 2), np.float32), np.zeros(MOST, np.float32), np.zeros((MOST, 4, 2), np.float32)
    for k, (quad, weight) in enumerate(zip(scene.plates, scene.weights)):
        plates[k], weights[k] = quad, weight
    for k, quad in enumerate(scene.ignored):
        ignored[k] = quad
    return scene.picture, plates, weights, ignored, np.bool_(scene.unsure)


def windows(pictures, plates, weights, ignored, unsure):
    """(windows n x 3 x h x w, 0..1), (heat, mask, corners, trust) of n kept scenes."""
    n, device = len(pictures), pictures.device
    _, (width, height), scale = random.choices(VIEWS, [v[0] for v in VIEWS])[0]
    to_scene, to_window = _views(n, width, height, scale, device)
    x = pictures.permute(0, 3, 1, 2).float()
    if scale < 1:
        x = softened(x, .42 / scale, .42 / scale)
    x = _lit(seen(x, to_scene, width, height))
    mirrored = torch.linalg.det(to_window[:, :2, :2]) < 0
    answers = targets(_moved(to_window, plates, mirrored), weights, _moved(to_window, ignored, mirrored), unsure, width, height)
    return x / 255, answers


def _views(n, width, height, scale, device):
    """Matrices from window to scene and back: a place, a size near `scale`, a small turn, sometimes mirrored."""
    size = scale * torch.exp(uniform(-.13, .13, n, device))
    angle, lean = torch.randn(n, device=device) * .045, torch.randn(n, device=device) * .03
    flip = torch.where(some(.3, n, device), -1.0, 1.0)
    turn = torch.stack([torch.stack([angle.cos() * flip, -angle.sin() + lean], 1), torch.stack([angle.sin() * flip, angle.cos()], 1)], 1)
    turn = turn * size[:, None, None]
    room = torch.tensor([WIDTH, HEIGHT], device=device) - torch.tensor([width, height], device=device) / size[:, None]
    middle = torch.tensor([WIDTH, HEIGHT], device=device) / 2 + (torch.rand(n, 2, device=device) - .5) * room.abs()
    to_window = torch.eye(3, device=device).repeat(n, 1, 1)
    to_window[:, :2, :2] = turn
    to_window[:, :2, 2] = torch.tensor([width, height], device=device) / 2 - (turn @ middle[..., None])[..., 0]
    return torch.linalg.inv(to_window), to_window


def _moved(to_window, quads, mirrored):
    """Quads in the window, clockwise from their own top left again where the view is mirrored; none stay none."""
    n, k = quads.shape[:2]
    moved = mapped(to_window, quads.view(n, k * 4, 2)).view(n, k, 4, 2)
    moved = torch.where(mirrored[:, None, None, None], moved[:, :, [1, 0, 3, 2]], moved)
    return torch.where((quads == 0).all(3, keepdim=True).all(2, keepdim=True), torch.zeros_like(moved), moved)


def targets(plates, weights, ignored, unsure, width, height):
    """As detector_targets.targets, for a batch of plates (n x k x 4 x 2, in pixels of the window)."""
    n, device = len(plates), plates.device
    rows, columns = height // STRIDE, width // STRIDE
    y, x = torch.meshgrid(torch.arange(rows, device=device) + .5, torch.arange(columns, device=device) + .5, indexing="ij")
    heat, mask = torch.zeros(n, rows, columns, device=device), torch.ones(n, rows, columns, device=device)
    corners, trust = torch.zeros(n, 8, rows, columns, device=device), torch.zeros(n, rows, columns, device=device)
    limits = torch.tensor([width - 1., height - 1.], device=device)
    area = _area(plates)
    inside = _area(torch.minimum(plates.clamp_min(0), limits))
    wide, high = (plates[:, :, 1] - plates[:, :, 0]).norm(dim=2), (plates[:, :, 3] - plates[:, :, 0]).norm(dim=2)
    asked = (weights > 0) & (inside > WHOLE * area) & (wide >= SMALLEST[0]) & (high >= SMALLEST[1])
    half_seen = (weights > 0) & (inside > 0) & ~asked
    for quads, blank in ((ignored, (_area(ignored) > 0)), (plates, half_seen)):
        low = (quads.amin(2) / STRIDE).floor() - 1
        past = (quads.amax(2) / STRIDE).ceil() + 1
        for k in range(quads.shape[1]):
            (x0, y0), (x1, y1) = (v[:, k].T[:, :, None, None] for v in (low, past))
            hidden = blank[:, k, None, None] & (x > x0) & (x < x1) & (y > y0) & (y < y1)
            mask = torch.where(hidden, torch.zeros_like(mask), mask)
    for k in range(plates.shape[1]):
        quad = plates[:, k] / STRIDE
        middle = quad.mean(1)
        at = (x.floor() == middle[:, 0, None, None].floor()) & (y.floor() == middle[:, 1, None, None].floor())
        blob, half_height = _blob(quad, x, y)
        blob = torch.where(at, torch.ones_like(blob), blob) * asked[:, k, None, None]
        heat = torch.maximum(heat, blob)
        steep = half_height + .4
        near = (blob > CENTRE_REACH) & (blob > trust * steep)
        trust = torch.where(near, blob / steep * weights[:, k, None, None], trust)
        offsets = torch.cat([torch.stack([quad[:, c, 0, None, None] - x, quad[:, c, 1, None, None] - y], 1) for c in range(4)], 1)
        corners = torch.where(near[:, None], offsets, corners)
    doubtful = unsure[:, None, None] & (heat < .05) & (mask > 0)
    return heat, torch.where(doubtful, torch.full_like(mask, UNSURE), mask), corners, trust


def _blob(quad, x, y):
    u, v = (quad[:, 1] + quad[:, 2] - quad[:, 0] - quad[:, 3]) / 4, (quad[:, 3] + quad[:, 2] - quad[:, 0] - quad[:, 1]) / 4
    half_width, half_height = u.norm(dim=1)[:, None, None].clamp_min(1e-3), v.norm(dim=1)[:, None, None].clamp_min(1e-3)
    middle, u, v = quad.mean(1)[:, :, None, None], u[:, :, None, None], v[:, :, None, None]
    dx, dy = x - middle[:, 0], y - middle[:, 1]
    along, across = (dx * u[:, 0] + dy * u[:, 1]) / half_width, (dx * v[:, 0] + dy * v[:, 1]) / half_height
    bell = (along / (.2 * half_width).clamp_min(.6)) ** 2 + (across / (.35 * half_height).clamp_min(.6)) ** 2
    return torch.exp(-.5 * bell), half_height


def _lit(x):
    """Other colours and light, and what lens, sensor and compression add, each to some."""
    n, device = len(x), x.device
    grey = (x * torch.tensor([.114, .587, .299], device=device).view(1, 3, 1, 1)).sum(1, keepdim=True)
    x = torch.where(some(.25, n, device)[:, None, None, None], grey.expand_as(x), x)
    tint = uniform(.85, 1.15, n * 3, device).view(n, 3, 1, 1) * uniform(.7, 1.25, n, device)[:, None, None, None]
    x = (x * tint).clamp(0, 255)
    power = torch.where(some(.2, n, device), uniform(.6, 1.7, n, device), torch.ones(n, device=device))
    x = 255 * (x / 255) ** power[:, None, None, None]
    which = torch.rand(n, device=device)
    nothing = torch.zeros(n, device=device)
    length = torch.where(which < .08, uniform(2, 6, n, device), nothing)
    spread = torch.where((which >= .08) & (which < .3), uniform(.3, 1.0, n, device), nothing)
    x = smeared(x, smears(spread, length, uniform(0, np.pi, n, device) * some(.5, n, device)))
    noise = some(.35, n, device) * uniform(0, 9, n, device)
    x = (x + torch.randn_like(x) * noise[:, None, None, None]).clamp(0, 255)
    return torch.where(some(.2, n, device)[:, None, None, None], jpeg(x, uniform(30, 90, n, device)), x)


def _area(quads):
    x, y = quads[..., 0], quads[..., 1]
    return .5 * (x * y.roll(-1, -1) - y * x.roll(-1, -1)).sum(-1).abs()
