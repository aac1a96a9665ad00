"""Light, weather, lens and camera: what happens to a scene before the net sees it."""
import cv2
import numpy as np

from painting import grain


def expose(picture, plates, r):
    """A float BGR scene as a camera might deliver it (uint8); `plates` are the quads headlights may shine on."""
    which = r.random()
    if which < .15:
        picture = _night(picture, plates, r)
    elif which < .35:
        picture = _hard_shadows(picture, r)
    elif which < .42:
        picture = _glare(picture, r)
    if r.random() < .08:
        picture = rain(picture, r)
    picture = _lens(picture, r)
    picture = picture * np.float32([r.uniform(.8, 1.2) for _ in range(3)]) * r.uniform(.55, 1.25) + r.uniform(-15, 40)
    if r.random() < .3:
        picture = 255 * (np.clip(picture, 0, 255) / 255) ** r.uniform(.6, 1.6)
    height, width = picture.shape[:2]
    picture = picture + grain(r, height, width, r.choice([1, 3])) * r.choice([0, 2, 4, r.uniform(0, 14)])
    picture = np.clip(picture, 0, 255).astype(np.uint8)
    which = r.random()
    return jpeg(picture, r.randint(30, 90)) if which < .45 else film_blocks(picture, r) if which < .53 else picture


def jpeg(picture, quality):
    """The picture after a round through JPEG."""
    flag = cv2.IMREAD_COLOR if picture.ndim == 3 else cv2.IMREAD_GRAYSCALE
    return cv2.imdecode(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], flag)


def motion(picture, length, angle):
    """Smears a picture over `length` pixels in the direction `angle` (degrees)."""
    kernel = np.zeros((length, length), np.float32)
    kernel[length // 2] = 1 / length
    turn = cv2.getRotationMatrix2D((length / 2 - .5, length / 2 - .5), angle, 1)
    kernel = cv2.warpAffine(kernel, turn, (length, length))
    return cv2.filter2D(picture, -1, kernel / max(kernel.sum(), .3))


def rain(picture, r):
    """Slanted streaks and a few drops on the glass, which smear what is behind them."""
    height, width = picture.shape[:2]
    streaks = np.zeros((height, width), np.float32)
    slant, length = r.uniform(-.4, .4), height * r.uniform(.1, .5)
    for _ in range(r.randint(4, 30)):
        x, y = r.uniform(0, width), r.uniform(-length, height)
        cv2.line(streaks, (int(x), int(y)), (int(x + slant * length), int(y + length)), r.uniform(.1, .5), 1, cv2.LINE_AA)
    wet = streaks if picture.ndim == 2 else streaks[..., None]
    picture = np.float32(picture * (1 - wet) + r.uniform(120, 230) * wet)
    for _ in range(r.choice([0, 0, 1, 2])):
        drop = glow(height, width, (r.uniform(0, width), r.uniform(0, height)), r.uniform(.04, .15) * max(height, width))
        drop = drop if picture.ndim == 2 else drop[..., None]
        picture = picture * (1 - drop) + cv2.GaussianBlur(picture, (0, 0), r.uniform(1, 3)) * drop
    return picture


def film_blocks(picture, r):
    """Coarse film compression: large blocks that keep little but their lowest waves, then the decoder's smoothing."""
    height, width = picture.shape[:2]
    scale = r.uniform(.55, .9)
    small = cv2.resize(picture, (max(8, int(width * scale)), max(8, int(height * scale))), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(jpeg(small, r.randint(18, 45)), (0, 0), r.uniform(.3, .7))
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)


def glow(height, width, centre, spread):
    """A round spot of height 1."""
    y, x = np.ogrid[0:height, 0:width]
    across = np.exp(-((x - centre[0]) ** 2) / (2 * spread ** 2)).astype(np.float32)
    return np.exp(-((y - centre[1]) ** 2) / (2 * spread ** 2)).astype(np.float32) * across


def _night(picture, plates, r):
    height, width = picture.shape[:2]
    picture = picture * r.uniform(.2, .55)
    for _ in range(r.randint(0, 5)):
        lamp = glow(height, width, (r.uniform(0, width), r.uniform(0, height)), r.uniform(3, 30)) * r.uniform(80, 400)
        picture = picture + lamp[..., None] * np.float32([r.uniform(.5, 1), r.uniform(.7, 1), 1])
    if len(plates) and r.random() < .5:  # an infrared lamp or headlights on the plate
        for quad in plates:
            reach = np.linalg.norm(quad[1] - quad[0]) * r.uniform(.5, 1.5)
            picture = picture * (1 + r.uniform(.5, 3) * glow(height, width, quad.mean(0), reach))[..., None]
    return picture


def _hard_shadows(picture, r):
    height, width = picture.shape[:2]
    shade = np.ones((height, width), np.float32)
    for _ in range(r.randint(1, 3)):
        x, y = r.uniform(0, width), r.uniform(0, height)
        corners = [[x + r.uniform(-200, 200), y + r.uniform(-150, 150)] for _ in range(4)]
        cv2.fillPoly(shade, [np.int32(corners)], r.uniform(.35, .7))
    return picture * cv2.GaussianBlur(shade, (0, 0), r.uniform(.5, 5))[..., None]


def _glare(picture, r):
    height, width = picture.shape[:2]
    centre = r.uniform(0, width), r.uniform(0, height)
    return picture + (r.uniform(40, 220) * glow(height, width, centre, r.uniform(15, 90)))[..., None]


def _lens(picture, r):
    which = r.random()
    if which < .12:
        return motion(picture, r.choice([3, 5, 7]), r.choice([0, 90, r.uniform(0, 180)]))
    if which < .55:
        return cv2.GaussianBlur(picture, (0, 0), r.uniform(.35, 1.1))
    if which < .65:  # sharpened by the camera
        return picture + r.uniform(.3, 1) * (picture - cv2.GaussianBlur(picture, (0, 0), 1))
    return picture
