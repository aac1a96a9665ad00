"""What all drawn pictures share: colours, grain, projected views and pasting in perspective. Pictures are float BGR."""
import cv2
import numpy as np

_grain_sheet = np.random.RandomState(7).randn(600, 1400, 1).astype(np.float32)


def grain(r, height, width, channels=1):
    """Sensor noise of spread 1, cut at random out of a prepared sheet (drawing it anew is slow)."""
    sheets = []
    for _ in range(channels):
        y, x = r.randint(0, 600 - min(600, height)), r.randint(0, 1400 - min(1400, width))
        part = _grain_sheet[y:y + height, x:x + width]
        if part.shape[:2] != (height, width):
            part = cv2.resize(part, (width, height), interpolation=cv2.INTER_NEAREST)[..., None]
        sheets.append(part)
    return sheets[0] if channels == 1 else np.concatenate(sheets, 2)


def clouds(height, width, rows, columns, strength):
    """Soft noise with rows x columns lumps."""
    lumps = np.random.randn(rows, columns).astype(np.float32) * strength
    return cv2.resize(lumps, (width, height), interpolation=cv2.INTER_CUBIC)


def colour(r, low=0, high=255, grey=.5):
    """A colour between two values, near grey with the given chance."""
    if r.random() < grey:
        v = r.randint(low, high)
        return [min(255, max(0, v + r.randint(-10, 10))) for _ in range(3)]
    return [r.randint(low, high) for _ in range(3)]


def rectangle(width, height):
    """The corners of a texture, clockwise from the top left."""
    return np.float32([[0, 0], [width, 0], [width, height], [0, height]])


def random_view(r, strength=1.0):
    """A function that projects points in plate widths (x right, y down, origin the plate's centre) for a camera
    somewhere in front; `strength` scales its angles."""
    yaw = np.radians(r.uniform(-25, 25) if r.random() < .6 else r.uniform(-58, 58)) * strength
    pitch = np.radians(r.uniform(-6, 28)) * strength
    roll = np.radians(r.gauss(0, 3.5) if r.random() < .75 else r.uniform(-22, 22)) * strength
    turn = _rotation(roll, 0, 1) @ _rotation(pitch, 1, 2) @ _rotation(yaw, 2, 0)
    distance = r.uniform(5, 25)

    def project(points):
        points = np.asarray(points, np.float64)
        turned = np.c_[points, np.zeros(len(points))] @ turn.T
        return turned[:, :2] / (1 + turned[:, 2:] / distance)
    return project


def paste(picture, texture, mask, source, target):
    """Warps a texture with its mask onto a picture; source and target are four matching points."""
    span = np.linalg.norm(target[1] - target[0]) + np.linalg.norm(target[2] - target[1])
    own = np.linalg.norm(source[1] - source[0]) + np.linalg.norm(source[2] - source[1])
    shrink = span / max(own, 1e-3)
    if shrink < .75:  # shrink first, or the texture aliases
        shrink = max(shrink * 1.25, 4 / min(texture.shape[:2]))
        size = max(2, int(texture.shape[1] * shrink)), max(2, int(texture.shape[0] * shrink))
        source = source * np.float32([size[0] / texture.shape[1], size[1] / texture.shape[0]])
        texture, mask = (cv2.resize(t, size, interpolation=cv2.INTER_AREA) for t in (texture, mask))
    matrix = cv2.getPerspectiveTransform(np.float32(source), np.float32(target))
    outline = cv2.perspectiveTransform(rectangle(texture.shape[1], texture.shape[0])[None], matrix)[0]
    x0, y0 = np.maximum(np.floor(outline.min(0)).astype(int) - 1, 0)
    x1, y1 = np.minimum(np.ceil(outline.max(0)).astype(int) + 2, [picture.shape[1], picture.shape[0]])
    if x1 <= x0 or y1 <= y0:
        return
    matrix = np.array([[1, 0, -x0], [0, 1, -y0], [0, 0, 1]], np.float64) @ matrix
    size = int(x1 - x0), int(y1 - y0)
    warped = cv2.warpPerspective(texture, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    share = cv2.warpPerspective(mask, matrix, size, flags=cv2.INTER_LINEAR)[..., None]
    picture[y0:y1, x0:x1] = picture[y0:y1, x0:x1] * (1 - share) + warped * share


def _rotation(angle, first, second):
    turn = np.eye(3)
    c, s = np.cos(angle), np.sin(angle)
    turn[first, first] = turn[second, second] = c
    turn[first, second], turn[second, first] = -s, s
    return turn
