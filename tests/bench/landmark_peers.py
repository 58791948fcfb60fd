#!/usr/bin/env python3
"""Poses from films: the studio's model, each of its parts left out in turn, and MediaPipe in video mode, on the same frames in one run.

usage: landmark_peers.py path/to/landmark_errors MODEL.safetensors path/to/shared/data/pose2sim

Needs numpy, scipy and PyPI's mediapipe 0.10.21 (with its opencv). Pose2Sim's four calibrated films of one person; truth is pose-3d/*_0-100.trc.
MPJPE / P-MPJPE / MPJVE in mm (the last per frame), 14 joints without the head, about the middle of the hips. MediaPipe's are its
world landmarks, with its smoothing over time (its default) and without; neither has seen the cameras' calibration.
"""
import json
import pathlib
import subprocess
import sys
import time
import tomllib

import cv2
import mediapipe
import numpy as np
from scipy.spatial.transform import Rotation

# Pelvis, right leg, left leg, neck, left arm, right arm: names of the TRC file, and the two landmarks in whose middle each lies.
JOINTS = {
    None: (23, 24), "RHip": (24, 24), "RKnee": (26, 26), "RAnkle": (28, 28), "LHip": (23, 23), "LKnee": (25, 25), "LAnkle": (27, 27),
    "Neck": (11, 12), "LShoulder": (11, 11), "LElbow": (13, 13), "LWrist": (15, 15), "RShoulder": (12, 12), "RElbow": (14, 14),
    "RWrist": (16, 16),
}
PARTS = ["whole", "without_sides", "without_time", "without_own", "without_steadying", "without_even_bones", "without_model", "without_model_and_sides"]


def truth(trc):
    """(frames, 14, 3) mm in the calibration's world."""
    lines = trc.read_text().splitlines()
    names = [name for name in lines[3].split("\t")[2:] if name.strip()]
    rows = np.array([[float(value) for value in line.split("\t") if value.strip()] for line in lines[5:] if line.strip()])
    points = rows[:, 2:].reshape(len(rows), -1, 3)[..., [2, 0, 1]] * 1000  # y up to z up
    pelvis = (points[:, names.index("RHip")] + points[:, names.index("LHip")]) / 2
    return np.stack([pelvis if name is None else points[:, names.index(name)] for name in JOINTS], axis=1)


def aligned(pose, target):
    """Each pose after the best rotation, translation and scale."""
    a, b = pose - pose.mean(1, keepdims=True), target - target.mean(1, keepdims=True)
    u, s, vt = np.linalg.svd(np.swapaxes(a, 1, 2) @ b)
    sign = np.sign(np.linalg.det(u @ vt))
    u[:, :, 2] *= sign[:, None]
    s[:, 2] *= sign
    scale = s.sum(1) / (a**2).sum((1, 2))
    return scale[:, None, None] * a @ u @ vt + target.mean(1, keepdims=True)


def scores(pose, target):
    pose, target = pose - pose[:, :1], target - target[:, :1]
    seen = np.isfinite(pose).all((1, 2))
    moved = np.diff(pose, axis=0) - np.diff(target, axis=0)
    error = lambda difference: float(np.linalg.norm(difference, axis=2).mean())
    return {"mpjpe": error(pose[seen] - target[seen]), "p_mpjpe": error(aligned(pose[seen], target[seen]) - target[seen]),
            "mpjve": error(moved[seen[1:] & seen[:-1]]), "left_out": int((~seen).sum())}


def mediapipe_poses(video, smooth):
    """World landmarks as poses (frames, 14, 3) mm, and frames a second with decoding."""
    film = cv2.VideoCapture(str(video))
    poses = []
    start = time.monotonic()
    with mediapipe.solutions.pose.Pose(static_image_mode=False, model_complexity=1, smooth_landmarks=smooth) as network:
        while True:
            there, picture = film.read()
            if not there:
                break
            answer = network.process(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)).pose_world_landmarks
            if answer is None:
                poses.append(np.full((len(JOINTS), 3), np.nan))
                continue
            points = np.array([(at.x, at.y, at.z) for at in answer.landmark]) * 1000
            poses.append(np.stack([(points[one] + points[other]) / 2 for one, other in JOINTS.values()]))
    return np.array(poses), len(poses) / (time.monotonic() - start)


def peers(data):
    cameras = tomllib.loads((data / "Calib_qualisys.toml").read_text())
    world = truth(next((data / "pose-3d").glob("*_0-100.trc")))
    table = {"MediaPipe": {}, "MediaPipe, not smoothed": {}}
    for name, camera in cameras.items():
        if "rotation" not in camera:
            continue
        seen = world @ Rotation.from_rotvec(camera["rotation"]).as_matrix().T + np.array(camera["translation"]) * 1000
        for row, smooth in (("MediaPipe", True), ("MediaPipe, not smoothed", False)):
            poses, rate = mediapipe_poses(data / "videos" / (name.replace("_", "") + ".mp4"), smooth)
            frames = min(len(poses), len(seen))
            table[row][name] = scores(poses[:frames], seen[:frames]) | {"frames_a_second": rate}
    return table


def ours(bench, model, data):
    answer = subprocess.run([bench, model, str(data / "pose-3d")], stdout=subprocess.PIPE, check=True)
    films = [film for film in json.loads(answer.stdout) if film["track"].split("/")[-2].endswith("_0-100")]
    table = {part: {film["camera"]: film[part] for film in films} for part in PARTS}
    for film in films:
        table["whole"][film["camera"]]["frames_a_second"] = film["frames_a_second"]
    return table


def main():
    bench, model, data = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    table = ours(bench, model, data) | peers(data)
    cameras = sorted(next(iter(table.values())))
    print(f"{'MPJPE / P-MPJPE / MPJVE':28s}" + "".join(f"{name:>23s}" for name in [*cameras, "mean", "frames/s"]))
    for row, films in table.items():
        means = {key: np.mean([films[camera][key] for camera in cameras]) for key in ("mpjpe", "p_mpjpe", "mpjve")}
        rates = [films[camera]["frames_a_second"] for camera in cameras if "frames_a_second" in films[camera]]
        cells = [f"{cell['mpjpe']:.1f} / {cell['p_mpjpe']:.1f} / {cell['mpjve']:.1f}" for cell in [films[c] for c in cameras] + [means]]
        print(f"{row.replace('_', ' '):28s}" + "".join(f"{cell:>23s}" for cell in cells) + (f"{np.mean(rates):23.1f}" if rates else ""))


if __name__ == "__main__":
    main()
