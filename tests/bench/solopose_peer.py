#!/usr/bin/env python3
"""The `tiny` network against the same network with the same weights in eager PyTorch, in one run.

usage: solopose_peer.py path/to/solopose [threads]     needs python3-numpy and python3-torch (Debian's packages; the studio itself does not)

Runs `solopose benchmark solopose`, which also writes its weights with examples; rebuilds the network in Python; checks that answers, loss and
every gradient agree to 1e-4; then prints, best of several rounds on as many threads:

- inference: 4 clips of 8 frames to poses (softmax of doubled logits, mean position);
- a training step on 16 frames and one on 4 clips of 8: forward, targets, cross-entropy, backward, AdamW with clipped norm. PyTorch's targets are
  tensors of their own: in the plain dense form (every Gaussian at every voxel), and from separable factors by one einsum.

OpenBLAS gets one thread on both sides: its own threads do not know of torch's and slow both down (solopose sets this itself). The machine is
disturbed by whatever else runs, so ours is measured before and after PyTorch's, and the better one counts on both sides.
"""
import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import time

os.environ["OPENBLAS_NUM_THREADS"] = "1"
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

EXTENT, VOXELS, SIGMA, SPACING = 2600.0, 16, 2600.0 / 16, 100.0  # sigma is a voxel: the default's 45 mm is smaller
WINDOW, HEADS = (8, 4, 4), 4
BONES = [(0, 1), (1, 2), (2, 3), (0, 4), (4, 5), (5, 6), (0, 7), (7, 8), (7, 9), (9, 10), (10, 11), (7, 12), (12, 13), (13, 14)]
NEIGHBOURS = [(t, b if t == a else a) for t in range(15) for a, b in BONES if t in (a, b)]


def read_safetensors(path):
    raw = pathlib.Path(path).read_bytes()
    (length,) = struct.unpack("<Q", raw[:8])
    kinds = {"F32": np.float32, "I64": np.int64}
    tensors = {}
    for name, entry in json.loads(raw[8 : 8 + length]).items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        numbers = np.frombuffer(raw[8 + length + begin : 8 + length + end], kinds[entry["dtype"]])
        tensors[name] = torch.from_numpy(numbers.reshape(entry["shape"]).copy())
    return tensors


class Residual(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(channels, channels, 3, padding=1, bias=False), nn.BatchNorm2d(channels), nn.ReLU(True),
            nn.Conv2d(channels, channels, 3, padding=1, bias=False), nn.BatchNorm2d(channels))

    def forward(self, x):
        return F.relu(x + self.layers(x))


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        layers, before = [], 3
        for channels, blocks in ((16, 0), (32, 1), (64, 2)):
            layers += [nn.Conv2d(before, channels, 3, 2, 1, bias=False), nn.BatchNorm2d(channels), nn.ReLU(True)]
            layers += [Residual(channels) for _ in range(blocks)]
            before = channels
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


