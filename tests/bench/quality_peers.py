#!/usr/bin/env python3
"""Doubtful frames: `solopose quality` and SLEAP's label QC on the same planted faults of real motion, in one run.

usage: quality_peers.py path/to/solopose path/to/shared/data [--rates 0.001 0.01 0.05] [--frames 500] [--copies 8]

Needs numpy and PyPI's sleap 1.6 (without its dependencies: sleap-io 0.6, networkx, scikit-learn, h5py, pandas, attrs suffice).

Real motion (AIST++, CMU, Pose2Sim) is read by solopose, damaged with fixed seeds, and given to solopose as .npz files and to SLEAP as labels
seen by one fixed pinhole camera, a video for each recording; of each recording the first `frames` frames. SLEAP learns from what it judges, as its window does.

  recall     planted faults of which at least one frame is named, give or take one
  precision  damaged frames, give or take one, among those that are named; `new` leaves out frames that are named in the undamaged motion too
  SLEAP      at its default threshold; `as many` are its worst frames, as many as solopose names

Instances per CPU second (user + system): solopose's whole process, from the project on disk to the JSON; of SLEAP fit and score alone, labels
already in memory. At scale: all damaged recordings `copies` times in one project.
"""
import argparse
import json
import os
import pathlib
import subprocess
import tempfile
import time

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(variable, "1")
import numpy as np
import sleap_io
from sleap.qc import LabelQCDetector, QCConfig

SOURCES = [("aist", "aistpp/keypoints3d"), ("bvh", "cmu/bvh"), ("trc", "pose2sim/pose-3d")]  # all of them y up
LEFT, RIGHT = [4, 5, 6, 9, 10, 11], [1, 2, 3, 12, 13, 14]
LIMBS = [(4, 5, 6), (1, 2, 3), (9, 10, 11), (12, 13, 14)]
BONES = [(0, 1), (1, 2), (2, 3), (0, 4), (4, 5), (5, 6), (0, 7), (7, 8), (7, 9), (9, 10), (10, 11), (7, 12), (12, 13), (13, 14)]
FOCAL_PX, CENTRE_PX, DISTANCE_MM = 1000.0, 500.0, 4500.0


def spike(poses, first, last, random):
    moved = slice(None) if random.integers(4) == 0 else random.integers(15)
    jump = random.normal(size=3)
    poses[first:last, moved] += jump / np.linalg.norm(jump) * random.uniform(150, 500)


def freeze(poses, first, last, random):
    poses[first:last] = poses[first - 1]


def swap(poses, first, last, random):
    """A pair of joints, the legs, the arms, or the body."""
    which = random.integers(4)
    pairs = [[random.integers(6)], range(3), range(3, 6), range(6)][which]
    for pair in pairs:
        poses[first:last, [LEFT[pair], RIGHT[pair]]] = poses[first:last, [RIGHT[pair], LEFT[pair]]]


def gap(poses, first, last, random):
    lost = slice(None) if random.integers(3) == 0 else random.integers(15)
    poses[first:last, lost] = np.nan


def scaled_limb(poses, first, last, random):
    root, *rest = LIMBS[random.integers(4)][random.integers(2):]
    factor = random.uniform(1.2, 1.6) if random.integers(2) == 0 else random.uniform(0.5, 0.8)
    for joint in rest:
        poses[first:last, joint] = poses[first:last, root] + factor * (poses[first:last, joint] - poses[first:last, root])


FAULTS = [(spike, 1, 3), (freeze, 3, 20), (swap, 1, 40), (gap, 1, 20), (scaled_limb, 5, 30)]  # frames: shortest, longest


def plant(poses, fault, shortest, longest, rate, random):
    """Damages about `rate` of the frames, in runs that keep 25 frames apart; which runs."""
    left, runs = int(np.ceil(rate * len(poses))), []
    for _ in range(2000):
        count = int(random.integers(shortest, longest + 1))
        if left <= 0 or len(poses) <= count + 16:
            break
        first = int(random.integers(4, len(poses) - count - 4))
        if any(first <= end + 25 and begin <= first + count + 25 for begin, end in runs):
            continue
        fault(poses, first, first + count, random)
        runs.append((first, first + count))
        left -= count
    return runs


