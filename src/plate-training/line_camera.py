"""Films the sheets of LineDrawer.sheet() as the reader gets its lines, a batch at a time on any device of PyTorch."""
import random

import numpy as np
import torch
from torch.nn import functional

from filming import homographies, jpeg, seen, smeared, smears, softened, some, spots, uniform
from plate_reading import HEIGHT, WIDTH
from reader_lines import SHEET_PLACE

WIDTHS, TINY = (42, 230), (28, 50)  # pixels of a plate in the frame, and of some that can hardly be read
TINY_SHARE = .12
SHAPES = 2.4, 5.2       # how many times as wide as high a line is
UPRIGHT = .08           # share that is cut as an upright box


def filmed(sheets):
    """Lines (n x HEIGHT x WIDTH, 0..255) of n sheets; all of a batch in one resolution, so keep batches small."""
    n, device = len(sheets), sheets.device
    across = int(np.exp(random.uniform(*np.log(TINY if random.random() < TINY_SHARE else WIDTHS))))
    shape = random.uniform(*SHAPES) if random.random() < .5 else random.uniform(3.6, 5)
    high = max(8, round(across / shape))
    pictures = softened(sheets[:, None].float(), .42 * SHEET_PLACE[2] / across, .42 * SHEET_PLACE[3] / high)
    lines = seen(pictures, _to_sheet(n, shape, across, high, device), across, high)
    lines = _exposed(_blurred(lines, across))
    packed = some(.35, n, device)[:, None, None, None]
    lines = torch.where(packed, jpeg(lines, uniform(25, 85, n, device)), lines)
    how = random.choice(["bilinear", "bicubic", "area"])
    size = {"size": (HEIGHT, WIDTH), "mode": how} | ({} if how == "area" else {"align_corners": False})
    return functional.interpolate(lines, **size)[:, 0].clamp(0, 255)


def varied(lines):
    """Lines as net input, sometimes inverted, noisier or shifted."""
    n, device = len(lines), lines.device
    x = (lines - lines.mean((1, 2), keepdim=True)) / (lines.std((1, 2), unbiased=False, keepdim=True) + 8)
    x = x * torch.where(some(.08, n, device), -1.0, 1.0)[:, None, None]
    x = x + torch.randn_like(x) * (some(.3, n, device) * uniform(0, .3, n, device))[:, None, None]
    shift = torch.stack([torch.randint(-1, 2, (n,), device=device), torch.randint(-3, 4, (n,), device=device)], 1)
    shift = shift * some(.3, n, device)[:, None]
    rows = (torch.arange(HEIGHT, device=device) - shift[:, :1]) % HEIGHT
    columns = (torch.arange(WIDTH, device=device) - shift[:, 1:]) % WIDTH
    return x[torch.arange(n, device=device)[:, None, None], rows[:, :, None], columns[:, None, :]][:, None]


def _to_sheet(n, shape, across, high, device):
    """Matrices from the pixels of the line to those of its sheet: the view, and the cut with its errors."""
    around = torch.tensor([[0, 0], [1, 0], [1, 1], [0, 1]], device=device, dtype=torch.float32)
    size = torch.tensor([shape, 1.0], device=device)
    bare = (around * size).expand(n, 4, 2)
    place = torch.tensor(SHEET_PLACE[:2], device=device) + around * torch.tensor(SHEET_PLACE[2:], device=device)
    view = _viewed(bare, size)
    cut = _cut(view, size)
    pixels = (around * torch.tensor([across, high], device=device)).expand(n, 4, 2)
    return homographies(view, place.expand(n, 4, 2)) @ homographies(pixels, cut)


def _viewed(quads, size):
    """The corners after perspective, rotation and shear of the whole."""
    n, device = len(quads), quads.device
    strength = torch.rand(n, 1, 1, device=device)
    bend = torch.tensor([.05, .22], device=device) * size
    quads = quads + (torch.rand(n, 4, 2, device=device) * 2 - 1) * bend * strength
    strength = strength[:, 0, 0]
    angle, lean = uniform(-.245, .245, n, device) * strength, uniform(-.25, .25, n, device) * strength
    turn = torch.stack([torch.stack([angle.cos(), lean - angle.sin()], 1), torch.stack([angle.sin(), angle.cos()], 1)], 1)
    middle = quads.mean(1, keepdim=True)
    return (quads - middle) @ turn.transpose(1, 2) + middle


def _cut(view, size):
    """Mostly the detector's corners with small errors and a margin, sometimes an upright box."""
    n, device = len(view), view.device
    (x0, y0), (x1, y1) = view.amin(1).T, view.amax(1).T
    box = torch.stack([torch.stack(c, 1) for c in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))], 1)
    quads = torch.where(some(UPRIGHT, n, device)[:, None, None], box, view)
    middle = quads.mean(1, keepdim=True)
    wide = some(.6, n, device)
    margins = torch.stack([torch.where(wide, uniform(1, 1.22, n, device), uniform(.98, 1.06, n, device)),
                           torch.where(wide, uniform(1, 1.3, n, device), uniform(.95, 1.15, n, device))], 1)
    quads = (quads - middle) * margins[:, None] + middle
    error = torch.tensor([.3, .6, 1, 1.4], device=device)[torch.randint(4, (n, 1, 1), device=device)]
    each, whole = torch.tensor([.014, .05], device=device) * size, torch.tensor([.012, .03], device=device) * size
    return quads + (torch.randn(n, 4, 2, device=device) * each + torch.randn(n, 1, 2, device=device) * whole) * error


def _blurred(lines, across):
    n, device = len(lines), lines.device
    which = torch.rand(n, device=device)
    most = 3 if across <= 60 else 5 if across <= 110 else 8
    length = torch.where(which < .24, uniform(2, most, n, device), torch.zeros(n, device=device))
    angle = torch.where(some(.5, n, device), torch.zeros(n, device=device), uniform(-.6, .6, n, device))
    angle = torch.where(some(.2, n, device), torch.full_like(angle, np.pi / 2), angle)
    spread = torch.where(which < .58, uniform(.3, 1.2, n, device) * float(np.clip(across / 140, .3, 1.3)), torch.zeros(n, device=device))
    lines = smeared(lines, smears(spread, length, angle))
    sharper = (some(.08, n, device) * uniform(.4, 1.4, n, device))[:, None, None, None]
    return lines + sharper * (lines - softened(lines, 1.2, 1.2))


def _exposed(lines):
    n, _, high, across = lines.shape
    device, gain = lines.device, uniform(.3, 1.15, n, lines.device)
    patches = torch.rand(n, 1, random.randint(2, 3), random.randint(3, 7), device=device)
    left = (functional.interpolate(patches, (high, across), mode="bicubic", align_corners=False) + .25).clamp(.2, 1)
    left = torch.where(some(.2, n, device)[:, None, None, None], left, torch.ones_like(left))
    ground = torch.quantile(lines.flatten(1), random.choice([.6, .85]), 1)[:, None, None, None]
    lines = ground * (1 - left) + lines * left
    lines = lines * gain[:, None, None, None] + uniform(-12, 50, n, device)[:, None, None, None]
    shine = some(.06, n, device) * uniform(60, 220, n, device)
    lines = lines + spots(n, high, across, torch.full((n,), across * .18, device=device), device) * shine[:, None, None, None]
    noise = torch.tensor([0., 2, 4, 9], device=device)[torch.randint(4, (n,), device=device)] * (gain + .1).clamp_max(1)
    noise = torch.where(some(.15, n, device), noise * 1.5, noise)
    return (lines + torch.randn_like(lines) * noise[:, None, None, None]).clamp(0, 255).round()
