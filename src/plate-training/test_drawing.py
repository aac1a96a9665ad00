"""Draws a plate and a scene and checks what the trainings rely on: python3 -m unittest."""
import random
import re
import unittest

import cv2
import numpy as np

import plate_patterns as patterns
from painting import rectangle
from plate_countries import COUNTRIES
from plate_drawing import draw_moped_plate, draw_plate
from plate_reading import FEWEST, HEIGHT, MOST, WIDTH
from reader_lines import LineDrawer
from scenes import SMALLEST, SceneDrawer
from surroundings import Surroundings


def setUpModule():
    np.random.seed(1)


class Plates(unittest.TestCase):
    def test_a_dutch_plate_follows_a_sidecode(self):
        r = random.Random(1)
        shapes = {re.sub("[A-Z]", "L", re.sub("[0-9]", "9", patterns.dutch_text(r))) for _ in range(300)}
        self.assertLessEqual(shapes, set(patterns.SIDECODES))
        self.assertGreater(len(shapes), 10)

    def test_a_foreign_text_loses_its_gaps_and_seals_in_the_answer(self):
        self.assertEqual(patterns.bare("MsXY 12-3"), "MXY123")

    def test_every_layout_of_every_country_gives_a_text_that_a_reading_may_have(self):
        r = random.Random(4)
        for country in COUNTRIES:
            for layout in country.layouts:
                text = patterns.bare(patterns.country_text(country._replace(layouts=[layout]), r))
                self.assertTrue(FEWEST <= len(text) <= MOST, (country.band, layout, text))
                self.assertTrue(text.isalnum() and text.isupper() or text.isdigit(), (country.band, layout, text))

    def test_the_halves_of_a_text_hold_all_of_it(self):
        r = random.Random(2)
        for text in (patterns.dutch_text(r) for _ in range(50)):
            self.assertEqual("".join(map(patterns.bare, patterns.halves(text, True, r))), patterns.bare(text))

    def test_every_line_of_a_drawn_plate_has_ink_where_its_text_is_said_to_be(self):
        r = random.Random(3)
        for _ in range(40):
            plate = draw_plate(r)
            for line, (top, bottom) in zip(plate.lines, plate.bands):
                self.assertRegex(line, "^[A-Z0-9]+$")
                band = cv2.cvtColor(plate.picture[top:bottom], cv2.COLOR_BGR2GRAY)
                self.assertGreater(band.std(), 3)

    def test_a_mopeds_plate_has_the_text_of_a_moped_in_two_lines(self):
        r = random.Random(7)
        for plate in (draw_moped_plate(r) for _ in range(20)):
            self.assertEqual(len(plate.lines), 2)
            self.assertRegex("".join(plate.lines), "^[DF]([0-9]{3}[A-Z]{2}|[A-Z]{2}[0-9]{2}[A-Z]|[0-9]{2}[A-Z]{3})$")

    def test_a_line_for_the_reader_has_the_size_it_reads_and_a_text(self):
        drawer = LineDrawer(random.Random(4))
        for _ in range(20):
            line, text = drawer.draw()
            self.assertEqual(line.shape, (HEIGHT, WIDTH))
            self.assertRegex(text, "^[A-Z0-9]{1,10}$")


class Scenes(unittest.TestCase):
    def setUp(self):
        drawer = SceneDrawer(random.Random(5), Surroundings())
        self.scenes = [drawer.draw() for _ in range(25)]

    def test_plates_to_be_found_are_large_enough_and_clockwise(self):
        plates = [q for s in self.scenes for q in s.plates]
        self.assertGreater(len(plates), 10)
        for quad in plates:
            self.assertGreaterEqual(np.linalg.norm(quad[1] - quad[0]), SMALLEST[0])
            along, down = quad[1] - quad[0], quad[3] - quad[0]
            self.assertGreater(along[0] * down[1] - along[1] * down[0], 0)

    def test_a_plate_is_where_its_corners_say(self):
        """A scene drawn twice, once without plates, differs inside the corners."""
        picture = np.full((224, 352, 3), 128, np.float32)
        drawer = SceneDrawer(random.Random(6), Surroundings())
        quad = drawer.put_plate(picture, 120, np.float64([170, 110]), lambda p: np.asarray(p))
        face = cv2.warpPerspective(picture, cv2.getPerspectiveTransform(quad, rectangle(104, 22)), (104, 22))
        self.assertGreater(face.mean(2).std(), 8)
        self.assertEqual(np.abs(picture[:60] - 128).max(), 0)


if __name__ == "__main__":
    unittest.main()
