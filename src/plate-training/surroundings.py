"""Streets without cars: paving, facades, trees, and cut-outs of photographs where there are any."""
import cv2
import numpy as np

from painting import clouds, colour, grain, rectangle


class Surroundings:
    """Draws backgrounds; `photographs` are BGR pictures in which no plate can be read (may be empty)."""

    def __init__(self, photographs=()):
        self.photographs = list(photographs)

    def backdrop(self, r, width, height):
        if self.photographs and r.random() < .42:
            return self.photograph(r, width, height)
        picture = np.empty((height, width, 3), np.float32)
        horizon = int(height * r.uniform(.15, .75))
        picture[:] = colour(r, 120, 255, .7)
        if r.random() < .45:
            self._facade(picture[:horizon], r)
        elif self.photographs and r.random() < .6:
            picture[:horizon] = self.photograph(r, width, max(8, horizon))
        else:
            _trees(picture, r)
        _ground(picture, horizon, r)
        return picture

    def surface(self, r, width, height):
        """Something to stand behind a lone plate or behind glass: a cut-out or a plain uneven sheet."""
        if self.photographs and r.random() < .6:
            return self.photograph(r, width, height) * r.uniform(.2, 1)
        return np.float32(colour(r, 5, 250)) + clouds(height, width, 6, 9, 12)[..., None]

    def photograph(self, r, width, height):
        """A random cut-out of a random photograph, sometimes mirrored."""
        source = r.choice(self.photographs)
        full_height, full_width = source.shape[:2]
        w = max(16, int(min(full_width, full_height * width / height) * r.uniform(.5, 1)))
        h = min(full_height, max(10, int(w * height / width)))
        x, y = r.randint(0, full_width - w), r.randint(0, full_height - h)
        cut = cv2.resize(source[y:y + h, x:x + w], (width, height), interpolation=cv2.INTER_AREA).astype(np.float32)
        return cut[:, ::-1].copy() if r.random() < .5 else cut

    def _facade(self, wall, r):
        height, width = wall.shape[:2]
        base = np.float32(colour(r, 50, 220, 1)) * np.float32([r.uniform(.5, 1.05), r.uniform(.7, 1.05), 1])
        wall[:] = base
        if r.random() < .5:
            _brickwork(wall, base, r)
        x = r.randint(-30, 10)
        while x < width:
            w = r.randint(22, 90)
            for y in range(r.randint(-20, 10), height - 12, r.randint(40, 90)):
                self._window(wall, x, y, w, min(r.randint(24, 70), height - y - 4), r)
            x += w + r.randint(6, 40)

    def _window(self, wall, x, y, width, height, r):
        if height <= 8:
            return
        frame = colour(r, 90, 255)
        cv2.rectangle(wall, (x, y), (x + width, y + height), frame, -1)
        pane = wall[max(0, y + 2):max(0, y + height - 2), max(0, x + 2):max(0, min(wall.shape[1], x + width - 2))]
        if pane.shape[0] > 3 and pane.shape[1] > 3:
            pane[:] = self.surface(r, pane.shape[1], pane.shape[0]) * .8
        if r.random() < .5:
            cv2.line(wall, (x + width // 2, y), (x + width // 2, y + height), frame, 2)


def _brickwork(wall, base, r):
    height, width = wall.shape[:2]
    for row, y in enumerate(range(0, height, 5)):
        cv2.line(wall, (0, y), (width, y), [float(v) for v in base * r.uniform(.75, .95)], 1)
        for x in range((row % 2) * 6, width, 12):
            cv2.line(wall, (x, y), (x, y + 5), [float(v) for v in base * .85], 1)


def _trees(picture, r):
    height, width = picture.shape[:2]
    leaves = clouds(height, width, 14, 22, 1) + clouds(height, width, 60, 90, .8)
    share = np.clip((leaves + np.linspace(-1.2, 1.4, height)[:, None] * 1.2) * 2, 0, 1)[..., None]
    green = np.float32([r.randint(10, 60), r.randint(40, 120), r.randint(20, 80)])
    picture[:] = picture * (1 - share) + green * (1 + .35 * leaves[..., None]) * share


def _ground(picture, horizon, r):
    """Paving in perspective below the horizon."""
    height, width = picture.shape[:2]
    vanishing, spread = r.uniform(.2, .8) * width, r.uniform(30, 160)
    target = np.float32([[vanishing - spread, horizon], [vanishing + spread, horizon],
                         [width + r.uniform(50, 500), height], [-r.uniform(50, 500), height]])
    matrix = cv2.getPerspectiveTransform(rectangle(400, 300), target)
    ground = cv2.warpPerspective(_paving(r, 400, 300), matrix, (width, height), borderMode=cv2.BORDER_REFLECT)
    picture[horizon:] = ground[horizon:]


def _paving(r, width, height):
    """Bricks, tiles or asphalt seen from above, with painted lines."""
    base = np.float32(colour(r, 60, 190, 1)) * np.float32([r.uniform(.75, 1.05), r.uniform(.85, 1.05), 1])
    sheet = np.empty((height, width, 3), np.float32)
    sheet[:] = base
    if r.random() < .75:
        w, h = r.choice([(16, 8), (20, 10), (24, 24), (30, 12)])
        for row, y in enumerate(range(0, height, h)):
            for x in range(-(row % 2) * w // 2, width, w):
                cv2.rectangle(sheet, (x, y), (x + w - 2, y + h - 2), (base * r.uniform(.8, 1.15)).tolist(), -1)
    sheet += grain(r, height, width) * r.uniform(2, 14)
    for _ in range(r.randint(0, 3)):
        x = r.randint(0, width)
        cv2.line(sheet, (x, 0), (x + r.randint(-60, 60), height), [r.randint(170, 250)] * 3, r.randint(4, 12))
    return sheet
