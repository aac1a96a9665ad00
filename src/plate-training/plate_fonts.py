"""The typefaces plates are drawn in: plain bold sans faces out of Debian's font packages, installed with apt."""
import functools
import glob
import os

import numpy as np
from PIL import Image, ImageDraw, ImageFont

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "font-packages.txt"), encoding="ascii") as _list:
    PACKAGES = _list.read().split()

CAP_HEIGHT = 96  # pixels of a capital in a glyph mask
_HEAVY = ("Bold", "Medium", "SemiBold", "Demi", "Black", "Heavy", "-bold", "routed-gothic", "RG2014", "DIN")
_UNFIT = ("Italic", "italic", "Oblique", "Serif", "Slab", "Tinos", "Emoji", "C059", "Roman", "P052", "Bookman",
          "Chancery", "Math", "Symbol", "Dingbats", "Wide", "Extended")
_NOTO = ("NotoSans-Bold.ttf", "NotoSans-CondensedBold.ttf", "NotoSans-SemiCondensedBold.ttf", "NotoSans-Medium.ttf")
_NARROW = ("RG2014", "routed", "DIN", "Narrow", "Cond")  # the nearest to plates: all their weights are kept
_PER_FAMILY = 3


@functools.cache
def fonts():
    """Paths of the faces fit for plates; raises if the font packages are missing."""
    kept, per_family = [], {}
    for path in sorted(glob.glob("/usr/share/fonts/**/*.[to]tf", recursive=True)):
        name = os.path.basename(path)
        if not _fit(path, name):
            continue
        family = name[:5]  # a family counts by its shapes, not by its number of weights
        per_family[family] = per_family.get(family, 0) + 1
        if per_family[family] <= _PER_FAMILY or any(k in name for k in _NARROW):
            kept.append(path)
    if len(kept) < 12:
        raise RuntimeError(f"found {len(kept)} fonts fit for plates, expected 12 or more: "
                           f"apt-get install {' '.join(PACKAGES)}")
    return kept


@functools.cache
def glyph(path, character):
    """Mask of one character, as wide as its ink and a little higher than CAP_HEIGHT."""
    font = _sized(path)
    left, _, right, _ = font.getbbox(character)
    _, top, _, bottom = font.getbbox("H")
    mask = Image.new("L", (max(3, right - left), bottom - top + 4), 0)
    ImageDraw.Draw(mask).text((-left, -top + 2), character, fill=255, font=font)
    return np.array(mask)


@functools.cache
def _sized(path):
    _, top, _, bottom = ImageFont.truetype(path, 100).getbbox("H")
    return ImageFont.truetype(path, max(20, int(100 * CAP_HEIGHT / max(20, bottom - top))))


def _fit(path, name):
    if not any(k in name for k in _HEAVY) or any(k in path for k in _UNFIT):
        return False
    if "noto" in path and name not in _NOTO:
        return False
    try:
        font = ImageFont.truetype(path, 40)
        return _has_plain_nought(font) and font.getmask("8").getbbox() != font.getmask("Q").getbbox()
    except OSError:
        return False


def _has_plain_nought(font):
    """No plate has a dot or a slash in its nought."""
    mask = font.getmask("0")
    ink = np.array(mask, np.uint8).reshape(mask.size[::-1])
    height, width = ink.shape
    return ink[int(height * .4):int(height * .6), int(width * .42):int(width * .58) + 1].max() <= 90
