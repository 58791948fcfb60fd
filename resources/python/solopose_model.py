"""Runs an exported SoloPose model with onnxruntime or torch and turns its answers into poses; needs NumPy.

    python3 solopose_model.py [onnx|torch]     compares this folder's example with what SoloPose Studio said of it
"""
import json
import sys
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parent
FACTS = json.loads((FOLDER / "model.json").read_text())["decoding"]


def answer(clip, engine="onnx"):
    """The head's answer to (1, T, 3, size, size) pictures or (1, T, numbers) landmark features, float32."""
    if engine == "onnx":
        import onnxruntime
        session = onnxruntime.InferenceSession(FOLDER / "model.onnx", providers=["CPUExecutionProvider"])
        return session.run(None, {session.get_inputs()[0].name: clip})[0]
    import torch
    with torch.no_grad():
        return torch.jit.load(str(FOLDER / "model.pt"))(torch.from_numpy(clip)).numpy()


def mixture(pose, joint):
    """Equations 6 and 7 of the paper: centres, widths and heights of one joint's Gaussians."""
    rows, sigma, step_mm = [(pose[joint], FACTS["sigma_mm"])], FACTS["sigma_mm"], FACTS["spacing_mm"]
    for a, b in FACTS["bones"] if FACTS["sides"] else []:
        if joint in (a, b):
            bone = pose[b if joint == a else a] - pose[joint]
            length = np.linalg.norm(bone)
            rows += [(pose[joint] + bone * (i * step_mm / length), (i + FACTS["first_side_step"] - 1) ** 2 * sigma)
                     for i in range(1, int(length / step_mm) + 1)]
    centres, sigmas = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    return centres, sigmas, (sigma / sigmas) ** 3


def squared_centre(pose, joint, axis):
    """The centre of mass of the squared mixture: where a softmax of doubled logits puts a perfect answer."""
    centres, sigmas, heights = mixture(pose, joint)
    factors = np.exp(-0.5 * ((axis[None, None] - centres[..., None]) / sigmas[:, None, None]) ** 2)
    plain = np.einsum("gav,hav->agh", factors, factors)
    moment = np.einsum("gav,hav,v->agh", factors, factors, axis)
    mass = np.outer(heights, heights)
    sums = [(mass * np.prod([moment[a] if a == at else plain[a] for a in range(3)], 0)).sum() for at in range(3)]
    return np.array(sums) / (mass * plain.prod(0)).sum()


def poses(found):
    """(1, T, 15, ...) answers to poses (T, 15, 3), mm, x, y, z in the space the model was trained in."""
    if found.ndim == 4:
        return found[0] * FACTS["extent_mm"]
    voxels, result = found.shape[-1], []
    axis = (np.arange(voxels) + 0.5) / voxels * FACTS["extent_mm"] - FACTS["extent_mm"] / 2
    for logits in found[0].astype(float):
        weights = np.exp(2 * (logits - logits.max((1, 2, 3), keepdims=True)))
        weights /= weights.sum((1, 2, 3), keepdims=True)
        soft = np.stack([np.einsum("jdhw,%s->j" % k, weights, axis) for k in "dhw"], 1)
        pose = soft.copy()
        for _ in range(8):  # the side Gaussians pull towards neighbours; that is taken out again
            pulled = np.stack([squared_centre(pose, joint, axis) for joint in range(len(pose))])
            nearer = np.clip(pose + soft - pulled, soft - axis[1] + axis[0], soft + axis[1] - axis[0])
            change, pose = np.abs(nearer - pose).max(), nearer
            if change < 0.2:
                break
        depth, height, width = pose.T
        result.append(np.stack([width, height, depth] if FACTS["frame"] == "camera" else [width, depth, -height], 1))
    return np.array(result)


if __name__ == "__main__":
    example = np.load(FOLDER / "example.npz")
    found = answer(example["input"], sys.argv[1] if len(sys.argv) > 1 else "onnx")
    print("answers differ by at most %.2g" % np.abs(found - example["answer"]).max())
    print("poses differ by at most %.2g mm" % np.abs(poses(found) - example["poses_mm"]).max())
