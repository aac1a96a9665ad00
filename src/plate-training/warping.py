"""The one picture sampler of finding and reading; the edge has the same in C#."""
import cv2
import numpy as np


def warp(picture, to_output, width, height, border=cv2.BORDER_REPLICATE, fill=0):
    """Resamples `picture` to width x height through the 3 x 3 matrix `to_output` (source to output, pixel edges at
    whole numbers). Every output pixel is the mean of n x n bilinear samples, n being the shrink factor at the middle
    of the output, rounded up and at most 4, so small output shows no aliasing."""
    n = sub_samples(to_output, width, height)
    # cv2 counts from pixel middles, the matrix from pixel edges: shift by half a pixel on both sides
    half = np.array([[1, 0, .5], [0, 1, .5], [0, 0, 1]])
    finer = np.diag([n, n, 1.0])
    matrix = np.linalg.inv(half) @ finer @ to_output @ half
    out = cv2.warpPerspective(picture, matrix, (width * n, height * n), flags=cv2.INTER_LINEAR, borderMode=border,
                              borderValue=(fill,) * 4)
    return out if n == 1 else cv2.resize(out, (width, height), interpolation=cv2.INTER_AREA)


def sub_samples(to_output, width, height):
    """How many samples a side each output pixel needs: the length one output pixel has in the source, rounded up."""
    back = np.linalg.inv(to_output)
    middle, right, below = (_mapped(back, x, y) for x, y in
                            ((width / 2, height / 2), (width / 2 + 1, height / 2), (width / 2, height / 2 + 1)))
    longest = max(np.linalg.norm(right - middle), np.linalg.norm(below - middle))
    return int(np.clip(np.ceil(longest - .25), 1, 4))


def quad_to_rectangle(quad, width, height):
    """The 3 x 3 matrix that lays four corners (clockwise from the top left) on a width x height rectangle."""
    return cv2.getPerspectiveTransform(np.float32(quad), np.float32([[0, 0], [width, 0], [width, height], [0, height]]))


def _mapped(matrix, x, y):
    p = matrix @ (x, y, 1.0)
    return p[:2] / p[2]
