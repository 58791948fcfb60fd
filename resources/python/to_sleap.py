#!/usr/bin/env python3
"""Writes a sequence of a SoloPose Studio project as SLEAP's labels, 3D points included; needs h5py and sleap-io 0.8 or later.

usage: to_sleap.py PROJECT DATASET/SUBJECT/TAKE/VIEW OUT.slp

SLEAP keeps 3D points only with what cameras saw of them. So the sequence needs cameras, and a video for each, and lies in the world that they
look at: every camera gets the points as they appear in its picture, and the group of what belongs together has them in 3D, in mm.
"""
import json
import pathlib
import sqlite3
import sys

import h5py
import numpy
import sleap_io

from read_project import sequences

CAMERAS = """SELECT c.json, s.videos, s.in_camera_frame FROM sequence s JOIN import i ON s.import = i.id JOIN dataset d ON i.dataset = d.id
  JOIN camera_rig c ON s.camera_rig = c.id WHERE d.name || '/' || s.subject || '/' || s.take || '/' || s.view = ?"""


def pixels(camera, points):
    """Brown and Conrady's lens, as OpenCV has it; NaN behind the camera."""
    local = points @ numpy.reshape(camera["rotation"], (3, 3)).T + camera["translation_mm"]
    x, y = (local[:, :2] / numpy.where(local[:, 2:] > 0, local[:, 2:], numpy.nan)).T
    k1, k2, p1, p2, k3 = camera["distortion"]
    square = x * x + y * y
    radial = 1 + square * (k1 + square * (k2 + square * k3))
    bent = [x * radial + 2 * p1 * x * y + p2 * (square + 2 * x * x), y * radial + p1 * (square + 2 * y * y) + 2 * p2 * x * y, numpy.ones(len(x))]
    return (numpy.reshape(camera["intrinsics"], (3, 3)) @ bent)[:2].T


def camera_of(camera):
    turn = numpy.reshape(camera["rotation"], (3, 3))
    made = sleap_io.Camera(matrix=numpy.reshape(camera["intrinsics"], (3, 3)), dist=camera["distortion"],
                           size=(camera["width"], camera["height"]), name=camera["name"])
    made.extrinsic_matrix = numpy.vstack([numpy.column_stack([turn, camera["translation_mm"]]), [0, 0, 0, 1]])
    return made


def main(project, wanted, out):
    (file, group, joints), = [(file, group, joints) for name, file, group, joints, _ in sequences(project) if name == wanted] or sys.exit("no such sequence")
    database = sqlite3.connect(f"file:{pathlib.Path(project, 'project.sqlite')}?mode=ro", uri=True)
    (rig, films, in_camera_frame), = database.execute(CAMERAS, (wanted,))
    rig, films = json.loads(rig), json.loads(films)
    if not rig or len(films) != len(rig) or in_camera_frame or any(camera["lens"] != "brown_conrady" for camera in rig):
        sys.exit(f"{wanted}: SLEAP wants a world with cameras of usual lenses, and a video of each")
    skeleton = sleap_io.Skeleton(joints)
    videos = [sleap_io.Video(str(pathlib.Path(project, film)), open_backend=False) for film in films]
    cameras = [camera_of(camera) for camera in rig]
    session = sleap_io.RecordingSession(camera_group=sleap_io.CameraGroup(cameras))
    for video, camera in zip(videos, cameras):
        session.add_video(video, camera)
    frames = []
    for number, points in enumerate(h5py.File(file, "r")[group][()].astype(float)):
        seen = [sleap_io.Instance.from_numpy(pixels(camera, points), skeleton=skeleton) for camera in rig]
        own = [sleap_io.LabeledFrame(video=video, frame_idx=number, instances=[one]) for video, one in zip(videos, seen)]
        person = sleap_io.InstanceGroup(dict(zip(cameras, seen)), instance_3d=sleap_io.Instance3D(points, skeleton))
        session.frame_groups[number] = sleap_io.FrameGroup(number, [person], dict(zip(cameras, own)))
        frames += own
    sleap_io.save_slp(sleap_io.Labels(frames, videos=videos, skeletons=[skeleton], sessions=[session]), out)


if __name__ == "__main__":
    main(*sys.argv[1:])
