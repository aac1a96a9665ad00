"""What a camera does to a batch of pictures, on any device of PyTorch: view, blur, light, noise and JPEG.

The drawing of one picture costs a processor as much as a hundred of these: a training on a graphics card films each
drawing many times, every time otherwise.
"""
import functools

import numpy as np
import torch
from torch.nn import functional

KERNEL = 9  # pixels a side of a smear
# The table of the JPEG standard for luminance.
_TABLE = [[16, 11, 10, 16, 24, 40, 51, 61], [12, 12, 14, 19, 26, 58, 60, 55], [14, 13, 16, 24, 40, 57, 69, 56],
          [14, 17, 22, 29, 51, 87, 80, 62], [18, 22, 37, 56, 68, 109, 103, 77], [24, 35, 55, 64, 81, 104, 113, 92],
          [49, 64, 78, 87, 103, 121, 120, 101], [72, 92, 95, 98, 112, 100, 103, 99]]


def uniform(low, high, count, device):
    return torch.rand(count, device=device) * (high - low) + low


def some(share, count, device):
    """True for each with the given chance."""
    return torch.rand(count, device=device) < share


def homographies(source, target):
    """The n matrices of 3 x 3 that lay n quads (n x 4 x 2) on n others."""
    x, y, u, v = source[..., 0], source[..., 1], target[..., 0], target[..., 1]
    one, none = torch.ones_like(x), torch.zeros_like(x)
    rows = torch.cat([torch.stack([x, y, one, none, none, none, -u * x, -u * y], 2),
                      torch.stack([none, none, none, x, y, one, -v * x, -v * y], 2)], 1)
    solved = torch.linalg.solve(rows.double(), torch.cat([u, v], 1).double()[..., None])[..., 0]
    return torch.cat([solved, torch.ones_like(solved[:, :1])], 1).view(-1, 3, 3).float()


def mapped(matrices, points):
    """Points (n x k x 2) through n matrices."""
    out = torch.cat([points, torch.ones_like(points[..., :1])], 2) @ matrices.transpose(1, 2)
    return out[..., :2] / out[..., 2:]


def seen(pictures, to_picture, width, height):
    """Pictures (n x c x h x w) sampled at the middles of width x height pixels, through matrices from there to them."""
    device = pictures.device
    x, y = torch.meshgrid(torch.arange(width, device=device) + .5, torch.arange(height, device=device) + .5, indexing="xy")
    points = mapped(to_picture, torch.stack([x, y], 2).view(1, -1, 2).expand(len(pictures), -1, -1))
    size = torch.tensor([pictures.shape[3], pictures.shape[2]], device=device)
    grid = (points * 2 / size - 1).view(-1, height, width, 2)
    return functional.grid_sample(pictures, grid, padding_mode="border", align_corners=False)


def softened(pictures, across, down):
    """A bell of the given spreads (pixels) over all of them, as lens and sampling do before a picture is made smaller."""
    for spread, shape in ((across, (1, 1, 1, -1)), (down, (1, 1, -1, 1))):
        reach = int(np.ceil(2.5 * spread))
        if reach < 1 or spread < .2:
            continue
        bell = torch.exp(-.5 * (torch.arange(-reach, reach + 1, device=pictures.device) / spread) ** 2)
        bell = (bell / bell.sum()).view(shape).to(pictures.dtype).repeat(pictures.shape[1], 1, 1, 1)
        sides = (reach, reach, 0, 0) if shape[3] == -1 else (0, 0, reach, reach)
        pictures = functional.conv2d(functional.pad(pictures, sides, mode="replicate"), bell, groups=pictures.shape[1])
    return pictures


def smears(spread, length, angle):
    """n kernels: bells of a spread (pixels), or lines of a length at an angle (radians) where the length is over 0."""
    half = KERNEL // 2
    at = torch.arange(-half, half + 1, device=spread.device, dtype=torch.float32)
    x, y = at[None, None, :], at[None, :, None]
    spread, length, angle = (v[:, None, None] for v in (spread, length, angle))
    bell = torch.exp(-(x ** 2 + y ** 2) / (2 * spread.clamp_min(.05) ** 2))
    along, aside = x * angle.cos() + y * angle.sin(), y * angle.cos() - x * angle.sin()
    line = (length / 2 + .5 - along.abs()).clamp(0, 1) * (1 - aside.abs()).clamp(0, 1)
    kernel = torch.where(length > 0, line, bell)
    return kernel / kernel.sum((1, 2), keepdim=True)


def smeared(pictures, kernels):
    """Each picture through its own kernel."""
    n, c, h, w = pictures.shape
    half = KERNEL // 2
    flat = functional.pad(pictures, (half,) * 4, mode="replicate").reshape(1, n * c, h + 2 * half, w + 2 * half)
    return functional.conv2d(flat, kernels.repeat_interleave(c, 0)[:, None], groups=n * c).view(n, c, h, w)


def spots(n, height, width, spread, device):
    """A round bell of height 1 somewhere in each; `spread` is one per picture, in pixels."""
    x, y = torch.arange(width, device=device) + .5, torch.arange(height, device=device) + .5
    x = torch.exp(-((x - torch.rand(n, 1, device=device) * width) ** 2) / (2 * spread[:, None] ** 2))
    y = torch.exp(-((y - torch.rand(n, 1, device=device) * height) ** 2) / (2 * spread[:, None] ** 2))
    return (y[:, :, None] * x[:, None, :])[:, None]


def jpeg(pictures, quality):
    """Pictures of 0..255 after a round through JPEG, each channel as luminance; one quality (1..100) per picture."""
    n, c, h, w = pictures.shape
    waves, table = _jpeg(str(pictures.device))
    scale = torch.where(quality < 50, 50 / quality, 2 - quality / 50)
    steps = (table[None] * scale[:, None, None]).round().clamp(1, 255)[:, None, None, None]
    padded = functional.pad(pictures, (0, -w % 8, 0, -h % 8), mode="replicate") - 128
    blocks = padded.view(n, c, padded.shape[2] // 8, 8, padded.shape[3] // 8, 8).transpose(3, 4)
    kept = (waves @ blocks @ waves.T / steps).round() * steps
    back = (waves.T @ kept @ waves).transpose(3, 4).reshape(padded.shape)
    return (back[:, :, :h, :w] + 128).clamp(0, 255)


@functools.cache
def _jpeg(device):
    k, x = torch.meshgrid(torch.arange(8.), torch.arange(8.), indexing="ij")
    waves = torch.cos((2 * x + 1) * k * np.pi / 16) * .5
    waves[0] *= .5 ** .5
    return waves.to(device), torch.tensor(_TABLE, dtype=torch.float32, device=device)
