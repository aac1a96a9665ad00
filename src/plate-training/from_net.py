"""Starts a training from the weights of a net that ships: its .onnx put back into the net that it was exported from."""
import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn


def load(net, path, batches):
    """Puts the weights of the exported net at `path` into `net`, in place.

    An exported net has its batch norms folded into the convolutions before them. Training needs them apart again: each
    takes the mean and spread that its convolution has over `batches` (net inputs), so that the net answers the same in
    training as it does when it ships.
    """
    convolutions = [m for m in net.modules() if isinstance(m, nn.Conv2d)]
    weights = _convolutions(path)
    if len(weights) != len(convolutions):
        raise ValueError(f"{path} has {len(weights)} convolutions, expected {len(convolutions)}: it is another net")
    norms = dict(_followers(net))
    with torch.no_grad():
        for layer, (weight, bias) in zip(convolutions, weights):
            if layer.weight.shape != weight.shape:
                raise ValueError(f"{path} has a convolution of {tuple(weight.shape)}, expected {tuple(layer.weight.shape)}")
            layer.weight.copy_(weight)
            if layer in norms:
                _pass_through(norms[layer], bias)
            else:
                layer.bias.copy_(bias)
        _measure(net, norms.values(), batches)


def _convolutions(path):
    """Weight and bias of each convolution in the order in which they are computed."""
    graph = onnx.load(path).graph
    values = {i.name: torch.from_numpy(np.array(numpy_helper.to_array(i))) for i in graph.initializer}
    found = [(values[node.input[1]], values[node.input[2]] if len(node.input) > 2 else None)
             for node in graph.node if node.op_type == "Conv"]
    if any(bias is None for _, bias in found):
        raise ValueError(f"{path} has a convolution without a bias, expected batch norms folded into all of them")
    return found


def _followers(net):
    """Pairs of a convolution and the batch norm behind it."""
    for block in net.modules():
        if isinstance(block, nn.Sequential):
            layers = list(block)
            yield from ((a, b) for a, b in zip(layers, layers[1:]) if isinstance(a, nn.Conv2d) and isinstance(b, nn.BatchNorm2d))


def _pass_through(norm, bias):
    """Makes a batch norm add the bias and nothing else."""
    norm.running_mean.zero_()
    norm.running_var.fill_(1 - norm.eps)
    norm.weight.fill_(1)
    norm.bias.copy_(bias)


def _measure(net, norms, batches):
    """Gives every batch norm the mean and spread of what it is fed, and undoes them by its own scale and shift."""
    fed = {norm: [] for norm in norms}
    hooks = [norm.register_forward_hook(lambda layer, given, _: fed[layer].append(_moments(given[0]))) for norm in fed]
    was = net.training
    net.eval()
    for batch in batches:
        net(batch)
    net.train(was)
    for hook in hooks:
        hook.remove()
    for norm, moments in fed.items():
        mean = torch.stack([m for m, _ in moments]).mean(0)
        spread = torch.stack([s for _, s in moments]).mean(0) - mean ** 2
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(spread.clamp_min(1e-6))
        norm.weight.copy_((norm.running_var + norm.eps).sqrt())
        norm.bias.add_(mean)


def _moments(x):
    return x.mean((0, 2, 3)), (x ** 2).mean((0, 2, 3))
