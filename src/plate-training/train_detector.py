"""Trains the plate detector: train_detector.py --minutes M --real DIR --out DIR [--resume]."""
import numpy as np
import torch

import contracts
import detector_targets
from nets import Detector, ExportedDetector
from real_scenes import real_scene
from scenes import SceneDrawer
from surroundings import Surroundings
from training_run import Drawings, Run, arguments

BATCH, KEPT, AT_LEAST, PER_STEP = 12, 6000, 48, 3
REAL = .33  # share of scenes that are windows of real frames, if there are any


def scene_source(r, frames):
    """The drawing process's work: a function that gives one scene."""
    drawer = SceneDrawer(r, Surroundings(frames.without_plates() if frames else ()))
    return lambda: real_scene(r, frames, drawer) if frames and r.random() < REAL else drawer.draw()


def train(asked):
    run = Run("detector", Detector(), asked, lambda r: export(r, asked.frames is not None))
    drawings = Drawings(scene_source, asked, KEPT, AT_LEAST, PER_STEP)
    while run.going():
        drawings.take()
        windows = [detector_targets.window(drawings.one()) for _ in range(BATCH)]
        pictures, *wanted = (torch.from_numpy(np.stack(x).astype(np.float32)) for x in
                             ([w[0] for w in windows], *zip(*(w[1] for w in windows))))
        heat, corners = detector_targets.loss(run.answer(pictures), *wanted)
        run.step(heat + corners, 10, f", heat {heat.item():.2f}, corners {corners.item():.2f}, drawn {drawings.fresh}")
    run.finish()


def export(run, with_frames):
    torch.onnx.export(ExportedDetector(run.averaged), torch.zeros(1, 3, 192, 320), run.path(".onnx"), opset_version=11,
                      input_names=["picture"], output_names=["maps"],
                      dynamic_axes={"picture": {0: "n", 2: "h", 3: "w"}, "maps": {0: "n", 2: "gh", 3: "gw"}})
    contracts.write_detector(run.path(".json"), run, with_frames)


if __name__ == "__main__":
    train(arguments("detector"))