def solopose(program, *arguments):
    return subprocess.run([program, *map(str, arguments)], check=True, capture_output=True, text=True).stdout


def real_motion(program, data, frames):
    """[(name, frames a second, poses in mm)]"""
    with tempfile.TemporaryDirectory() as scratch:
        for format_name, folder in SOURCES:
            solopose(program, "import", f"{scratch}/project", "--format", format_name, "--name", format_name, data / folder)
        solopose(program, "export", f"{scratch}/project", "--out", f"{scratch}/poses.npz")
        poses = np.load(f"{scratch}/poses.npz")
        return poses["joints"], [(str(name), poses["fps"][i], poses[str(i)][:frames]) for i, name in enumerate(poses["names"])]


def write_project(program, joints, recordings, scratch):
    project = pathlib.Path(scratch) / "project"
    for dataset in sorted({name.split("/")[0] for name, _, _ in recordings}):
        own = [one for one in recordings if one[0].split("/")[0] == dataset]
        np.savez(f"{scratch}/{dataset}.npz", names=[one[0] for one in own], joints=joints, fps=[one[1] for one in own],
                 **{str(i): one[2] for i, one in enumerate(own)})
        solopose(program, "import", project, "--format", "table", "--name", dataset, "--up", "y", f"{scratch}/{dataset}.npz")
    return project


def cpu_of_children():
    times = os.times()
    return times.children_user + times.children_system


def ask_solopose(program, joints, recordings):
    """Which frames of each recording it names, and the CPU seconds it took."""
    with tempfile.TemporaryDirectory() as scratch:
        project = write_project(program, joints, recordings, scratch)
        start = cpu_of_children()
        findings = json.loads(solopose(program, "quality", project, "--json"))
        seconds = cpu_of_children() - start
    named = {name: np.zeros(len(poses), bool) for name, _, poses in recordings}
    for one in findings:
        named[one["sequence"]][one["first_frame"]:one["last_frame"] + 1] = True
    return [named[name] for name, _, _ in recordings], seconds


def seen(poses):
    """One pinhole camera, level, DISTANCE_MM in front of where the recording's people are on average."""
    centred = poses - np.nanmean(poses[:, 0], axis=0)
    with np.errstate(invalid="ignore"):
        return CENTRE_PX + FOCAL_PX * centred[..., :2] * [1, -1] / np.maximum(DISTANCE_MM - centred[..., 2:], 500)


def labels_of(joints, recordings):
    skeleton = sleap_io.Skeleton(nodes=[str(name) for name in joints], edges=BONES)
    for left, right in zip(LEFT, RIGHT):
        skeleton.add_symmetry(str(joints[left]), str(joints[right]))
    frames, videos = [], []
    for name, _, poses in recordings:
        videos.append(sleap_io.Video(filename=f"{name}.mp4", open_backend=False))
        for f, points in enumerate(seen(poses)):
            frames.append(sleap_io.LabeledFrame(video=videos[-1], frame_idx=f,
                                                instances=[sleap_io.Instance.from_numpy(points, skeleton=skeleton)]))
    return sleap_io.Labels(frames, videos=videos, skeletons=[skeleton])


def ask_sleap(joints, recordings):
    """A score for each frame of each recording, and the CPU seconds it took."""
    labels = labels_of(joints, recordings)
    start = time.process_time()
    results = LabelQCDetector().fit(labels).score(labels)
    seconds = time.process_time() - start
    scores = [np.zeros(len(poses)) for _, _, poses in recordings]
    for key, score in results.instance_scores.items():
        scores[key.video_idx][key.frame_idx] = score
    return scores, seconds


def at_threshold(scores, threshold):
    return [one >= threshold for one in scores]


