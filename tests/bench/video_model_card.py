#!/usr/bin/env python3
"""Writes the card of the model for real video: how far its joints are off on a real film whose truth is known.

    python3 tests/bench/video_model_card.py build/bin/solopose ../shared/data/pose2sim resources/video-model/card.json

Pose2Sim's BalancingTrial, one person seen by four cameras, 100 frames each. The model is told nothing of the cameras; its poses are
compared with the triangulated ones (pose-3d/*_filt_butterworth.trc) in each camera's axes, relative to the middle of the hips, without
any alignment, in all frames that have a pose. The head is another point there and is left out. Needs numpy, BlazePose's files, and to be
run again for every model that takes the place of the shipped one.
"""
import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import numpy as np

PLACES = {"right_hip": "RHip", "right_knee": "RKnee", "right_ankle": "RAnkle", "left_hip": "LHip", "left_knee": "LKnee",
          "left_ankle": "LAnkle", "neck": "Neck", "left_shoulder": "LShoulder", "left_elbow": "LElbow", "left_wrist": "LWrist",
          "right_shoulder": "RShoulder", "right_elbow": "RElbow", "right_wrist": "RWrist"}


def read_trc(file):
    """Marker: (frames, 3) mm in the calibration's world, whose x, y, z are the file's z, x, y."""
    lines = file.read_text().splitlines()
    names = [name for name in lines[3].split("\t")[2:] if name.strip()]
    rows = np.array([[float(cell) for cell in line.split()] for line in lines[5:] if line.strip()])
    places = rows[:, 2:2 + 3 * len(names)].reshape(len(rows), len(names), 3)[:, :, [2, 0, 1]] * 1000
    return {name: places[:, i] for i, name in enumerate(names)}


def rotation_of(vector):
    angle = np.linalg.norm(vector)
    x, y, z = np.asarray(vector) / angle
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross


def main():
    program, data, card = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    truth = read_trc(next((data / "pose-3d").glob("*_filt_butterworth.trc")))
    cameras = [entry for entry in tomllib.loads((data / "Calib_qualisys.toml").read_text()).values() if "rotation" in entry]
    videos = sorted((data / "videos").glob("*.mp4"))
    errors = {joint: [] for joint in PLACES}
    with tempfile.TemporaryDirectory() as scratch:
        for camera, video in zip(cameras, videos, strict=True):
            out = Path(scratch) / "poses.npz"
            subprocess.run([program, "predict", video, "--out", out], check=True, stdout=subprocess.DEVNULL)
            with np.load(out) as said:
                poses, joints, model = said["poses"], list(said["joints"]), str(said["model_fingerprint"][0])
            rotation = rotation_of(camera["rotation"])
            hips = (truth["RHip"] + truth["LHip"]) / 2
            for joint, marker in PLACES.items():
                true = (truth[marker] - hips) @ rotation.T
                predicted = poses[:, joints.index(joint)] - poses[:, joints.index("pelvis")]
                frames = min(len(true), len(predicted))
                off = np.linalg.norm(true[:frames] - predicted[:frames], axis=1)
                errors[joint].extend(off[np.isfinite(off)])
    means = {joint: round(float(np.mean(off)), 1) for joint, off in errors.items()}
    card.write_text(json.dumps({
        "model": model,
        "measured_on": "Pose2Sim BalancingTrial, 4 cameras, 400 frames",
        "joint_errors_mm": {"pelvis": 0.0, **means},
    }, indent=2) + "\n")
    print(card.read_text(), "mean of the 14 joints:", round(float(np.mean([0.0, *means.values()])), 1))


main()
