#!/usr/bin/env python3
"""Pose2Sim's demo through the program: how far its .trc lies, in each video, from the 2D detections that it was made of.

usage: pose2sim_reprojection.py path/to/solopose shared/data/pose2sim pose2sim-0.7.2-py3-none-any.whl     needs numpy h5py

`solopose import` binds calibration and videos, `solopose export --layout videopose3d` projects into each camera. The detections (OpenPose's
BODY_25B, of the same four videos) lie in the wheel of Pose2Sim 0.7.2 on PyPI. Of several people in a picture the nearest one counts. Prints of
each camera the median over frames and joints, in pixels: of the joints that the export has, wherever they were detected, and of all 21 markers
in the project, projected here by its cameras, where they were detected with the 0.3 that Pose2Sim asks for. The latter are the 8 to 17 px of
shared/data/README.md; in the former the joints on which camera 3 is 40 to 54 px off weigh more (right hip, shoulder and elbow, left knee).
"""
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import zipfile

import h5py
import numpy

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "resources/python"))
import read_project  # noqa: E402

# VideoPose3D's 17 joints and BODY_25B's numbers of those that both have
JOINTS = {1: 12, 2: 14, 3: 16, 4: 11, 5: 13, 6: 15, 8: 17, 11: 5, 12: 7, 13: 9, 14: 6, 15: 8, 16: 10}

MARKERS = {"RHip": 12, "RKnee": 14, "RAnkle": 16, "RBigToe": 22, "RSmallToe": 23, "RHeel": 24, "LHip": 11, "LKnee": 13, "LAnkle": 15, "LBigToe": 19,
           "LSmallToe": 20, "LHeel": 21, "Neck": 17, "Head": 18, "Nose": 0, "RShoulder": 6, "RElbow": 8, "RWrist": 10, "LShoulder": 5, "LElbow": 7,
           "LWrist": 9}


def projected(camera, points_mm):
    """Pixels of points in a camera of a project: Brown and Conrady's lens, k1 k2 p1 p2 k3."""
    x, y, z = numpy.moveaxis(points_mm @ numpy.reshape(camera["rotation"], (3, 3)).T + camera["translation_mm"], -1, 0)
    x, y = x / z, y / z
    k1, k2, p1, p2, k3 = camera["distortion"]
    r = x * x + y * y
    radial = 1 + r * (k1 + r * (k2 + r * k3))
    x, y = x * radial + 2 * p1 * x * y + p2 * (r + 2 * x * x), y * radial + p1 * (r + 2 * y * y) + 2 * p2 * x * y
    lens = numpy.reshape(camera["intrinsics"], (3, 3))
    return numpy.stack([lens[0, 0] * x + lens[0, 2], lens[1, 1] * y + lens[1, 2]], -1)


def all_markers(project):
    """Pixels per camera of every marker that is detected, too, and the numbers of the detections."""
    (_, file, group, joints, _), = read_project.sequences(project)
    with h5py.File(file) as poses:
        points = poses[group][()].astype(float)[:, [name in MARKERS for name in joints]]
    (rig,), = sqlite3.connect(pathlib.Path(project, "project.sqlite")).execute("SELECT json FROM camera_rig")
    return [projected(camera, points) for camera in json.loads(rig)], [MARKERS[name] for name in joints if name in MARKERS]


def detections(wheel, camera, frames):
    """Per frame the people of a camera, each (25, 3) of x, y and confidence."""
    with zipfile.ZipFile(wheel) as archive:
        def people(frame):
            name, = [n for n in archive.namelist() if re.search(rf"SingleParticipant/S00_P00_T01.*/cam{camera:02}\.{frame:04}\.json$", n)]
            return [numpy.array(p["pose_keypoints_2d"]).reshape(25, 3) for p in json.loads(archive.read(name))["people"]]
        return [people(frame) for frame in range(frames)]


def distances(pixels, people, joints, least):
    """Of the joints that were detected with more than that confidence, of the person who is nearest."""
    best = None
    for person in people:
        seen = person[joints]
        apart = numpy.linalg.norm(seen[:, :2] - pixels, axis=1)[seen[:, 2] > least]
        if len(apart) > 0 and (best is None or numpy.median(apart) < numpy.median(best)):
            best = apart
    return best


def told(views, found, joints, least):
    apart = numpy.concatenate([d for d in (distances(*each, joints, least) for each in zip(views, found)) if d is not None])
    return f"{len(joints)} joints: median {numpy.median(apart):5.1f} px   90 % {numpy.percentile(apart, 90):5.1f} px"


def main(solopose, data, wheel):
    for trc in sorted((data / "pose-3d").glob("*.trc")):
        with tempfile.TemporaryDirectory() as folder:
            project, file = pathlib.Path(folder) / "project", pathlib.Path(folder) / "data_3d_demo.npz"
            subprocess.run([solopose, "import", project, trc], check=True, capture_output=True)
            subprocess.run([solopose, "export", project, "--out", file, "--layout", "videopose3d"], check=True, capture_output=True)
            keypoints = numpy.load(file.with_name("data_2d_demo_gt.npz"), allow_pickle=True)["positions_2d"].item()
            markers, numbers = all_markers(project)
            cameras, = numpy.load(file, allow_pickle=True)["cameras"].item().values()
        takes, = keypoints.values()
        views, = takes.values()
        print(trc.name)
        for camera, pixels, marked in zip(cameras, views, markers):
            found = detections(wheel, int(camera["id"][-2:]), len(pixels))
            exported = told(pixels[:, list(JOINTS)], found, list(JOINTS.values()), 0)
            print(f"  {camera['id']:10} {len(pixels)} frames   {exported}     {told(marked, found, numbers, 0.3)}")


if __name__ == "__main__":
    main(sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3])
