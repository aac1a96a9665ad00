"""Grey 32 x 160 lines with their text, as the detector's corners would cut them out of a frame."""
import cv2
import numpy as np

from lettering import write_plate
from painting import rectangle
from plate_drawing import draw_plate
from plate_patterns import LETTERS
from plate_reading import HEIGHT, WIDTH
from real_frames import tight_corners
from signs import draw_blank
from weather import film_blocks, glow, jpeg, motion, rain

FOREIGN = .55            # share of drawn plates that are not Dutch
REAL, LAID_OVER = .05, .25  # shares of real plates, and of drawn ones where a real one was, if there are real frames;
                            # more real ones teach their few texts: an I that none of them ends with goes unread
GREYS = [[.114, .587, .299], [.114, .587, .299], [0, .5, .5], [.33, .33, .33]]
WIDTHS = 48, 230         # pixels of a plate in the frame
USES = 2
MOPEDS = .05             # share of drawn plates that are the small ones of mopeds
SHEET_WIDTH, SHEET_HEIGHT = 384, 112  # of a line before the camera, and where on it the line stands: x, y, width, height
SHEET_PLACE = 32, 28, 320, 56
NO_PLATE = .03           # share of grilles, blanks, stripes, bushes: nothing is to be read there


class LineDrawer:
    def __init__(self, r, frames=None, real=REAL):
        self.r, self.frames, self._share_real = r, frames, real
        self._real = frames.readable() if frames else []
        self._plate, self._uses = None, 0

    def draw(self):
        """(line, text): one line of a plate, uint8, and the characters in it; of what is no plate the text is empty."""
        canvas, place, lines, film_width, text = self._before_camera(self._share_real)
        return self._seen(canvas, place, lines, film_width), text

    def sheet(self):
        """(sheet, text): the same before the camera, for one that films it many times (line_camera)."""
        canvas, (x, y, width, height), _, _, text = self._before_camera(0)
        across, down = width * SHEET_PLACE[0] // SHEET_PLACE[2], height * SHEET_PLACE[1] // SHEET_PLACE[3]
        around = np.pad(canvas, ((down, down), (across, across)), mode="edge")[y:y + height + 2 * down, x:x + width + 2 * across]
        around = cv2.resize(around, (SHEET_WIDTH, SHEET_HEIGHT), interpolation=cv2.INTER_AREA)
        return np.clip(around, 0, 255).astype(np.uint8), text

    def _before_camera(self, real):
        """(canvas, place, lines, film width, text): a line where it stands; `real` is the share of filmed ones."""
        r = self.r
        if r.random() < NO_PLATE:
            return *self._no_plate(), 1, None, ""
        which = r.random() if self._real else 1.0
        plate = self._drawn()
        number = r.randrange(len(plate.lines))
        face = plate.picture.astype(np.float32) @ np.float32(r.choice(GREYS))
        height, width = face.shape
        margin, text, film_width = int(height * .6), plate.lines[number], None
        band = plate.bands[number]
        if which < real and len(plate.lines) == 1:
            canvas, text, film_width = self._filmed(width, height, margin)
        elif which < real + LAID_OVER:
            canvas, _, _ = self._filmed(width, height, margin)
            here = canvas[margin:margin + height, margin:margin + width]
            light = np.percentile(here, 88) / max(80, np.percentile(face, 88))
            here[:] = face * min(1.3, light) * r.uniform(.8, 1.15)
        else:
            canvas = self._drawn_around(width, height, margin)
            canvas[margin:margin + height, margin:margin + width] = face
        return canvas, (margin, margin + band[0], width, band[1] - band[0]), len(plate.lines), film_width, text

    def _no_plate(self):
        """Something a detector might take for a plate, without any character, and where it stands."""
        r = self.r
        sheet = cv2.cvtColor(draw_blank(r), cv2.COLOR_BGR2GRAY)
        height, width = sheet.shape
        margin = height // 3
        canvas = self._drawn_around(width, height, margin)
        canvas[margin:margin + height, margin:margin + width] = sheet
        return canvas, (margin, margin, width, height)

    def _drawn(self):
        """A drawn plate; each is filmed twice, for drawing is dear."""
        if self._uses == 0:
            self._plate, self._uses = draw_plate(self.r, FOREIGN, MOPEDS), USES
        self._uses -= 1
        return self._plate

    def _filmed(self, width, height, margin):
        """The surroundings of a real plate, scaled so that it fills the place of the drawn one; its text; its width."""
        plate = self.r.choice(self._real)
        box = plate.box
        reach = box[2] - box[0]
        x0, y0 = np.maximum((box[:2] - reach).astype(int), 0)
        x1, y1 = (box[2:] + reach).astype(int)
        part = cv2.cvtColor(self.frames.picture(plate.frame)[y0:y1, x0:x1], cv2.COLOR_BGR2GRAY).astype(np.float32)
        quad = tight_corners(box, self.r.uniform(.02, .06)) - np.float32([x0, y0])
        matrix = cv2.getPerspectiveTransform(np.float32(quad), rectangle(width, height) + margin)
        canvas = cv2.warpPerspective(part, matrix, (width + 2 * margin, height + 2 * margin), flags=cv2.INTER_CUBIC,
                                     borderMode=cv2.BORDER_REPLICATE)
        return canvas, plate.text, float(reach)

    def _drawn_around(self, width, height, margin):
        """Holder, bumper, dealer's strip: what stands around a plate."""
        r = self.r
        canvas = np.full((height + 2 * margin, width + 2 * margin), r.randint(0, 255), np.float32)
        if r.random() < .6:
            lumps = np.random.randn(r.randint(2, 9), r.randint(2, 16)).astype(np.float32) * r.uniform(5, 45)
            canvas += cv2.resize(lumps, canvas.shape[::-1])
        if r.random() < .6:
            rim = r.randint(2, 14)
            cv2.rectangle(canvas, (margin - rim, margin - rim), (margin + width + rim, margin + height + rim),
                          r.choice([15, 30, 60, 140, 200]), -1)
        if r.random() < .3:
            letter = r.randint(12, 22)
            y = margin + height + letter * .7 if r.random() < .7 else margin - letter * .7
            corners = (margin, int(y - letter * .6)), (margin + width, int(y + letter * .6))
            cv2.rectangle(canvas, *corners, r.randint(0, 60), -1)
            text = "".join(r.choice(LETTERS + "--  ") for _ in range(r.randint(8, 22)))
            span = margin + 20, margin + width - 20
            write_plate(canvas[..., None], text, span, y, letter * .6, [r.randint(120, 255)], r)
        return canvas

    def _seen(self, canvas, place, lines, film_width):
        """The line through camera and cut: view, resolution, blur, light, noise, JPEG."""
        r = self.r
        x, y, width, height = place
        source = rectangle(width, height) + np.float32([x, y])
        seen = self._viewed(source, width, height)
        cut = self._cut(seen, width, height)
        across = int(np.exp(r.uniform(*np.log(WIDTHS))) * (1 if lines == 1 else .8))
        if film_width:  # a real plate has had its loss already
            across = int(max(40, min(across, film_width * 1.3)))
        high = max(9, int(across / r.uniform(3.4, 5)))
        to_view = cv2.getPerspectiveTransform(source, seen)
        to_cut = cv2.getPerspectiveTransform(cut, rectangle(across, high))
        if width > 1.3 * across:
            canvas = cv2.GaussianBlur(canvas, (0, 0), .42 * width / across)
        line = cv2.warpPerspective(canvas, to_cut @ to_view, (across, high), borderMode=cv2.BORDER_REFLECT)
        line = self._exposed(self._blurred(line, film_width is not None), .4 if film_width else 1)
        if r.random() < .35:
            line = jpeg(line, r.randint(25, 85))
        elif r.random() < .12:
            line = film_blocks(line, r)
        return cv2.resize(line, (WIDTH, HEIGHT),
                          interpolation=r.choice([cv2.INTER_LINEAR, cv2.INTER_CUBIC, cv2.INTER_AREA]))

    def _viewed(self, source, width, height):
        """The corners after perspective, rotation and shear of the whole."""
        r, strength = self.r, self.r.uniform(0, 1)
        bent = [[r.uniform(-.05, .05) * width, r.uniform(-.22, .22) * height] for _ in range(4)]
        quad = source + np.float32(bent) * strength
        angle, middle = np.radians(r.uniform(-14, 14) * strength), quad.mean(0)
        lean = r.uniform(-.25, .25) * strength
        turn = np.float32([[np.cos(angle), lean - np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        return np.float32((quad - middle) @ turn.T + middle)

    def _cut(self, seen, width, height):
        """Mostly the detector's corners with small errors and a margin, sometimes a plain upright box."""
        r = self.r
        quad = seen.copy()
        if r.random() < .2:
            (x0, y0), (x1, y1) = seen.min(0), seen.max(0)
            quad = np.float32([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])
        middle, error = quad.mean(0), r.choice([.3, .6, 1, 1.4])
        wide = r.random() < .6
        margins = [r.uniform(1, 1.22), r.uniform(1, 1.3)] if wide else [r.uniform(.98, 1.06), r.uniform(.95, 1.15)]
        quad = (quad - middle) * np.float32(margins) + middle
        quad += np.float32([[r.gauss(0, .014) * width, r.gauss(0, .05) * height] for _ in range(4)]) * error
        return np.float32(quad + np.float32([r.gauss(0, .012) * width, r.gauss(0, .03) * height]) * error)

    def _blurred(self, line, filmed):
        r, which, width = self.r, self.r.random(), line.shape[1]
        if which < .2:
            length = r.choice([3, 3, 5, 7]) if width > 90 else 3
            line = motion(line, length, r.choice([0, 0, r.uniform(-30, 30), 90]))
        elif which < (.35 if filmed else .55):
            line = cv2.GaussianBlur(line, (0, 0), r.uniform(.3, 1.2) * float(np.clip(width / 140, .3, 1.3)))
        if r.random() < .08:  # sharpened by the camera
            line = line + r.uniform(.4, 1.4) * (line - cv2.GaussianBlur(line, (0, 0), 1.2))
        return line

    def _exposed(self, line, grain):
        r, gain = self.r, self.r.uniform(.3, 1.15)
        height, width = line.shape
        if r.random() < .2:  # wet, dirty or shining patches: here and there the text is nearly lost
            patches = np.random.rand(r.randint(2, 3), r.randint(3, 7)).astype(np.float32)
            left = np.clip(cv2.resize(patches, (width, height), interpolation=cv2.INTER_CUBIC) + .25, .2, 1)
            line = np.percentile(line, r.choice([60, 85])) * (1 - left) + line * left
        line = line * gain + r.uniform(-12, 50)
        if r.random() < .06:
            line = rain(line, r)
        if r.random() < .06:
            spot = r.uniform(0, width), r.uniform(0, height)
            line = line + glow(height, width, spot, width * .18) * r.uniform(60, 220)
        noise = np.random.randn(height, width).astype(np.float32) * r.choice([0, 2, 4, r.uniform(0, 14)])
        return np.clip(line + noise * grain * min(1, gain + .1), 0, 255).astype(np.uint8)
