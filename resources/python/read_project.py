#!/usr/bin/env python3
"""Prints a sequence of a SoloPose Studio project; h5py and sqlite3 suffice.

usage: read_project.py PROJECT                              lists the sequences
       read_project.py PROJECT DATASET/SUBJECT/TAKE/VIEW    prints one, (frames, joints, 3) in millimetres

Poses are those of the file that was imported, in its own frame and with its own joints; NaN is missing. What people
rejected or repaired since stands in the tables verdict and repair.
"""
import json
import pathlib
import sqlite3
import sys

import h5py

SEQUENCES = """SELECT d.name || '/' || s.subject || '/' || s.take || '/' || s.view, s.import, s.pose_group, j.json,
  s.frames_per_second FROM sequence s JOIN import i ON s.import = i.id JOIN dataset d ON i.dataset = d.id
  JOIN joint_set j ON s.joint_set = j.id ORDER BY 1"""


def sequences(project):
    """Of each sequence its name, file, place in the file, joints and frames a second."""
    database = sqlite3.connect(f"file:{pathlib.Path(project, 'project.sqlite')}?mode=ro", uri=True)
    return [(name, pathlib.Path(project, "poses", f"{of}.h5"), group, json.loads(joints)["joints"], rate)
            for name, of, group, joints, rate in database.execute(SEQUENCES)]


def main(project, wanted=None):
    for name, file, group, joints, rate in sequences(project):
        if wanted is None:
            print(name)
        elif name == wanted:
            poses = h5py.File(file, "r")[group][()]
            print(name, poses.shape, f"{rate:g} frames a second", ", ".join(joints), poses, sep="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
