"""Trains the plate reader: train_reader.py --minutes M --real DIR --out DIR [--resume]."""
import random

import numpy as np
import torch

import contracts
from nets import ALPHABET, READER_COLUMNS, READER_HEIGHT, READER_WIDTH, ExportedReader, Reader
from plate_reading import decode
from reader_lines import LineDrawer
from training_run import Drawings, Run, arguments

BATCH, KEPT, AT_LEAST, PER_STEP = 64, 1200, 16, .8


def line_source(r, frames):
    """The drawing process's work: a function that gives one batch of lines and their texts."""
    drawer = LineDrawer(r, frames)

    def batch():
        lines, texts = zip(*(drawer.draw() for _ in range(BATCH)))
        return np.stack(lines), texts
    return batch


def train(asked):
    run = Run("reader", Reader(), asked, lambda r: export(r, asked.frames is not None))
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
        run.step(loss, 5, f", right {right:.2f}, drawn {drawings.fresh}")
    run.finish()


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
    torch.onnx.export(ExportedReader(run.averaged), torch.zeros(1, 1, READER_HEIGHT, READER_WIDTH), run.path(".onnx"),
                      opset_version=11, input_names=["lines"], output_names=["probabilities"],
                      dynamic_axes={"lines": {0: "n"}, "probabilities": {0: "n"}})
    contracts.write_reader(run.path(".json"), run, with_frames)


if __name__ == "__main__":
    train(arguments("reader"))
