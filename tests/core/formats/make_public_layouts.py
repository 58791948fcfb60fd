#!/usr/bin/env python3
"""Writes one standing figure that walks along x in the layouts that public tools write. usage: make_public_layouts.py FOLDER
needs numpy, scipy, h5py

In mm, z up, facing +y: frame f stands 10 f mm along x; the second person one metre behind (y - 1000).
"""
import json
import pathlib
import pickle
import sys

import h5py
import numpy
import scipy.io

FRAMES = 6
RIGHT = {"hip": (120, 0, 950), "kne": (125, 40, 510), "ank": (125, 0, 90), "sho": (180, 0, 1420), "elb": (250, 0, 1150), "wri": (270, 40, 900)}
MIDDLE = {"pelvis": (0, 0, 950), "neck": (0, 0, 1450), "head": (0, 30, 1650)}
OTHER = (0, 0, 1200)  # joints that make none of the 15


def place(name):
    if name in MIDDLE:
        return MIDDLE[name]
    if name[1:] in RIGHT and name[0] in "lr":
        x, y, z = RIGHT[name[1:]]
        return (-x if name[0] == "l" else x, y, z)
    return OTHER


def body(joints, person=0):
    still = numpy.array([place(joint) for joint in joints], float)
    return numpy.array([still + [10 * f, -1000 * person, 0] for f in range(FRAMES)])


H36M_32 = {0: "pelvis", 1: "rhip", 2: "rkne", 3: "rank", 6: "lhip", 7: "lkne", 8: "lank", 13: "neck", 15: "head", 17: "lsho", 18: "lelb", 19: "lwri",
           25: "rsho", 26: "relb", 27: "rwri"}
H36M_17 = "pelvis rhip rkne rank lhip lkne lank spine neck nose head lsho lelb lwri rsho relb rwri".split()
HUMANEVA = "pelvis neck lsho lelb lwri rsho relb rwri lhip lkne lank rhip rkne rank head".split()
PANOPTIC = "neck head pelvis lsho lelb lwri lhip lkne lank rsho relb rwri rhip rkne rank leye lear reye rear".split()
SHELF = "rank rkne rhip lhip lkne lank rwri relb rsho lsho lelb lwri neck head".split()
MEDIAPIPE = ["head"] + ["face"] * 10 + "lsho rsho lelb relb lwri rwri".split() + ["hand"] * 6 + "lhip rhip lkne rkne lank rank".split() + ["foot"] * 4


def to_camera(points, height=1000, distance=4000):
    """x right, y down, z forward, of a camera that looks along -y and therefore sees the figure's face."""
    return numpy.stack([-points[..., 0], height - points[..., 2], distance - points[..., 1]], -1)


def martinez(folder):
    path = folder / "S7/MyPoses/3D_positions"
    path.mkdir(parents=True)
    points = body([H36M_32.get(j, "none") for j in range(32)])
    with h5py.File(path / "Walking 1.h5", "w") as file:
        file["3D_positions"] = points.reshape(FRAMES, 96).T


def toolbox(folder):
    items = []
    for camera in (0, 1):
        for f, joints in enumerate(to_camera(body(H36M_17))):
            if camera == 1 and f == 3:
                continue  # a picture that the toolbox left out
            number = 5 * f + 1
            take = f"s_09_act_02_subact_01_ca_{camera + 1:02d}"
            items.append({"image": f"{take}/{take}_{number:06d}.jpg", "joints_2d": joints[:, :2], "joints_3d": joints, "joints_vis": numpy.ones((17, 3)),
                          "video_id": camera, "image_id": number, "subject": 9, "action": 2, "subaction": 1, "camera_id": camera, "source": "h36m",
                          "camera": {"R": numpy.eye(3), "T": numpy.zeros((3, 1)), "fx": 1145.0}, "center": (500.0, 500.0), "scale": (5.0, 5.0)})
    for protocol in (2, 4):
        (folder / f"h36m_validation_{protocol}.pkl").write_bytes(pickle.dumps(items, protocol))
    both = [dict(item, joints_3d=item["joints_3d"] * 0, joints_3d_camera=item["joints_3d"]) for item in items]
    (folder / "h36m_both.pkl").write_bytes(pickle.dumps(both, 4))


