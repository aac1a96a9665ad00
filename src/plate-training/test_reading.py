"""Checks what finding and reading do around the nets; the edge's C# must do the same."""
import csv
import json
import os
import tempfile
import unittest

import cv2
import numpy as np

from painting import rectangle
from plate_finding import LARGEST_LEVEL, Find, levels, look_matrix, overlap, without_doubles
from plate_reading import ALPHABET, Reading, cut, decode, plate_confidence, vote
from real_frames import COLUMNS, RealFrames
from warping import sub_samples, warp


def columns(*best, sure=.9):
    """Probabilities whose best class per column is given as a character ('-' the blank)."""
    p = np.full((len(ALPHABET), len(best)), (1 - sure) / (len(ALPHABET) - 1), np.float32)
    for column, character in enumerate(best):
        p[ALPHABET.index(character), column] = sure
    return p


class Warping(unittest.TestCase):
    def test_doing_nothing_changes_nothing(self):
        picture = np.random.RandomState(1).randint(0, 255, (20, 30), np.uint8)
        np.testing.assert_array_equal(warp(picture, np.eye(3), 30, 20), picture)

    def test_half_size_is_the_mean_of_four(self):
        picture = np.random.RandomState(2).randint(0, 255, (20, 30)).astype(np.float32)
        half = warp(picture, np.diag([.5, .5, 1]), 15, 10)
        np.testing.assert_allclose(half, picture.reshape(10, 2, 15, 2).mean((1, 3)), atol=.1)

    def test_samples_grow_with_the_shrinking_and_end_at_four(self):
        found = [sub_samples(np.diag([k, k, 1.0]), 10, 10) for k in (2, 1, .5, .25, .05)]
        self.assertEqual(found, [1, 1, 2, 4, 4])


class Finding(unittest.TestCase):
    def test_pictures_are_searched_at_half_and_quarter_size_up_to_512_wide(self):
        self.assertEqual(levels(640), (.5, .25))
        self.assertEqual(levels(2048), (.25, .125))

    def test_the_net_that_ships_is_searched_with_as_wide_as_it_is_measured(self):
        with open(os.path.join(os.path.dirname(__file__), "../Venstertijden.Edge/Models/detector.json"), encoding="utf-8") as file:
            self.assertEqual(json.load(file)["largestLevel"], LARGEST_LEVEL)

    def test_of_two_finds_of_one_plate_the_surer_stays(self):
        quad = np.float64([[10, 10], [60, 10], [60, 22], [10, 22]])
        finds = [Find(.5, quad + 2), Find(.9, quad), Find(.4, quad + 100)]
        self.assertEqual([f.score for f in without_doubles(finds)], [.9, .4])

    def test_overlap_is_intersection_over_union(self):
        self.assertAlmostEqual(overlap(np.float64([[0, 0], [2, 2]]), np.float64([[1, 0], [3, 2]])), 1 / 3)
        self.assertEqual(overlap(np.float64([[0, 0], [1, 1]]), np.float64([[1, 0], [2, 1]])), 0)

    def test_the_second_look_has_the_plate_level_in_the_middle(self):
        quad = np.float64([[100, 100], [180, 140], [172, 156], [92, 116]])
        seen = cv2.perspectiveTransform(quad[None], look_matrix(quad))[0]
        np.testing.assert_allclose(seen.mean(0), [96, 48], atol=1e-6)
        self.assertAlmostEqual(seen[0, 1], seen[1, 1])
        self.assertAlmostEqual(seen[1, 0] - seen[0, 0], 96)


class Decoding(unittest.TestCase):
    def test_runs_are_one_character_and_blanks_part_equal_ones(self):
        self.assertEqual(decode(columns(*"-AA-A-1-")).text, "AA1")

    def test_a_character_has_the_confidence_of_its_surest_column(self):
        p = np.concatenate([columns("B", sure=.5), columns("B", sure=.8), columns("-")], 1)
        np.testing.assert_allclose(decode(p).confidences, [.8], atol=1e-6)

    def test_a_high_plate_is_cut_into_two_lines(self):
        grey = np.zeros((200, 200), np.uint8)
        corners = [np.float64(rectangle(*size)) + 20 for size in ((104, 22), (68, 42))]
        self.assertEqual([len(cut(grey, q, .05, .1)) for q in corners], [1, 2])


class Voting(unittest.TestCase):
    def test_two_looks_outvote_a_surer_third(self):
        looks = [Reading("AE123B", (.6,) * 6), Reading("AE128B", (.9,) * 6), Reading("AE123B", (.5,) * 6)]
        self.assertEqual(vote(looks).text, "AE123B")
        self.assertAlmostEqual(plate_confidence(vote(looks)), .55 * (.5 + .5 * 2 / 3))

    def test_a_short_text_loses_to_a_long_one(self):
        self.assertEqual(vote([Reading("A1", (.99, .99)), Reading("AE123B", (.4,) * 6)]).text, "AE123B")

    def test_nothing_read_is_no_reading(self):
        self.assertEqual(vote([Reading("", ()), Reading("", ())]), Reading("", ()))


class HoldingOut(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        os.mkdir(os.path.join(self.folder.name, "frames"))
        with open(os.path.join(self.folder.name, "frames.csv"), "w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(COLUMNS)
            for i in range(12):
                cv2.imwrite(os.path.join(self.folder.name, "frames", f"{i}.jpg"), np.zeros((72, 128, 3), np.uint8))
                table.writerow([f"{i}.jpg", 30, 30, 60, 38, f"AE{100 + i // 2}B", "yes"])

    def test_no_plate_is_trained_on_and_measured_on(self):
        halves = [{p.text for p in RealFrames(self.folder.name, held).readable()} for held in (False, True)]
        self.assertEqual(halves[0] & halves[1], set())
        self.assertEqual(len(halves[0] | halves[1]), 6)

    def test_a_folder_without_frames_is_one_clear_error(self):
        with self.assertRaisesRegex(ValueError, "expects a folder with frames.csv"):
            RealFrames(os.path.join(self.folder.name, "frames"))


if __name__ == "__main__":
    unittest.main()