class Block(nn.Module):
    """A clip of 8 x 4 x 4 tokens is one window, so nothing is shifted."""

    def __init__(self, width=64, mlp=128):
        super().__init__()
        self.bias_table = nn.Parameter(torch.zeros(np.prod([2 * side - 1 for side in WINDOW]), HEADS))
        self.norm_1, self.norm_2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.fc_1, self.fc_2 = nn.Linear(width, mlp), nn.Linear(mlp, width)
        at = np.stack(np.meshgrid(*map(np.arange, WINDOW), indexing="ij"), -1).reshape(-1, 3)
        apart = at[:, None] - at[None] + np.array(WINDOW) - 1
        rows = (apart[..., 0] * (2 * WINDOW[1] - 1) + apart[..., 1]) * (2 * WINDOW[2] - 1) + apart[..., 2]
        self.index = torch.from_numpy(rows.reshape(-1))

    def forward(self, x):
        clips, tokens, width = x.shape
        q, k, v = self.qkv(self.norm_1(x)).view(clips, tokens, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        bias = self.bias_table[self.index].view(tokens, tokens, HEADS).permute(2, 0, 1)
        mixed = torch.softmax(q @ k.transpose(-2, -1) * (width // HEADS) ** -0.5 + bias, -1) @ v
        x = x + self.out(mixed.transpose(1, 2).reshape(clips, tokens, width))
        return x + self.fc_2(F.gelu(self.fc_1(self.norm_2(x))))


class Stage(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = nn.ModuleList([Block(), Block()])


class Temporal(nn.Module):
    def __init__(self):
        super().__init__()
        self.stages = nn.ModuleList([Stage()])

    def forward(self, features):
        clips, frames, channels, side, _ = features.shape
        pooled = F.avg_pool2d(features.flatten(0, 1), 2)
        tokens = pooled.view(clips, frames, channels, -1).permute(0, 1, 3, 2).reshape(clips, -1, channels)
        x = tokens
        for block in self.stages[0].blocks:
            x = block(x)
        change = (x - tokens).view(clips * frames, side // 2, side // 2, channels).permute(0, 3, 1, 2)
        change = F.interpolate(change, (side, side), mode="bilinear", align_corners=False)
        return features + change.view(features.shape)


class Head(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(64, 128, 3, padding=1, bias=False), nn.PixelShuffle(2), nn.BatchNorm2d(32), nn.ReLU(True),
            nn.Conv2d(32, 32, 3, padding=1, bias=False), nn.BatchNorm2d(32), nn.ReLU(True))
        self.out = nn.Conv2d(32, 15 * VOXELS, 1)

    def forward(self, x):
        return self.out(self.layers(x)).view(-1, 15, VOXELS, VOXELS, VOXELS)


class Tiny(nn.Module):
    def __init__(self):
        super().__init__()
        self.small, self.temporal, self.heat_map_head = Encoder(), Temporal(), Head()

    def frames(self, images):
        return self.heat_map_head(self.small(images))

    def forward(self, clips):
        features = self.small(clips.flatten(0, 1))
        return self.heat_map_head(self.temporal(features.view(*clips.shape[:2], *features.shape[1:])).flatten(0, 1))


def mixtures(poses):
    """Centres (N, 15, G, 3) as (depth, height, width), sigmas (N, 15, G), heights (N, 15, G), 0 where there is no Gaussian."""
    poses = poses[..., [2, 1, 0]]
    target, towards = (torch.tensor(side) for side in zip(*NEIGHBOURS))
    bones = poses[:, towards] - poses[:, target]
    lengths = bones.norm(dim=-1)
    most = int(lengths.max() / SPACING)
    steps = torch.arange(1, most + 1, dtype=torch.float32)
    sides = poses[:, target, None] + bones[:, :, None] * (steps[:, None] * SPACING / lengths[..., None, None])
    there = steps <= torch.floor(lengths / SPACING)[..., None]
    widths = ((steps + 1) ** 2 * SIGMA).expand(there.shape)
    centres, sigmas, heights = [], [], []
    for joint in range(15):
        own = target == joint
        centres.append(torch.cat([poses[:, joint, None], sides[:, own].flatten(1, 2)], 1))
        sigmas.append(torch.cat([torch.full((len(poses), 1), SIGMA), widths[:, own].flatten(1)], 1))
        heights.append(torch.cat([torch.ones(len(poses), 1), ((SIGMA / widths[:, own]) ** 3 * there[:, own]).flatten(1)], 1))
    most = max(part.shape[1] for part in sigmas)
    fill = lambda parts, value: torch.stack([torch.cat([p, p.new_full((p.shape[0], most - p.shape[1], *p.shape[2:]), value)], 1) for p in parts], 1)
    return fill(centres, 0.0), fill(sigmas, 1.0), fill(heights, 0.0)


AXIS = (torch.arange(VOXELS) + 0.5) * (EXTENT / VOXELS) - EXTENT / 2


def plain_targets(poses):
    centres, sigmas, heights = mixtures(poses)
    target = torch.zeros(len(poses), 15, VOXELS, VOXELS, VOXELS)
    for g in range(sigmas.shape[2]):
        x, y, z = (-0.5 * ((AXIS[:, None] - centres[:, :, g, None]) / sigmas[:, :, g, None, None]) ** 2).unbind(-1)
        target += heights[:, :, g, None, None, None] * torch.exp(x[..., None, None] + y[..., None, :, None] + z[..., None, None, :])
    target = target.flatten(2)
    return target / target.sum(-1, keepdim=True)


def separable_targets(poses):
    centres, sigmas, heights = mixtures(poses)
    x, y, z = torch.exp(-0.5 * ((AXIS[:, None] - centres[..., None, :]) / sigmas[..., None, None]) ** 2).unbind(-1)
    left = (heights[..., None] * x).unsqueeze(-1) * y.unsqueeze(-2)
    target = torch.einsum("njgp,njgz->njpz", left.flatten(3), z).flatten(2)
    return target / target.sum(-1, keepdim=True)


def heat_map_loss(logits, targets):
    return -(targets * F.log_softmax(logits.flatten(2), -1)).sum(-1).mean()


def decode(logits):
    p = torch.softmax(2 * logits.flatten(2), -1).view(logits.shape)
    return torch.stack([p.sum((2, 3)) @ AXIS, p.sum((2, 4)) @ AXIS, p.sum((3, 4)) @ AXIS], -1)


def check(title, ours, theirs):
    difference = float((ours - theirs).abs().max() / ours.abs().max().clamp_min(1e-12))
    assert difference < 1e-4, f"{title} differs by {difference} of the largest"
    return difference


def best_seconds(work, rounds=12):
    work()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def measure_ours(solopose, threads, example=None):
    command = [solopose, "benchmark", "solopose", "--tiny", "--json", "--threads", str(threads)]
    if example:
        command += ["--example", example]
    rows = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return {row["name"]: row for row in rows}


def compare_numbers(network, tensors):
    weights = {n: t for n, t in tensors.items() if not n.startswith(("clips.", "step.", "gradient."))}
    weights["heat_map_head.out.weight"] = weights["heat_map_head.out.weight"][:, :, None, None]
    network.load_state_dict(weights)
    network.eval()
    with torch.no_grad():
        check("logits", tensors["clips.logits"].flatten(0, 1), network(tensors["clips.frames"]))
    network.train()
    for targets in (plain_targets, separable_targets):
        network.zero_grad()
        loss = heat_map_loss(network.frames(tensors["step.frames"].flatten(0, 1)), targets(tensors["step.targets_mm"]))
        check("loss", tensors["step.loss"], loss.detach())
        loss.backward()
        largest = max(float(t.abs().max()) for n, t in tensors.items() if n.startswith("gradient."))
        for name, parameter in network.named_parameters():
            if parameter.grad is None:
                continue
            ours = tensors["gradient." + name]
            difference = float((ours.view_as(parameter.grad) - parameter.grad).abs().max()) / largest
            assert difference < 1e-4, f"gradient of {name} differs by {difference} of the largest"
    network.load_state_dict(weights)


def main(solopose, threads):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    network = Tiny()
    with tempfile.TemporaryDirectory() as scratch:
        example = f"{scratch}/example.safetensors"
        ours = measure_ours(solopose, threads, example)
        tensors = read_safetensors(example)
        compare_numbers(network, tensors)
        poses = tensors["step.targets_mm"]
        optimizer = torch.optim.AdamW(network.parameters(), lr=1e-4, betas=(0.9, 0.99), weight_decay=0.05)

        def step(answer, frames, targets_of, targets_mm):
            loss = heat_map_loss(answer(frames), targets_of(targets_mm))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()

        frames, frame_targets = torch.randn(16, 3, 64, 64), poses.repeat(4, 1, 1)
        clips, clip_targets = torch.randn(4, 8, 3, 64, 64), poses.repeat(8, 1, 1)
        theirs = {}
        for form in (plain_targets, separable_targets):
            theirs["tiny_step_frames", form] = 16 / best_seconds(lambda: step(network.frames, frames, form, frame_targets))
            theirs["tiny_step_clips", form] = 32 / best_seconds(lambda: step(network, clips, form, clip_targets))
        network.eval()
        with torch.inference_mode():
            theirs["tiny_inference", None] = 32 / best_seconds(lambda: decode(network(clips)))
        for name, row in measure_ours(solopose, threads).items():
            if row["items_per_second"] > ours[name]["items_per_second"]:
                ours[name] = row
    titles = {None: "eager PyTorch", plain_targets: "eager PyTorch, plain dense targets", separable_targets: "eager PyTorch, separable dense targets"}
    print(f"torch {torch.__version__}, {threads} thread(s); frames a second\n")
    print(f"{'':20}{'solopose':>10}{'peer':>10}  ratio")
    for (name, form), rate in theirs.items():
        own = ours[name]["items_per_second"]
        print(f"{name:20}{own:10.0f}{rate:10.0f}  {own / rate:.2f} times {titles[form]}")
    step_seconds = ours["tiny_targets"]["floor_seconds"]
    print(f"\nof a step on 16 frames, {step_seconds * 1e3:.1f} ms:")
    for part in ("step_forward", "step_loss", "step_backward", "step_optimizer", "targets"):
        row = ours[f"tiny_{part}"]
        print(f"  {part:16}{row['seconds'] * 1e3:8.2f} ms {100 * row['ratio_to_floor']:6.1f} %")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) == 3 else 1)
