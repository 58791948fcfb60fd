#!/usr/bin/env python3
"""Writes sequences of a SoloPose Studio project as a recording for rerun's viewer; needs h5py and rerun-sdk 0.23 or later.

usage: to_rerun.py PROJECT OUT.rrd [DATASET/SUBJECT/TAKE/VIEW …]     without names: all of them

A sequence is an entity of its name with the joints of its own file as 3D points, in mm, on the timelines "frame" and, where its rate is known,
"time". Missing joints are not there. Names and bones stand in its annotation context.
"""
import json
import pathlib
import sqlite3
import sys

import h5py
import numpy
import rerun

from read_project import SEQUENCES

LIMBS = (("pelvis", "neck", "head"), *[(start, *[f"{side}_{joint}" for joint in chain]) for side in ("left", "right")
         for start, chain in (("pelvis", ("hip", "knee", "ankle")), ("neck", ("shoulder", "elbow", "wrist")))])


def bones(canonical):
    """Pairs of the file's own joints, where a canonical joint is one of them."""
    own = {name: numbers[0] for name, numbers in canonical.items() if len(numbers) == 1}
    return [(own[a], own[b]) for limb in LIMBS for a, b in zip(limb, limb[1:]) if a in own and b in own]


def log(recording, name, poses, joint_set, rate):
    entity = rerun.new_entity_path(name.split("/"))
    points = [rerun.AnnotationInfo(id=j, label=joint) for j, joint in enumerate(joint_set["joints"])]
    context = rerun.ClassDescription(info=rerun.AnnotationInfo(id=0, label="person"), keypoint_annotations=points, keypoint_connections=bones(joint_set["canonical"]))
    recording.log(entity, rerun.AnnotationContext([context]), static=True)
    there = numpy.isfinite(poses).all(2)
    times = [rerun.TimeColumn("frame", sequence=numpy.arange(len(poses)))]
    if rate > 0:
        times.append(rerun.TimeColumn("time", duration=numpy.arange(len(poses)) / rate))
    ids = numpy.nonzero(there)[1]
    columns = rerun.Points3D.columns(positions=poses[there], keypoint_ids=ids, class_ids=numpy.zeros(len(ids), "u2"))
    recording.send_columns(entity, indexes=times, columns=columns.partition(there.sum(1)))


def main(project, out, *wanted):
    recording = rerun.RecordingStream("solopose_studio")
    recording.save(out)
    database = sqlite3.connect(f"file:{pathlib.Path(project, 'project.sqlite')}?mode=ro", uri=True)
    for name, of, group, joint_set, rate in database.execute(SEQUENCES):
        if not wanted or name in wanted:
            log(recording, name, h5py.File(pathlib.Path(project, "poses", f"{of}.h5"), "r")[group][()], json.loads(joint_set), rate)
    recording.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
