"""Windows of real frames as scenes for the detector, some with drawn plates laid over the real ones."""
import cv2
import numpy as np

from painting import paste, rectangle
from real_frames import tight_corners
from scenes import HEIGHT, WIDTH, Scene, can_be_seen, large_enough
from weather import expose

OVERLAID = .6               # share of windows in which drawn plates cover the real ones: their corners are exact
LOOSE_WEIGHT = .35          # trust in corners that come from a box
PLATE_WIDTHS = 16, 200      # pixels of the plate a window is chosen around
SCALES = .32, 1.6
SURE_SCALE = .5             # below it, plates too small to have been labelled are too small to be found


def real_scene(r, frames, drawer):
    """One window of a real frame; `drawer` (a SceneDrawer) lends the drawn plates."""
    name = r.choice(frames.names)
    picture, boxes = frames.picture(name), [p.box for p in frames.plates[name]]
    corner, scale = _window(picture, r.choice(boxes), r)
    window = _cut(picture, corner, scale)
    quads = [q for q in ((tight_corners(b) - corner) * scale for b in boxes)
             if q[1, 0] > 0 and q[0, 0] < WIDTH and q[2, 1] > 0 and q[0, 1] < HEIGHT]
    overlaid = r.random() < OVERLAID
    if overlaid:
        if r.random() < .5:
            window, quads = np.ascontiguousarray(window[:, ::-1]), [_mirrored(q) for q in quads]
        quads = [_lay_over(window, np.float32(q), drawer.plate(), r) for q in quads]
    plates = [q for q in quads if large_enough(q)]
    window = expose(window, plates, r) if r.random() < .65 else np.clip(window, 0, 255).astype(np.uint8)
    plates = [q for q in plates if can_be_seen(window, q)]
    ignored = [q for q in quads if not any(q is p for p in plates)]
    return Scene(window, plates, ignored, [1.0 if overlaid else LOOSE_WEIGHT] * len(plates), scale > SURE_SCALE)


def _window(picture, box, r):
    """Upper left corner and scale of a window around a plate, sometimes somewhere else."""
    height, width = picture.shape[:2]
    wished = np.exp(r.uniform(*np.log(PLATE_WIDTHS))) / (box[2] - box[0])
    scale = float(np.clip(wished, max(SCALES[0], WIDTH / width, HEIGHT / height), SCALES[1]))
    room = np.float64([width - WIDTH / scale, height - HEIGHT / scale])
    if r.random() < .15:
        middle = np.float64([r.uniform(0, width), r.uniform(0, height)])
    else:
        middle = np.float64([box[0] + box[2], box[1] + box[3]]) / 2
    inside = np.float64([r.uniform(.12, .88) * WIDTH, r.uniform(.12, .88) * HEIGHT]) / scale
    return np.clip(middle - inside, 0, room), scale


def _cut(picture, corner, scale):
    if scale < .75:
        picture = cv2.GaussianBlur(picture, (0, 0), .4 / scale)
    matrix = np.float64([[scale, 0, -scale * corner[0]], [0, scale, -scale * corner[1]]])
    return cv2.warpAffine(picture, matrix, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE).astype(np.float32)


def _mirrored(quad):
    return np.float32([[WIDTH - quad[k, 0], quad[k, 1]] for k in (1, 0, 3, 2)])


def _lay_over(window, quad, plate, r):
    """Pastes a drawn plate, as bright as the real one, over it; returns its corners."""
    size, middle = np.float32([quad[1, 0] - quad[0, 0], quad[2, 1] - quad[1, 1]]), quad.mean(0)
    height, width = plate.picture.shape[:2]
    light = brightness(window, quad) / max(90, np.percentile(plate.picture, 88)) * r.uniform(.85, 1.2)
    face = plate.picture.astype(np.float32) * np.float32(light)
    over = size * np.float32([r.uniform(1, 1.12), r.uniform(1, 1.15)])
    if len(plate.lines) == 2:
        over[1] = max(over[1], over[0] * height / width * r.uniform(.8, 1))
    turn = r.uniform(-.05, .05) * size[0]
    slack = np.float32([[r.gauss(0, .012) * size[0], r.gauss(0, .03) * size[1]] for _ in range(4)])
    turned = np.float32([[0, -turn], [0, turn], [0, turn], [0, -turn]])
    target = middle + rectangle(1, 1) * over - over / 2 + turned + slack
    mask = cv2.copyMakeBorder(np.ones((height, width), np.float32), 2, 2, 2, 2, cv2.BORDER_CONSTANT)
    face = cv2.copyMakeBorder(face, 2, 2, 2, 2, cv2.BORDER_REPLICATE)
    paste(window, face, mask, rectangle(width, height) + 2, np.float32(target))
    return np.float32(target)


def brightness(picture, quad):
    """How bright the ground of a plate is."""
    x0, y0 = np.maximum(quad.min(0).astype(int), 0)
    x1, y1 = np.maximum(quad.max(0).astype(int) + 1, [x0 + 1, y0 + 1])
    part = picture[y0:y1, x0:x1]
    return float(np.percentile(part, 88)) if part.size else 128.0
