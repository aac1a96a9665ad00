"""Trains the plate detector: train_detector.py --minutes M --real DIR --out DIR [--resume] [--device cuda]."""
import os
import random

import numpy as np
import torch

import contracts
import detector_targets
import from_net
import scene_camera
from device_pool import DevicePool
from nets import Detector, ExportedDetector
from real_scenes import real_scene
from scenes import SceneDrawer
from surroundings import Surroundings
from training_run import Drawings, Run, arguments, write_net

BATCH, KEPT, AT_LEAST, PER_STEP = 12, 6000, 48, 3
LARGE_BATCH, SCENES_KEPT = 192, 90_000  # on a graphics card: windows a step (more of small ones), scenes kept
REAL = .33  # share of scenes that are windows of real frames, if there are any


def scene_source(r, frames):
    """The drawing process's work: a function that gives one scene."""
    drawer = SceneDrawer(r, Surroundings(frames.without_plates() if frames else ()))
    return lambda: real_scene(r, frames, drawer) if frames and r.random() < REAL else drawer.draw()


def train(asked):
    net = Detector()
    if asked.from_net:
        draw = scene_source(random.Random(0), asked.frames)
        from_net.load(net, asked.from_net, [torch.from_numpy(np.stack([detector_targets.window(draw())[0] for _ in range(BATCH)]).astype(np.float32))
                                            for _ in range(8)])
    run = Run("detector", net, asked, lambda r: export(r, asked.frames is not None))
    (train_here if asked.device == "cpu" else train_on_card)(run, asked)
    run.finish()


def train_here(run, asked):
    drawings = Drawings(scene_source, asked, KEPT, AT_LEAST, PER_STEP)
    while run.going():
        drawings.take()
        windows = [detector_targets.window(drawings.one()) for _ in range(BATCH)]
        pictures, *wanted = (torch.from_numpy(np.stack(x).astype(np.float32)) for x in
                             ([w[0] for w in windows], *zip(*(w[1] for w in windows))))
        heat, corners = detector_targets.loss(run.answer(pictures), *wanted)
        run.step(heat + corners, 10, lambda: f", heat {heat.item():.2f}, corners {corners.item():.2f}, drawn {drawings.fresh}")


def packed_source(r, frames):
    """A drawing process's work for a card: scenes as arrays."""
    draw = scene_source(r, frames)
    return lambda: scene_camera.packed(draw())


def train_on_card(run, asked):
    seed = random.randrange(10 ** 6) if asked.seed is None else asked.seed
    scenes = DevicePool(packed_source, asked, asked.processes or os.cpu_count(), SCENES_KEPT, seed)
    batch = asked.batch or LARGE_BATCH
    while run.going():
        scenes.take(2 * batch)
        chosen, kept = scenes.batch(batch)
        pictures, wanted = scene_camera.windows(*kept)
        answers = run.answer(pictures)
        heat, corners = detector_targets.loss(answers, *wanted)
        scenes.judge(chosen, detector_targets.wrong(answers.detach(), *wanted[:2]))
        run.step(heat + corners, 10, lambda: f", heat {heat.item():.3f}, corners {corners.item():.3f}, drawn {scenes.fresh}")


def export(run, with_frames):
    write_net(ExportedDetector(run.averaged), torch.zeros(1, 3, 192, 320), run.path(".onnx"),
              picture={0: "n", 2: "h", 3: "w"}, maps={0: "n", 2: "gh", 3: "gw"})
    contracts.write_detector(run.path(".json"), run, with_frames)


if __name__ == "__main__":
    train(arguments("detector"))
