#!/usr/bin/env python3
"""Made-up bodies of the SMPL family, motions of them and where their joints are, by numpy, written apart from the studio to check it.

usage: smpl_fk.py FOLDER
FOLDER/models/…: models in the layouts of their authors' downloads. FOLDER/ACCAD/Someone/…: motions in AMASS's. Beside each
NAME.npz an expected_NAME.npz with "joints" (frames, 23, 3), metres: 22 joints of the body and the head's top.
"""
import pathlib
import sys

import numpy as np

RANDOM = np.random.default_rng(23)
BODY = [-1, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 12, 13, 14, 16, 17, 18, 19]
PLACES = np.array([(0, 0, 0), (.09, -.09, 0), (-.09, -.09, 0), (0, .1, 0), (.1, -.5, 0), (-.1, -.5, 0), (0, .25, 0), (.1, -.9, -.03),
                   (-.1, -.9, -.03), (0, .3, 0), (.1, -.95, .1), (-.1, -.95, .1), (0, .5, 0), (.08, .42, 0), (-.08, .42, 0), (0, .6, .02),
                   (.18, .44, 0), (-.18, .44, 0), (.45, .44, 0), (-.45, .44, 0), (.7, .44, 0), (-.7, .44, 0)])
HEAD_TOP = {6890: 411, 10475: 8976}


def parents_of(joints):
    hands = {24: [20, 21], 52: [20] * 15 + [21] * 15, 55: [15] * 3 + [20] * 15 + [21] * 15}[joints]
    return BODY + hands


def make_model(joints, vertices, shapes, used):
    """The mean of ten vertices is each joint; a body of `used` shapes, what lies behind them is the face's."""
    parents = parents_of(joints)
    regressor = np.zeros((joints, vertices))
    template = RANDOM.normal(0, .3, (vertices, 3))
    for joint in range(joints):
        own = RANDOM.choice(vertices, 10, replace=False)
        regressor[joint, own] = RANDOM.dirichlet(np.ones(10))
        template[own] += (PLACES[joint] if joint < 22 else PLACES[parents[joint]] + .05) - regressor[joint, own] @ template[own]
    if vertices in HEAD_TOP:
        template[HEAD_TOP[vertices]] = (0, .8, .03)
    for joint in range(22):  # a vertex may be of several joints
        template -= np.outer(np.linalg.pinv(regressor[joint:joint + 1])[:, 0], regressor[joint] @ template - PLACES[joint])
    kintree = np.array([[2**32 - 1] + parents[1:], list(range(joints))], dtype=np.uint32)
    model = {"v_template": template, "shapedirs": RANDOM.normal(0, .004, (vertices, 3, shapes)), "J_regressor": regressor,
             "kintree_table": kintree, "f": np.zeros((4, 3), np.uint32), "bs_type": np.array("lrotmin")}
    return model, used


def turned(vector):
    """Rodrigues' formula, written out."""
    angle = np.sqrt((vector ** 2).sum())
    if angle == 0:
        return np.eye(3)
    x, y, z = vector / angle
    k = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.eye(3) + np.sin(angle) * k + (1 - np.cos(angle)) * k @ k


def joints_of(model, used, poses, betas, trans):
    """As the authors' programs do it: vertices of the shape, joints of the vertices, a 4 x 4 matrix for every joint."""
    known = min(used, len(betas))
    vertices = model["v_template"] + np.einsum("vas,s->va", model["shapedirs"][:, :, :known], betas[:known])
    rest, parents = model["J_regressor"] @ vertices, parents_of(len(model["J_regressor"]))
    result = []
    for pose, move in zip(poses.reshape(len(poses), -1, 3), trans):
        chain = []
        for joint, parent in enumerate(parents):
            step = np.eye(4)
            step[:3, :3] = turned(pose[joint])
            step[:3, 3] = rest[joint] - (rest[parent] if joint else 0)
            chain.append(chain[parent] @ step if joint else step)
        places = [c[:3, 3] + move for c in chain[:22]]
        top = HEAD_TOP.get(len(vertices))
        head = chain[15] @ np.append(vertices[top] - rest[15], 1) if top else np.full(4, np.nan)
        result.append(places + [head[:3] + move])
    return np.array(result)


def main(folder):
    models = {
        "smplh/female/model.npz": make_model(52, 6890, 16, 16),
        "smplh/male/model.npz": make_model(52, 6890, 16, 16),
        "smplx/SMPLX_NEUTRAL.npz": make_model(55, 10475, 20, 10),
        "SMPL_neutral.npz": make_model(24, 300, 10, 10),
    }
    for name, (model, _) in models.items():
        path = folder / "models" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(path, **model)
    takes = folder / "ACCAD" / "Someone"
    takes.mkdir(parents=True)
    write = lambda name, joints, **arrays: (np.savez(takes / f"{name}.npz", **arrays), np.savez(takes / f"expected_{name}.npz", joints=joints))
    poses = lambda joints: RANDOM.normal(0, .4, (6, 3 * joints))
    trans, betas = RANDOM.normal(0, 2, (6, 3)), RANDOM.normal(0, 1, 16)

    angles = poses(52)
    angles[2] = 0
    angles[3, :3] = (np.pi, 0, 0)
    write("walk_poses", joints_of(*models["smplh/female/model.npz"], angles, betas, trans), poses=angles, betas=betas, trans=trans,
          dmpls=np.zeros((6, 8)), gender=np.array("female"), mocap_framerate=np.array(120.0))
    angles = poses(55)
    write("turn_stageii", joints_of(*models["smplx/SMPLX_NEUTRAL.npz"], angles, betas, trans), poses=angles, betas=betas, trans=trans,
          gender=np.array("male"), surface_model_type=np.array("smplx_locked_head"), mocap_frame_rate=np.array(59.94),
          root_orient=angles[:, :3], pose_body=angles[:, 3:66])
    write("parts_stageii", joints_of(*models["smplx/SMPLX_NEUTRAL.npz"], angles, betas[:10], trans), betas=betas[:10], trans=trans,
          gender=np.array("neutral"), root_orient=angles[:, :3], pose_body=angles[:, 3:66], pose_jaw=angles[:, 66:69])
    angles = poses(24)
    write("plain", joints_of(*models["SMPL_neutral.npz"], angles, betas[:10], trans), poses=angles, betas=betas[None, :10], trans=trans)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
