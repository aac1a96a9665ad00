"""What both trainings share: arguments, a process that draws, the learning rate over time, checkpoints and export."""
import argparse
import copy
import inspect
import multiprocessing
import os
import queue
import random
import time

import cv2
import numpy as np
import torch

from real_frames import RealFrames

DEFAULT_MINUTES = 90
SAVE_EVERY, EXPORT_EVERY = 120, 600  # seconds
TOP_RATE, LAST_SHARE = 2.5e-3, .005
WARM_UP = 200  # steps
AVERAGED_OVER = 1000  # steps


def arguments(what):
    parser = argparse.ArgumentParser(description=f"Trains the plate {what} ; exports {what}.onnx and {what}.json.")
    parser.add_argument("--minutes", type=float, default=DEFAULT_MINUTES, help="how long to train (default %(default)s)")
    parser.add_argument("--real", metavar="DIR",
                        help="folder with frames.csv and frames/ of real plates (default: drawn ones only)")
    parser.add_argument("--out", metavar="DIR", required=True, help="where checkpoint, net and contract go")
    parser.add_argument("--resume", action="store_true", help=f"go on from {what}.pt in --out if it is there")
    parser.add_argument("--from-net", metavar="ONNX", help="start from the weights of this exported net")
    parser.add_argument("--device", default="cpu", help="what trains: cpu, or a graphics card as PyTorch names it (cuda)")
    parser.add_argument("--processes", type=int, default=None, help="on a graphics card: how many draw (default: all cores)")
    parser.add_argument("--batch", type=int, default=None, help="on a graphics card: samples a step")
    parser.add_argument("--seed", type=int, default=None, help="for the drawing (default: at random)")
    asked = parser.parse_args()
    cv2.setNumThreads(1)  # before its first thread: a process forked beside them would wait for them for ever
    if asked.minutes <= 0:
        parser.error(f"--minutes is {asked.minutes}, expected more than 0")
    try:
        asked.frames = RealFrames(asked.real) if asked.real else None
    except ValueError as error:
        parser.error(str(error))
    os.makedirs(asked.out, exist_ok=True)
    return asked


def write_net(net, sample, path, **sizes):
    """Writes a net as ONNX; `sizes` names its input and output, each with its sizes that may differ."""
    options = {"dynamo": False} if "dynamo" in inspect.signature(torch.onnx.export).parameters else {}
    inputs, outputs = [[name] for name in sizes]
    torch.onnx.export(copy.deepcopy(net).cpu(), sample, path, opset_version=11, input_names=inputs, output_names=outputs,
                      dynamic_axes=sizes, **options)