def as_many(scores, count):
    """The worst frames of all recordings, `count` of them."""
    every = np.concatenate(scores)
    worst = np.zeros(len(every), bool)
    worst[np.argsort(-every, kind="stable")[:count]] = True
    return np.split(worst, np.cumsum([len(one) for one in scores])[:-1])


def recall_and_precision(named, planted, before):
    found = faults = named_frames = right = new = 0
    for own, runs, known in zip(named, planted, before):
        damaged = np.zeros(len(own), bool)
        for begin, end in runs:
            damaged[begin - 1:end + 1] = True
            faults += 1
            found += own[begin - 1:end + 1].any()
        named_frames += own.sum()
        right += (own & damaged).sum()
        new += (own & (damaged | ~known)).sum()
    return found / max(faults, 1), right / max(named_frames, 1), right / max(new, 1), faults


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("solopose")
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--rates", type=float, nargs="+", default=[0.001, 0.01, 0.05])
    parser.add_argument("--frames", type=int, default=500)
    parser.add_argument("--copies", type=int, default=8)
    arguments = parser.parse_args()

    joints, sound = real_motion(arguments.solopose, arguments.data, arguments.frames)
    frames = sum(len(poses) for _, _, poses in sound)
    own_before, own_seconds = ask_solopose(arguments.solopose, joints, sound)
    peer_sound, peer_seconds = ask_sleap(joints, sound)
    threshold = QCConfig().instance_threshold
    peer_before = at_threshold(peer_sound, threshold)
    print(f"{len(sound)} recordings, {frames} frames of real motion; named in them undamaged: solopose "
          f"{sum(one.sum() for one in own_before) / frames:.1%}, SLEAP at {threshold} {sum(one.sum() for one in peer_before) / frames:.1%}")
    print(f"{'':26}{'solopose':^27}{'SLEAP':^27}{'SLEAP, as many':^27}")
    print(f"{'fault':12}{'rate':>6}{'faults':>8}" + 3 * f"{'recall':>9}{'precision':>10}{'new':>8}")
    damaged_recordings = []
    for number, (fault, shortest, longest) in enumerate(FAULTS):
        for rate in arguments.rates:
            random = np.random.default_rng([number, round(rate * 1e6)])
            recordings = [(name, fps, poses.copy()) for name, fps, poses in sound]
            planted = [plant(poses, fault, shortest, longest, rate, random) for _, _, poses in recordings]
            own, seconds = ask_solopose(arguments.solopose, joints, recordings)
            own_seconds += seconds
            peer, seconds = ask_sleap(joints, recordings)
            peer_seconds += seconds
            row = [recall_and_precision(own, planted, own_before),
                   recall_and_precision(at_threshold(peer, threshold), planted, peer_before),
                   recall_and_precision(as_many(peer, sum(one.sum() for one in own)), planted,
                                        as_many(peer_sound, sum(one.sum() for one in own_before)))]
            print(f"{fault.__name__:12}{rate:6.1%}{row[0][3]:8}" + "".join(f"{r:9.3f}{p:10.3f}{n:8.3f}" for r, p, n, _ in row), flush=True)
            damaged_recordings.append(recordings)

    runs = 1 + len(damaged_recordings)
    own_rate, peer_rate = runs * frames / own_seconds, runs * frames / peer_seconds
    many = [(f"{parts[0]}/{parts[1]}{copy}x{k}/{parts[2]}/{parts[3]}", fps, poses)
            for copy in range(arguments.copies) for k, recordings in enumerate(damaged_recordings)
            for parts, fps, poses in ((name.split("/"), fps, poses) for name, fps, poses in recordings)]
    _, seconds = ask_solopose(arguments.solopose, joints, many)
    many_frames = sum(len(poses) for _, _, poses in many)
    print(f"\ninstances per CPU second        solopose      SLEAP      ratio")
    print(f"{frames} frames, program's start counted {own_rate:9.0f} {peer_rate:10.0f} {own_rate / peer_rate:9.0f}")
    print(f"{many_frames} frames                       {many_frames / seconds:9.0f} {'':10} {many_frames / seconds / peer_rate:9.0f}")


if __name__ == "__main__":
    main()
