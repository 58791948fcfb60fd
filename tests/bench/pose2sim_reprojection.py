#!/usr/bin/env python3
"""Pose2Sim's demo through the program: how far its .trc lies, in each video, from the 2D detections that it was made of.

usage: pose2sim_reprojection.py path/to/solopose shared/data/pose2sim pose2sim-0.7.2-py3-none-any.whl     needs numpy

`solopose import` binds calibration and videos, `solopose export --layout videopose3d` projects into each camera. The detections (OpenPose's
BODY_25B, of the same four videos) lie in the wheel of Pose2Sim 0.7.2 on PyPI. Of several people in a picture the nearest one counts. Prints of
each camera the median over frames and joints, in pixels.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

import numpy

# VideoPose3D's 17 joints and BODY_25B's numbers of those that both have
JOINTS = {1: 12, 2: 14, 3: 16, 4: 11, 5: 13, 6: 15, 8: 17, 11: 5, 12: 7, 13: 9, 14: 6, 15: 8, 16: 10}


def detections(wheel, camera, frames):
    """Per frame the people of a camera, each (25, 3) of x, y and confidence."""
    with zipfile.ZipFile(wheel) as archive:
        def people(frame):
            name, = [n for n in archive.namelist() if re.search(rf"SingleParticipant/S00_P00_T01.*/cam{camera:02}\.{frame:04}\.json$", n)]
            return [numpy.array(p["pose_keypoints_2d"]).reshape(25, 3) for p in json.loads(archive.read(name))["people"]]
        return [people(frame) for frame in range(frames)]


def distances(pixels, people):
    """Of the joints that were detected, of the person who is nearest."""
    best = None
    for person in people:
        seen = person[list(JOINTS.values())]
        apart = numpy.linalg.norm(seen[:, :2] - pixels[list(JOINTS)], axis=1)[seen[:, 2] > 0]
        if len(apart) > 0 and (best is None or numpy.median(apart) < numpy.median(best)):
            best = apart
    return best


def main(solopose, data, wheel):
    for trc in sorted((data / "pose-3d").glob("*.trc")):
        with tempfile.TemporaryDirectory() as folder:
            project, file = pathlib.Path(folder) / "project", pathlib.Path(folder) / "data_3d_demo.npz"
            said = subprocess.run([solopose, "import", project, trc, "--json"], check=True, capture_output=True, text=True)
            subprocess.run([solopose, "export", project, "--out", file, "--layout", "videopose3d"], check=True, capture_output=True)
            keypoints = numpy.load(file.with_name("data_2d_demo_gt.npz"), allow_pickle=True)["positions_2d"].item()
            cameras, = numpy.load(file, allow_pickle=True)["cameras"].item().values()
        takes, = keypoints.values()
        views, = takes.values()
        print(trc.name)
        for camera, pixels in zip(cameras, views):
            found = detections(wheel, int(camera["id"][-2:]), len(pixels))
            apart = numpy.concatenate([d for d in map(distances, pixels, found) if d is not None])
            print(f"  {camera['id']:10} {len(pixels)} frames   median {numpy.median(apart):5.1f} px   90 % {numpy.percentile(apart, 90):5.1f} px")


if __name__ == "__main__":
    main(sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3])
