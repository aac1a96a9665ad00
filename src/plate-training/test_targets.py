"""Checks what the detector is asked to answer; skipped where PyTorch is not installed."""
import unittest

import numpy as np

from plate_finding import STRIDE, corners

try:
    import detector_targets
except ImportError as missing:
    raise unittest.SkipTest(f"needs python3-torch: {missing}") from missing


class Targets(unittest.TestCase):
    def test_the_cell_of_a_plates_centre_gives_its_corners_back(self):
        quad = np.float32([[100, 60], [180, 66], [178, 84], [98, 78]])
        heat, mask, offsets, trust = detector_targets.targets([quad], [1.0], [], False)
        row, column = np.unravel_index(heat.argmax(), heat.shape)
        self.assertEqual((row, column), (int(72 / STRIDE), int(139 / STRIDE)))
        self.assertGreater(trust[row, column], 0)
        np.testing.assert_allclose(corners(np.concatenate([heat[None], offsets]), row, column), quad, atol=1e-3)
        self.assertTrue((mask == 1).all())

    def test_nothing_is_asked_where_a_plate_is_ignored(self):
        quad = np.float32([[100, 60], [180, 60], [180, 80], [100, 80]])
        heat, mask, _, trust = detector_targets.targets([], [], [quad], False)
        self.assertEqual(heat.max(), 0)
        self.assertEqual(trust.max(), 0)
        self.assertTrue((mask[8:10, 13:22] == 0).all())
        self.assertEqual(mask[0, 0], 1)


if __name__ == "__main__":
    unittest.main()
