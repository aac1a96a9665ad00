"""Trains the plate reader: train_reader.py --minutes M --real DIR --out DIR [--resume] [--device cuda]."""
import os
import random

import numpy as np
import torch

import contracts
import from_net
import line_camera
from device_pool import DevicePool
from nets import ALPHABET, READER_COLUMNS, READER_HEIGHT, READER_WIDTH, ExportedReader, Reader
from plate_reading import MOST, decode
from reader_lines import LineDrawer
from training_run import Drawings, Run, arguments, write_net

BATCH, KEPT, AT_LEAST, PER_STEP = 64, 1200, 16, .8
# On a graphics card: lines a step, of which one part comes through the processor's own camera (rain, film, real plates);
# sheets and such lines kept; lines filmed in one resolution; real plates among the processor's lines.
LARGE_BATCH, BY_PROCESSOR, SHEETS_KEPT, LINES_KEPT, TOGETHER, REAL_LINES = 1024, .25, 400_000, 400_000, 96, .12


def line_source(r, frames):
    """The drawing process's work: a function that gives one batch of lines and their texts."""
    drawer = LineDrawer(r, frames)

    def batch():
        lines, texts = zip(*(drawer.draw() for _ in range(BATCH)))
        return np.stack(lines), texts
    return batch


def train(asked):
    net = Reader()
    if asked.from_net:
        drawer = LineDrawer(random.Random(0), asked.frames)
        from_net.load(net, asked.from_net, [varied(np.stack([drawer.draw()[0] for _ in range(BATCH)])) for _ in range(8)])
    run = Run("reader", net, asked, lambda r: export(r, asked.frames is not None))
    (train_here if asked.device == "cpu" else train_on_card)(run, asked)
    run.finish()


def train_here(run, asked):
    drawings = Drawings(line_source, asked, KEPT, AT_LEAST, PER_STEP)
    ctc, right = torch.nn.CTCLoss(zero_infinity=True), None
    while run.going():
        drawings.take()
        lines, texts = drawings.one()
        scores = run.answer(varied(lines))
        classes = torch.tensor([ALPHABET.index(c) for text in texts for c in text])
        lengths = torch.tensor([len(text) for text in texts])
        columns = torch.full((len(texts),), READER_COLUMNS)
        loss = ctc(scores.permute(2, 0, 1).log_softmax(2), classes, columns, lengths)
        if right is None or run.steps % 20 == 0:
            now = share_right(scores, texts)
            right = now if right is None else .9 * right + .1 * now
        run.step(loss, 5, lambda: f", right {right:.2f}, drawn {drawings.fresh}")


def coded(text):
    """A text as numbers of classes, padded, and its length."""
    return np.uint8([ALPHABET.index(c) for c in text] + [0] * (MOST + 1 - len(text))), np.uint8(len(text))


def sheet_source(r, frames):
    """A drawing process's work for a card: sheets that the card films."""
    drawer = LineDrawer(r, frames)

    def draw():
        sheet, text = drawer.sheet()
        return sheet, *coded(text)
    return draw


def single_line_source(r, frames):
    """A drawing process's work for a card: lines through the processor's own camera."""
    drawer = LineDrawer(r, frames, REAL_LINES)

    def draw():
        line, text = drawer.draw()
        return line, *coded(text)
    return draw


def train_on_card(run, asked):
    processes = asked.processes or os.cpu_count()
    seed = random.randrange(10 ** 6) if asked.seed is None else asked.seed
    own = max(1, round(processes * .3))
    batch = asked.batch or LARGE_BATCH
    ready = round(batch * BY_PROCESSOR)
    sheets = DevicePool(sheet_source, asked, max(1, processes - own), SHEETS_KEPT, seed)
    lines = DevicePool(single_line_source, asked, own, LINES_KEPT, seed + 1000)
    ctc = torch.nn.CTCLoss(zero_infinity=True, reduction="none")
    while run.going():
        sheets.take(2 * batch)
        lines.take(batch)
        chosen, (drawn, classes, lengths) = sheets.batch(batch - ready)
        own_chosen, (own_lines, own_classes, own_lengths) = lines.batch(ready)
        filmed = [line_camera.filmed(part) for part in drawn.split(TOGETHER)]
        x = line_camera.varied(torch.cat([*filmed, own_lines.float()]))
        classes, lengths = torch.cat([classes, own_classes]).long(), torch.cat([lengths, own_lengths]).long()
        scores = run.answer(x)
        columns = torch.full((batch,), READER_COLUMNS, device=x.device)
        each = ctc(scores.permute(2, 0, 1).log_softmax(2), classes, columns, lengths) / lengths.clamp_min(1)
        sheets.judge(chosen, each[:batch - ready])
        lines.judge(own_chosen, each[batch - ready:])
        run.step(each.mean(), 5, lambda: f", drawn {sheets.fresh} and {lines.fresh}, right {share_right(scores[:256].cpu(), spelled(classes, lengths)):.3f}")


def spelled(classes, lengths):
    return ["".join(ALPHABET[c] for c in row[:n]) for row, n in zip(classes.tolist(), lengths.tolist())]


def varied(lines):
    """A batch of lines as net input, sometimes inverted, noisier or shifted."""
    x = lines.astype(np.float32)
    x = torch.from_numpy((x - x.mean((1, 2), keepdims=True)) / (x.std((1, 2), keepdims=True) + 8))[:, None]
    if random.random() < .08:
        x = -x
    if random.random() < .3:
        x = x + torch.randn_like(x) * random.uniform(0, .3)
    if random.random() < .3:
        x = torch.roll(x, (random.randint(-1, 1), random.randint(-3, 3)), (2, 3))
    return x


def share_right(scores, texts):
    """How many lines of a batch are read without a fault."""
    return float(np.mean([decode(s).text == t for s, t in zip(scores.softmax(1).detach().numpy(), texts)]))


def export(run, with_frames):
    write_net(ExportedReader(run.averaged), torch.zeros(1, 1, READER_HEIGHT, READER_WIDTH), run.path(".onnx"),
              lines={0: "n"}, probabilities={0: "n"})
    contracts.write_reader(run.path(".json"), run, with_frames)


if __name__ == "__main__":
    train(arguments("reader"))
