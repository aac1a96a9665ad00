"""The two nets that ship with the edge: the plate detector and the line reader."""
import torch
from torch import nn

ALPHABET = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # index 0 is the CTC blank
READER_WIDTH, READER_HEIGHT, READER_COLUMNS = 160, 32, 40
STRIDE = 8


def _conv(inputs, outputs, stride=1, dilation=1, kernel=3):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, stride, dilation * (kernel // 2), dilation, bias=False),
        nn.BatchNorm2d(outputs), nn.ReLU())


def _across(channels):
    """Mixes neighbouring columns of a line that is one cell high."""
    return nn.Sequential(nn.Conv2d(channels, channels, (1, 7), padding=(0, 3), bias=False),
                         nn.BatchNorm2d(channels), nn.ReLU())


class Detector(nn.Module):
    """Fully convolutional: BGR/255 in (sides multiples of 16), nine maps out at stride 8.

    Map 0 is the (logit of the) heat of plate centres, maps 1..8 the four corners, x and y, clockwise from the
    plate's own top left, as offsets from the middle of the cell in cells.
    """

    def __init__(self):
        super().__init__()
        self.fine = nn.Sequential(_conv(3, 16, 2), _conv(16, 24, 2), _conv(24, 32), _conv(32, 48, 2), _conv(48, 64))
        self.coarse = nn.Sequential(_conv(64, 80, 2), _conv(80, 80), _conv(80, 80, dilation=2), _conv(80, 80, dilation=3),
                                    _conv(80, 64, kernel=1))
        self.up = nn.Upsample(scale_factor=2, mode="nearest")
        self.join = _conv(64, 64)
        self.head = nn.Conv2d(64, 9, 1)
        self.head.bias.data[:] = 0
        self.head.bias.data[0] = -4.5  # plates are rare: start from "no plate"

    def forward(self, picture):
        fine = self.fine(picture)
        return self.head(self.join(fine + self.up(self.coarse(fine))))


class ExportedDetector(nn.Module):
    """The detector as it ships: heat as a probability."""

    def __init__(self, detector):
        super().__init__()
        self.detector = detector

    def forward(self, picture):
        maps = self.detector(picture)
        return torch.cat([torch.sigmoid(maps[:, :1]), maps[:, 1:]], 1)


class Reader(nn.Module):
    """One line of a plate: grey 1 x 32 x 160, mean 0 and spread 1, in; 37 class scores in 40 columns out."""

    def __init__(self):
        super().__init__()
        self.shapes = nn.Sequential(
            _conv(1, 24), nn.MaxPool2d(2), _conv(24, 48), nn.MaxPool2d(2), _conv(48, 80), nn.MaxPool2d((2, 1)),
            _conv(80, 96), _conv(96, 128), nn.MaxPool2d((4, 1)))
        self.first, self.second = _across(128), _across(128)
        self.drop = nn.Dropout(.1)
        self.classes = nn.Conv2d(128, len(ALPHABET), 1)

    def forward(self, line):
        x = self.shapes(line)
        x = x + self.first(x)
        x = x + self.second(self.drop(x))
        return self.classes(x).squeeze(2)


class ExportedReader(nn.Module):
    """The reader as it ships: probabilities over the classes."""

    def __init__(self, reader):
        super().__init__()
        self.reader = reader

    def forward(self, line):
        return torch.softmax(self.reader(line), 1)
