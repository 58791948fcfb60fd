#!/usr/bin/env python3
"""HeatPose's body volume against numpy and scipy on the same pose, in one run.

usage: heatpose_peers.py path/to/solopose     needs python3-numpy python3-scipy

Makes the demo project, takes one pose, checks that all forms give the volume that `solopose heatmap` writes, then prints how long each takes
on one core: numpy with separable factors added Gaussian by Gaussian (its usual float64, and float32), numpy with all Gaussians in one matrix product, scipy's
multivariate_normal on the grid, and solopose's own figure from `solopose benchmark heatpose`.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np
from scipy.stats import multivariate_normal

SIGMA, SPACING, SIZE, EXTENT = 45.0, 100.0, 64, 2800.0
BONES = [(0, 1), (1, 2), (2, 3), (0, 4), (4, 5), (5, 6), (0, 7), (7, 8), (7, 9), (9, 10), (10, 11), (7, 12), (12, 13), (13, 14)]


def mixture(pose):
    """Centres, sigmas and heights of equations 6 and 7 with sigma_i = (i + 1)^2 sigma."""
    centres, sigmas = [], []
    for target in range(15):
        centres.append(pose[target])
        sigmas.append(SIGMA)
        for a, b in BONES:
            if target not in (a, b):
                continue
            bone = pose[b if target == a else a] - pose[target]
            length = np.linalg.norm(bone)
            for step in range(1, int(length / SPACING) + 1):
                centres.append(pose[target] + bone * (step * SPACING / length))
                sigmas.append((step + 1) ** 2 * SIGMA)
    sigmas = np.array(sigmas)
    return np.array(centres), sigmas, (SIGMA / sigmas) ** 3


def factors(axes, centres, sigmas, kind):
    return [np.exp(-0.5 * ((axes[k][None] - centres[:, k, None]) / sigmas[:, None]) ** 2).astype(kind) for k in range(3)]


def numpy_separable(axes, pose, kind=np.float64):
    centres, sigmas, heights = mixture(pose)
    fx, fy, fz = factors(axes, centres, sigmas, kind)
    volume = np.zeros((SIZE,) * 3, kind)
    for g, height in enumerate(heights.astype(kind)):
        volume += (height * fx[g])[:, None, None] * fy[g][None, :, None] * fz[g][None, None, :]
    return volume / volume.max()


def numpy_separable_float32(axes, pose):
    return numpy_separable(axes, pose, np.float32)


def numpy_product(axes, pose):
    centres, sigmas, heights = mixture(pose)
    fx, fy, fz = factors(axes, centres, sigmas, np.float32)
    left = (heights.astype(np.float32)[:, None] * fx)[:, :, None] * fy[:, None, :]
    volume = (left.reshape(len(heights), -1).T @ fz).reshape((SIZE,) * 3)
    return volume / volume.max()


def scipy_densities(axes, pose):
    centres, sigmas, _ = mixture(pose)
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), -1)
    volume = np.zeros((SIZE,) * 3)
    for centre, sigma in zip(centres, sigmas):
        volume += multivariate_normal(centre, sigma**2).pdf(grid)
    return volume / volume.max()


def best_seconds(work, rounds):
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main(solopose):
    def run(*arguments):
        return subprocess.run([solopose, *map(str, arguments)], check=True, capture_output=True, text=True).stdout

    with tempfile.TemporaryDirectory() as scratch:
        project = pathlib.Path(scratch) / "demo"
        run("demo", project)
        run("export", project, "--out", f"{scratch}/poses.npz")
        poses = np.load(f"{scratch}/poses.npz")
        name = str(poses["names"][0])
        pose = poses["0"][10].astype(float)
        run("heatmap", project, "--sequence", name, "--frame", 10, "--out", f"{scratch}/volume.npz")
        ours = np.load(f"{scratch}/volume.npz")
        rows = {row["name"]: row for row in json.loads(run("benchmark", "heatpose", "--json"))}
    axes = [ours["origin_mm"][k] + np.arange(SIZE) * ours["spacing_mm"][k] for k in range(3)]
    body = rows["body_volume"]
    own = body["seconds"] / body["items"]
    print(f"one {SIZE}^3 volume, {len(mixture(pose)[1])} Gaussians")
    print(f"{'solopose':28} {own * 1e3:9.3f} ms    {body['ratio_to_floor']:.1f} times a streaming write")
    for title, work, rounds in (("numpy, Gaussian by Gaussian", numpy_separable, 5), ("the same in float32", numpy_separable_float32, 5),
                                ("numpy, one float32 product", numpy_product, 5), ("scipy multivariate_normal", scipy_densities, 1)):
        difference = np.abs(work(axes, pose) - ours["volume"]).max()
        assert difference < 1e-5, f"{title} differs by {difference}"
        seconds = best_seconds(lambda: work(axes, pose), rounds)
        print(f"{title:28} {seconds * 1e3:9.3f} ms    {seconds / own:.0f} times solopose's")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