class Run:
    """A training under way: its net, optimiser, clock and files. What is exported is `averaged`, the mean of the net over
    its last steps, which is steadier than the net itself."""

    def __init__(self, what, net, asked, export):
        torch.set_num_threads(1)
        self.what, self.out, self.export, self.device = what, asked.out, export, asked.device
        self.net = net.to(asked.device, memory_format=torch.channels_last)
        self.optimiser = torch.optim.AdamW(net.parameters(), TOP_RATE, weight_decay=1e-4)
        self.steps, self.before = 0, 0.0  # before: seconds trained in earlier runs
        if asked.resume and os.path.exists(self.path(".pt")):
            self._resume()
        else:
            self.averaged = copy.deepcopy(net).eval()
        self.started = self.saved = self.exported = time.monotonic()
        self.seconds = self.before + asked.minutes * 60
        self._sum, self._count = 0.0, 0

    @property
    def trained(self):
        """Seconds trained so far, earlier runs included."""
        return self.before + time.monotonic() - self.started

    def going(self):
        return self.trained < self.seconds

    def answer(self, batch):
        """The net's answer, computed in half precision: twice to five times as fast where the hardware has it."""
        with torch.autocast(torch.device(self.device).type, dtype=torch.bfloat16):
            out = self.net(batch.contiguous(memory_format=torch.channels_last))
        return out.float()

    def step(self, loss, most, notes=lambda: ""):
        """One step down the loss; reports (with `notes`), saves and exports when it is time."""
        for group in self.optimiser.param_groups:
            group["lr"] = self._rate()
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), most)
        self.optimiser.step()
        self._average()
        self.steps += 1
        self._sum, self._count = self._sum + loss.detach(), self._count + 1
        if self.steps % 100 == 0:
            print(f"step {self.steps}, {self.trained / 60:.1f} of {self.seconds / 60:.0f} minutes, "
                  f"loss {self._sum.item() / self._count:.3f}{notes()}", flush=True)
            self._sum, self._count = 0.0, 0
        now = time.monotonic()
        if now - self.saved > SAVE_EVERY:
            self.save()
        if now - self.exported > EXPORT_EVERY:
            self.export(self)
            self.exported = now

    def finish(self):
        self.save()
        self.export(self)
        print(f"done: {self.steps} steps, {self.what}.onnx and {self.what}.json in {self.out}", flush=True)

    def path(self, ending):
        return os.path.join(self.out, self.what + ending)

    def save(self):
        state = {"net": self.net.state_dict(), "averaged": self.averaged.state_dict(), "opt": self.optimiser.state_dict(), "it": self.steps,
                 "used": self.trained}
        torch.save(state, self.path(".pt.part"))
        os.replace(self.path(".pt.part"), self.path(".pt"))
        self.saved = time.monotonic()

    def _resume(self):
        state = torch.load(self.path(".pt"), map_location=self.device)
        self.net.load_state_dict(state["net"])
        self.averaged = copy.deepcopy(self.net).eval()
        self.averaged.load_state_dict(state.get("averaged", state["net"]))
        self.optimiser.load_state_dict(state["opt"])
        self.steps, self.before = state["it"], state["used"]
        print(f"goes on from step {self.steps}", flush=True)

    @torch.no_grad()
    def _average(self):
        share = max(1 / AVERAGED_OVER, 1 / (self.steps + 1))  # a young training forgets its beginnings
        pairs = list(zip(self.averaged.state_dict().values(), self.net.state_dict().values()))
        means, news = zip(*(pair for pair in pairs if pair[0].is_floating_point()))
        torch._foreach_mul_(means, 1 - share)
        torch._foreach_add_(means, news, alpha=share)
        for mean, now in pairs:
            if not mean.is_floating_point():
                mean.copy_(now)

    def _rate(self):
        """Warms up, then falls along a half cosine to the end of the time."""
        fall = .5 * (1 + np.cos(np.pi * min(1, self.trained / self.seconds)))
        return TOP_RATE * min(1, self.steps / WARM_UP + .01) * (fall + LAST_SHARE)


class Drawings:
    """Samples drawn by a second process and used several times; the newest the most.

    Drawing costs more than training on what is drawn: at most `per_step` new ones are taken for each step.
    """

    def __init__(self, work, asked, kept, at_least, per_step):
        self._queue = multiprocessing.Queue(16)
        self._kept, self._at_least, self._per_step = kept, at_least, per_step
        self.items, self.fresh, self._due = [], 0, 0.0
        first = random.randrange(10 ** 6) if asked.seed is None else asked.seed
        multiprocessing.Process(target=_draw, args=(work, self._queue, first, asked.frames), daemon=True).start()

    def take(self):
        """Takes what has become due for one step, and waits while there is too little to train on."""
        self._due = min(self._due + self._per_step, 2 * self._per_step + 1)
        while self._due >= 1 or len(self.items) < self._at_least:
            try:
                self.items.append(self._queue.get(block=len(self.items) < self._at_least))
            except queue.Empty:
                break
            self.fresh, self._due = self.fresh + 1, self._due - 1
        self._due = max(0.0, self._due)
        self.items = self.items[-self._kept:]

    def one(self):
        """One of the items, the newer more often."""
        return self.items[-1 - int(len(self.items) * random.random() ** 1.5)]


def _draw(work, out, seed, frames):
    import cv2
    cv2.setNumThreads(1)
    np.random.seed(seed)
    draw = work(random.Random(seed), frames)
    while True:
        out.put(draw())
