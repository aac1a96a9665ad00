"""Checks what a training on a graphics card films and asks, against its counterparts of the processor; skipped without PyTorch."""
import os
import random
import tempfile
import unittest

import numpy as np

try:
    import torch

    import detector_targets
    import from_net
    import scene_camera
    from filming import homographies, jpeg, mapped, seen, smeared, smears
    from line_camera import filmed, varied
    from nets import ExportedReader, Reader
    from training_run import write_net
except ImportError as missing:
    raise unittest.SkipTest(f"needs python3-torch and python3-onnx: {missing}") from missing

from plate_reading import HEIGHT, WIDTH
from reader_lines import LineDrawer
from weather import jpeg as real_jpeg


def setUpModule():
    np.random.seed(1)
    random.seed(1)
    torch.manual_seed(1)


class Filming(unittest.TestCase):
    def test_a_homography_lays_one_quad_on_the_other(self):
        a, b = torch.rand(5, 4, 2) + torch.tensor([[0., 0], [9, 0], [9, 5], [0, 5]]), torch.rand(5, 4, 2) + torch.tensor([[0., 0], [4, 0], [4, 4], [0, 4]])
        np.testing.assert_allclose(mapped(homographies(a, b), a), b, atol=1e-4)

    def test_seen_through_nothing_a_picture_stays_as_it_is(self):
        picture = torch.rand(2, 3, 20, 30)
        np.testing.assert_allclose(seen(picture, torch.eye(3).expand(2, 3, 3), 30, 20), picture, atol=1e-4)

    def test_a_smear_of_no_length_and_spread_changes_nothing(self):
        picture, none = torch.rand(3, 2, 20, 30), torch.zeros(3)
        np.testing.assert_allclose(smeared(picture, smears(none, none, none)), picture, atol=1e-5)

    def test_a_level_smear_mixes_along_the_row_only(self):
        picture = torch.zeros(1, 1, 21, 21)
        picture[0, 0, 10, 10] = 1
        out = smeared(picture, smears(torch.zeros(1), torch.full((1,), 4.), torch.zeros(1)))[0, 0]
        self.assertGreater(out[10, 9], .1)
        self.assertEqual(float(out[:10].sum() + out[11:].sum()), 0)

    def test_jpeg_loses_about_what_the_library_loses(self):
        grey = np.random.RandomState(3).rand(4, 10).astype(np.float32)
        import cv2
        picture = np.clip(cv2.resize(grey, (80, 32), interpolation=cv2.INTER_CUBIC) * 255, 0, 255).astype(np.uint8)
        for quality in (30, 80):
            theirs = np.float32(real_jpeg(picture, quality)) - picture
            ours = jpeg(torch.from_numpy(np.float32(picture))[None, None], torch.tensor([float(quality)]))[0, 0].numpy() - picture
            self.assertLess(abs(theirs.std() - ours.std()), .25 * theirs.std() + .3)

    def test_filmed_sheets_are_lines_for_the_reader(self):
        drawer = LineDrawer(random.Random(5))
        sheets = torch.from_numpy(np.stack([drawer.sheet()[0] for _ in range(6)]))
        lines = filmed(sheets)
        self.assertEqual(tuple(lines.shape), (6, HEIGHT, WIDTH))
        self.assertTrue(0 <= float(lines.min()) <= float(lines.max()) <= 255)
        self.assertEqual(tuple(varied(lines).shape), (6, 1, HEIGHT, WIDTH))


class Asking(unittest.TestCase):
    def test_a_batch_is_asked_what_each_window_is_asked(self):
        quads = [np.float32([[100, 60], [180, 66], [178, 84], [98, 78]]), np.float32([[20, 120], [60, 121], [60, 150], [20, 149]])]
        ignored = np.float32([[230, 20], [260, 20], [260, 40], [230, 40]])
        wanted = detector_targets.targets(quads, [1.0, .35], [ignored], True)
        plates, weights, blanks = torch.zeros(1, 8, 4, 2), torch.zeros(1, 8), torch.zeros(1, 8, 4, 2)
        plates[0, :2], weights[0, :2], blanks[0, 0] = torch.from_numpy(np.stack(quads)), torch.tensor([1.0, .35]), torch.from_numpy(ignored)
        batch = scene_camera.targets(plates, weights, blanks, torch.tensor([True]), 320, 192)
        for ours, theirs in zip(batch, wanted):
            np.testing.assert_allclose(ours[0], theirs, atol=1e-4)

    def test_corners_move_with_the_picture_also_where_it_is_mirrored(self):
        picture, plates = np.zeros((224, 352, 3), np.uint8), np.zeros((8, 4, 2), np.float32)
        plates[0] = [[150, 100], [210, 100], [210, 114], [150, 114]]
        picture[100:114, 150:210] = 255
        kept = [torch.from_numpy(np.stack([x] * 40)) for x in (picture, plates, np.eye(1, 8, dtype=np.float32)[0], np.zeros((8, 4, 2), np.float32))]
        windows, (heat, _, corners, _) = scene_camera.windows(*kept, torch.zeros(40, dtype=torch.bool))
        checked = 0
        for k in range(40):
            for row, column in zip(*np.where(heat[k].numpy() >= 1)):
                quad = (corners[k, :, row, column].numpy().reshape(4, 2) + [column + .5, row + .5]) * 8
                x, y = quad.mean(0)
                around = windows[k].mean(0).numpy()
                self.assertGreater(around[int(y), int(x)], around[0, 0] + .1)
                along, down = quad[1] - quad[0], quad[3] - quad[0]
                self.assertGreater(along[0] * down[1] - along[1] * down[0], 0)
                checked += 1
        self.assertGreater(checked, 10)


class Starting(unittest.TestCase):
    def test_a_net_put_back_from_its_export_answers_as_it_did_and_can_go_on(self):
        net, lines = Reader(), torch.randn(8, 1, HEIGHT, WIDTH)
        with torch.no_grad():
            for norm in (m for m in net.modules() if isinstance(m, torch.nn.BatchNorm2d)):
                norm.weight.uniform_(.5, 1.5)
                norm.bias.uniform_(-.2, .2)
        net(lines)
        net.eval()
        again = Reader()
        with tempfile.TemporaryDirectory() as folder:
            write_net(ExportedReader(net), lines[:1], os.path.join(folder, "reader.onnx"), lines={0: "n"}, probabilities={0: "n"})
            from_net.load(again, os.path.join(folder, "reader.onnx"), [lines])
        with torch.no_grad():
            wanted = net(lines)
            np.testing.assert_allclose(again.eval()(lines), wanted, atol=1e-3)
            again.drop.p = 0  # in training, too, apart from what is dropped
            np.testing.assert_allclose(again.train()(lines), wanted, atol=1e-2)


if __name__ == "__main__":
    unittest.main()