def humaneva(folder):
    metres = (body(HUMANEVA) / 1000).astype("f4")
    poses = {"Train/S1": {"Walking 1 chunk0": metres, "Walking 1 chunk2": metres[:3], "Box 1 chunk0": metres}, "Validate/S1": {"Walking 1 chunk0": metres}}
    numpy.savez_compressed(folder / "data_3d_humaneva15.npz", positions_3d=poses)
    h36m = (body([H36M_32.get(j, "none") for j in range(32)]) / 1000).astype("f4")
    numpy.savez_compressed(folder / "data_3d_h36m.npz", positions_3d={"S1": {"Walking": h36m}})


def panoptic(folder):
    path = folder / "170407_haggling_a1/hdPose3d_stage1_coco19"
    path.mkdir(parents=True)
    people = [to_camera(body(PANOPTIC, p), height=0) / 10 for p in (0, 1)]  # cm; y down
    for f in (0, 1, 2, 4, 5):  # frame 3 was lost
        bodies = []
        for identity, points in ((0, people[0]), (7, people[1])):
            if identity == 7 and f < 2:
                continue
            joints = numpy.concatenate([points[f], numpy.full((19, 1), 0.5)], 1)
            if f == 2:
                joints[5, 3] = -1  # lwri
            bodies.append({"id": identity, "joints19": [round(float(v), 6) for v in joints.ravel()]})
        frame = {"version": 0.7, "univTime": 53541.542 + f, "fpsType": "hd_29_97", "bodies": bodies}
        (path / f"body3DScene_{f + 2:08d}.json").write_text(json.dumps(frame))
    (folder / "170407_haggling_a1/calibration_170407_haggling_a1.json").write_text("{}")


def cells(values, shape):
    array = numpy.empty(shape, object)
    array.ravel()[:] = [None] * array.size
    for i, value in enumerate(values):
        array[numpy.unravel_index(i, shape)] = value
    return array


def shelf(folder):
    for name, compressed in (("Shelf", True), ("CampusSeq1", False)):
        path = folder / name
        path.mkdir()
        people = []
        for p in (0, 1):
            frames = [points / 1000 for points in body(SHELF, p)]
            if p == 1:
                frames[0] = numpy.zeros((0, 0))
            people.append(cells(frames, (FRAMES, 1)))
        scipy.io.savemat(path / "actorsGT.mat", {"actor3D": cells(people, (1, 2)), "actor2D": cells([numpy.zeros((2, 14))], (1, 1))},
                         do_compression=compressed)


def freemocap(folder):
    new = folder / "sesh_2023-05-17/output_data"
    (new / "raw_data").mkdir(parents=True)
    points = body(MEDIAPIPE)
    points[2, 15] = numpy.nan
    numpy.save(new / "mediapipe_body_3d_xyz.npy", points)
    raw = numpy.zeros((FRAMES, 553, 3))
    raw[:, :33] = points
    numpy.save(new / "raw_data/mediapipe3dData_numFrames_numTrackedPoints_spatialXYZ.npy", raw)
    numpy.save(new / "mediapipe_right_hand_3d_xyz.npy", numpy.zeros((FRAMES, 21, 3)))
    old = folder / "sesh_2022-05-24/DataArrays"
    old.mkdir(parents=True)
    numpy.save(old / "mediaPipeSkel_3d_origin_aligned.npy", raw)
    numpy.save(old / "mediaPipeSkel_3d_smoothed.npy", raw + 1)


if __name__ == "__main__":
    for write in (martinez, toolbox, humaneva, panoptic, shelf, freemocap):
        place_of_it = pathlib.Path(sys.argv[1]) / write.__name__
        place_of_it.mkdir()
        write(place_of_it)
