"""Drawings kept on a graphics card: many processes draw, each drawing is used many times, the hard ones more often."""
import multiprocessing
import random
import threading
import time

import numpy as np
import torch

CHUNK = 32        # drawings that a process sends at once
HARD = .25        # share of a batch that is chosen by how wrong the net was on it


class DevicePool:
    """Arrays of the same shape on one device, filled without end by processes; the oldest make room.

    `work(random, frames)` gives a function that draws one tuple of arrays; every drawing has the shapes of the first.
    """

    def __init__(self, work, asked, processes, capacity, first_seed):
        self._capacity, self._device = capacity, asked.device
        self.fresh, self.columns, self._wrong = 0, None, None
        self._queue = multiprocessing.Queue(4 * processes)
        self._came, self._lock, self._receiver = [], threading.Lock(), None
        for k in range(processes):
            multiprocessing.Process(target=_draw, args=(work, self._queue, first_seed + k, asked.frames), daemon=True).start()

    def __len__(self):
        return min(self.fresh, self._capacity)

    def take(self, at_least):
        """Puts what has been drawn meanwhile on the device; waits while there are fewer than `at_least`."""
        if self._receiver is None:  # not before: a process that is forked beside a thread may inherit a lock that it holds
            self._receiver = threading.Thread(target=self._receive, daemon=True)
            self._receiver.start()
        while True:
            with self._lock:
                came, self._came = self._came, []
            for chunk in came:
                self._put(chunk)
            if len(self) >= at_least:
                return
            time.sleep(.05)

    def batch(self, count):
        """Numbers of some drawings, and what was drawn, one tensor per array."""
        chosen = torch.randint(len(self), (count,), device=self._device)
        hard = int(count * HARD)
        among = torch.randint(len(self), (8 * hard,), device=self._device)  # of some at random, those that were most wrong
        chosen[:hard] = among[torch.multinomial(self._wrong[among] + .02, hard)]
        return chosen, [column[chosen] for column in self.columns]

    def judge(self, chosen, wrong):
        """Remembers how wrong the net was on drawings (0 or more each)."""
        self._wrong[chosen] = .7 * self._wrong[chosen] + .3 * wrong.detach().clamp(0, 3)

    def _put(self, chunk):
        tensors = [torch.from_numpy(array) for array in chunk]
        if self.columns is None:
            self.columns = [torch.zeros((self._capacity, *t.shape[1:]), dtype=t.dtype, device=self._device) for t in tensors]
            self._wrong = torch.ones(self._capacity, device=self._device)
        places = (self.fresh + torch.arange(len(tensors[0]))) % self._capacity
        places = places.to(self._device)
        for column, t in zip(self.columns, tensors):
            column[places] = t.to(self._device)
        self._wrong[places] = 1
        self.fresh += len(tensors[0])

    def _receive(self):
        while True:
            chunk = self._queue.get()
            with self._lock:
                self._came.append(chunk)


def _draw(work, out, seed, frames):
    import cv2
    cv2.setNumThreads(1)
    torch.set_num_threads(1)
    np.random.seed(seed % 2 ** 32)
    draw = work(random.Random(seed), frames)
    while True:
        drawings = []
        while len(drawings) < CHUNK:
            drawing = draw()
            if drawing is not None:
                drawings.append(drawing)
        out.put([np.stack(arrays) for arrays in zip(*drawings)])
