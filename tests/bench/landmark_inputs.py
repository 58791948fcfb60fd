#!/usr/bin/env python3
"""What a pose model should see of a person: BlazePose's landmarks, or the feature map from which its heads read them.

usage: landmark_inputs.py pose_landmark_full.tflite path/to/sources path/to/shared/data/pose2sim > result.json

Needs numpy, scipy and PyPI's mediapipe 0.10.21 (with its opencv) and ai-edge-litert; landmark_peers.py beside it. sources is a demo project's:
its films of drawn people are the only ones to learn from, those laid out as MPI-INF-3DHP (mpi_inf_3dhp/S*/Seq*) and as AIST++ (aistpp).

Two regressors get each input of one frame: ridge regression, and a network with two hidden layers. They answer with 14 joints about the middle
of the hips, in mm, in the axes of the upright crop (turned back before they are scored). How strong ridge is and how many rounds the network
learns is chosen by leaving out each quarter of the drawn people in turn; `drawn` is the error on people left out so, at that choice. `real` are
Pose2Sim's four calibrated films of one person, of which nothing is learned or chosen (the network: the mean of three beginnings). MPJPE /
P-MPJPE in mm, without the head, as in landmark_peers.py; `exchanged` is the share of frames whose answer is nearer to the truth with left and
right exchanged. `fewer` is ridge's answer on the real films after a quarter and half of the people. BlazePose's own world landmarks are on the
same crops. `shift` is the root mean square of the real films' inputs after standardising by the drawn films' (1: real people look as drawn ones
do); `nothing` is the drawn people's mean pose.

A frame's crop is from the landmarks of the frame before it that counts, then once more from its own; the first is from MediaPipe's, and so
again where the network's presence falls below one half.
"""
import itertools
import json
import pathlib
import pickle
import sys
import time
import tomllib

import cv2
import mediapipe
import numpy as np
import scipy.io
from ai_edge_litert.interpreter import Interpreter
from scipy.spatial.transform import Rotation

from landmark_peers import JOINTS, scores, truth

MPI_JOINTS = [23, 24, 25, 18, 19, 20, 5, 9, 10, 11, 14, 15, 16]  # of its 28, in the order of JOINTS without the pelvis
EXCHANGED = [0, 4, 5, 6, 1, 2, 3, 7, 11, 12, 13, 8, 9, 10]
SIDE = 256
AIST_JOINTS = [12, 14, 16, 11, 13, 15, 17, 5, 7, 9, 6, 8, 10]  # of its 17 and the neck
MPI_STEP, AIST_STEP, REAL_STEP = 5, 24, 1  # which frames count, of 25, 60 and 60 a second
FOLDS = 4
SHARED, EARLIER = 335, 316  # tensors: the last that landmarks, world landmarks and presence share; and the last 4 x 4 one before it
OUTPUTS = {"landmarks": 337, "presence": 342, "world": 339}
LAMBDAS = np.logspace(-4, 2, 13)
ROUNDS, HIDDEN, BATCH, RATE = 20, 128, 128, 1e-3


def turned(points, angle):
    """Each frame's about the optical axis, clockwise as seen in the picture."""
    cosine, sine = np.cos(angle)[:, None], np.sin(angle)[:, None]
    x, y, z = np.moveaxis(points, -1, 0)
    return np.stack([cosine * x - sine * y, sine * x + cosine * y, z], axis=-1)


def region(middle, circle):
    """Crop: middle, side and angle, as in MediaPipe's pose_landmarks_to_roi."""
    x, y = circle - middle
    return middle, 2.5 * np.hypot(x, y), np.arctan2(x, -y)


class Network:
    def __init__(self, path):
        self.net = Interpreter(str(path), experimental_preserve_all_tensors=True, num_threads=1)
        self.net.allocate_tensors()
        self.finder = mediapipe.solutions.pose.Pose(static_image_mode=True, model_complexity=1)

    def details(self, tensor):
        found = next(detail for detail in self.net.get_tensor_details() if detail["index"] == tensor)
        return {"index": tensor, "name": found["name"], "shape": found["shape"].tolist()}

    def first_region(self, picture):
        """Around whom MediaPipe finds in the picture, or where it finds nobody (people may be small) in one of nine halves of it."""
        height, width = picture.shape[0] // 4, picture.shape[1] // 4
        parts = [(0, 0, 4)] + [(row, column, 2) for row in (1, 0, 2) for column in (1, 0, 2)]
        for row, column, size in parts:
            corner = np.array([column * width, row * height])
            part = picture[row * height:(row + size) * height, column * width:(column + size) * width]
            answer = self.finder.process(np.ascontiguousarray(part)).pose_landmarks
            if answer is not None:
                break
        else:
            return None
        points = corner + np.array([(at.x, at.y) for at in answer.landmark]) * part.shape[1::-1]
        hips, shoulders = points[23:25].mean(0), points[11:13].mean(0)
        reach = np.linalg.norm(points - hips, axis=1).max()
        return region(hips, hips + (shoulders - hips) / np.linalg.norm(shoulders - hips) * reach)

    def look(self, picture, crop):
        """What the network makes of a crop, and the crop that its landmarks ask for."""
        middle, side, angle = crop
        scale = side / SIDE
        cosine, sine = scale * np.cos(angle), scale * np.sin(angle)
        axes = np.array([[cosine, -sine], [sine, cosine]])
        corner = middle - axes @ [SIDE / 2, SIDE / 2]
        small = cv2.warpAffine(picture, np.column_stack([axes, corner]), (SIDE, SIDE), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
        self.net.set_tensor(0, small[None].astype(np.float32) / 255)
        self.net.invoke()
        landmarks = self.net.get_tensor(OUTPUTS["landmarks"]).reshape(39, 5)
        seen = {
            "landmarks": landmarks[:33, :3] / SIDE,
            "world": self.net.get_tensor(OUTPUTS["world"]).reshape(39, 3)[:33],
            "shared": self.net.get_tensor(SHARED)[0],
            "earlier": self.net.get_tensor(EARLIER)[0].reshape(2, 2, 2, 2, -1).mean((1, 3)),
            "angle": angle,
        }
        at = landmarks[33:35, :2] @ axes.T + corner
        return seen, region(*at), float(self.net.get_tensor(OUTPUTS["presence"])[0, 0])

    def film(self, path, step):
        """Of every step-th frame what is seen in its crop, None where nobody is found."""
        film, crop, frames = cv2.VideoCapture(str(path)), None, []
        if not film.isOpened():
            sys.exit(f"{path} is no film")
        for number in itertools.takewhile(lambda _: film.grab(), itertools.count()):
            if number % step == 0:
                seen, crop = self.frame(cv2.cvtColor(film.retrieve()[1], cv2.COLOR_BGR2RGB), crop)
                frames.append(seen)
        return frames

    def frame(self, picture, crop):
        for start in ([crop] if crop else []) + [self.first_region(picture)]:
            if start is None:
                continue
            seen, again, _ = self.look(picture, start)
            seen, following, presence = self.look(picture, again)
            if presence >= 0.5:
                return seen, following
        return None, None


def about_hips(points):
    """(frames, 13, 3) without the pelvis to (frames, 14, 3) about it."""
    hips = (points[:, 0] + points[:, 3]) / 2
    return np.concatenate([np.zeros_like(points[:, :1]), points - hips[:, None]], axis=1)


def mpi_films(folder):
    for annotations in sorted(folder.glob("S*/Seq*/annot.mat")):
        poses = scipy.io.loadmat(annotations)["annot3"]
        for camera in range(len(poses)):
            points = poses[camera, 0].reshape(-1, 28, 3)[::MPI_STEP, MPI_JOINTS]
            yield annotations.parts[-3], annotations.parent / "imageSequence" / f"video_{camera}.avi", MPI_STEP, about_hips(points)


def aist_films(folder):
    settings = dict(line.split() for line in (folder / "cameras" / "mapping.txt").read_text().splitlines())
    for keypoints in sorted((folder / "keypoints3d").glob("*.pkl")):
        points = pickle.loads(keypoints.read_bytes())["keypoints3d_optim"][::AIST_STEP] * 10
        points = np.concatenate([points, points[:, 5:7].mean(1, keepdims=True)], axis=1)[:, AIST_JOINTS]
        for camera in json.loads((folder / "cameras" / f"{settings[keypoints.stem]}.json").read_text()):
            film = folder / "videos" / (keypoints.stem.replace("cAll", camera["name"]) + ".mp4")
            yield keypoints.stem.split("_")[3], film, AIST_STEP, about_hips(in_camera(points, camera))


def in_camera(points, camera):
    """Turned into the camera's axes."""
    return points @ Rotation.from_rotvec(camera["rotation"]).as_matrix().T


def real_films(data):
    world = truth(next((data / "pose-3d").glob("*_0-100.trc")))
    for name, camera in tomllib.loads((data / "Calib_qualisys.toml").read_text()).items():
        if "rotation" in camera:
            points = in_camera(world, camera)[::REAL_STEP]
            yield name, data / "videos" / (name.replace("_", "") + ".mp4"), REAL_STEP, points - points[:, :1]


def gathered(network, films):
    """All films' frames in which someone is found, as arrays, each with its film's group and the true pose; and how many frames were left out."""
    rows, left_out = [], 0
    for group, path, step, poses in films:
        frames = network.film(path, step)
        found = [seen | {"group": group, "pose": pose} for seen, pose in zip(frames, poses) if seen is not None]
        left_out += min(len(frames), len(poses)) - len(found)
        rows += found
    return {key: np.array([row[key] for row in rows]) for key in rows[0]}, left_out


def inputs(seen):
    flat = {key: seen[key].reshape(len(seen["pose"]), -1) for key in ("landmarks", "world", "shared", "earlier")}
    return {
        "nothing": np.zeros((len(seen["pose"]), 1)),
        "landmarks": flat["landmarks"],
        "world landmarks": flat["world"],
        "landmarks and world landmarks": np.hstack([flat["landmarks"], flat["world"]]),
        "feature map, averaged": seen["shared"].mean((1, 2)),
        "feature map, 2 x 2": flat["shared"],
        "earlier map, averaged to 2 x 2": flat["earlier"],
    }


def standardised(x, others):
    """Both by x's means and deviations; what hardly changes in x is not blown up."""
    mean, deviation = x.mean(0), x.std(0)
    deviation = np.maximum(deviation, 0.01 * deviation.max() + 1e-9)
    return (x - mean) / deviation, (others - mean) / deviation


def ridge(x, y, others, _):
    """Answers for others, (LAMBDAS, others, outputs)."""
    x, others = standardised(x, others)
    mean = y.mean(0)
    values, vectors = np.linalg.eigh(x.T @ x / len(x))
    weights = vectors.T @ (x.T @ (y - mean)) / len(x)
    ahead = others @ vectors
    return np.array([ahead @ (weights / (np.maximum(values, 0) + strength)[:, None]) + mean for strength in LAMBDAS])


def layered(x, y, others, seed):
    """Answers for others after each round of learning, (ROUNDS, others, outputs)."""
    random = np.random.default_rng(seed)
    x, others = (part.astype(np.float32) for part in standardised(x, others))
    mean, spread = y.mean(0), y.std()
    y = ((y - mean) / spread).astype(np.float32)
    sizes = [x.shape[1], HIDDEN, HIDDEN, y.shape[1]]
    layers = [random.normal(0, np.sqrt(2 / a), (a, b)).astype(np.float32) for a, b in zip(sizes, sizes[1:])]
    layers += [np.zeros(size, np.float32) for size in sizes[1:]]
    moments = [(np.zeros_like(layer), np.zeros_like(layer)) for layer in layers]
    answers, step = [], 0
    for _ in range(ROUNDS):
        order = random.permutation(len(x))
        for start in range(0, len(x), BATCH):
            some = order[start:start + BATCH]
            step += 1
            adam(layers, slopes(layers, x[some], y[some]), moments, step)
        answers.append(forward(layers, others)[-1] * spread + mean)
    return np.array(answers)


def forward(layers, x):
    first = np.maximum(x @ layers[0] + layers[3], 0)
    second = np.maximum(first @ layers[1] + layers[4], 0)
    return first, second, second @ layers[2] + layers[5]


def slopes(layers, x, y):
    first, second, answer = forward(layers, x)
    third = 2 * (answer - y) / len(x)
    back = (third @ layers[2].T) * (second > 0)
    further = (back @ layers[1].T) * (first > 0)
    return [x.T @ further, first.T @ back, second.T @ third, further.sum(0), back.sum(0), third.sum(0)]


def adam(layers, gradients, moments, step):
    rate = RATE * np.sqrt(1 - 0.999**step) / (1 - 0.9**step)
    for layer, gradient, (mean, square) in zip(layers, gradients, moments):
        mean += 0.1 * (gradient - mean)
        square += 0.001 * (gradient * gradient - square)
        layer -= rate * mean / (np.sqrt(square) + 1e-8)


def scored(poses, seen):
    """Answers in the crop's axes against the truth in the camera's."""
    poses, target = turned(poses.reshape(-1, len(JOINTS), 3), seen["angle"]), seen["pose"]
    distance = [np.linalg.norm(part - target, axis=2).mean(1) for part in (poses, poses[:, EXCHANGED])]
    answer = scores(poses, target)
    return {key: answer[key] for key in ("mpjpe", "p_mpjpe")} | {"exchanged": float((distance[1] < distance[0]).mean())}


def by_camera(poses, seen):
    table = {name: scored(poses[at], {key: seen[key][at] for key in ("angle", "pose")})
             for name, at in ((name, seen["group"] == name) for name in np.unique(seen["group"]))}
    return table | {"mean": {key: float(np.mean([row[key] for row in table.values()])) for key in ("mpjpe", "p_mpjpe", "exchanged")}}


def judged(regressor, settings, seeds, x, others, drawn, real):
    target = turned(drawn["pose"], -drawn["angle"]).reshape(len(x), -1)
    apart = np.empty((len(settings), *target.shape))
    fold = np.unique(drawn["group"], return_inverse=True)[1] % FOLDS
    for left in (fold == number for number in np.unique(fold)):
        apart[:, left] = regressor(x[~left], target[~left], x[left], 0)
    errors = [scored(answer, drawn) for answer in apart]
    best = int(np.argmin([error["mpjpe"] for error in errors]))
    tables = [by_camera(regressor(x, target, others, seed)[best], real) for seed in seeds]
    mean = {camera: {key: float(np.mean([table[camera][key] for table in tables])) for key in tables[0][camera]} for camera in tables[0]}
    answer = {"setting": float(settings[best]), "drawn": errors[best], "real": mean}
    return answer | ({"real_mean_mpjpe_of_seeds": [table["mean"]["mpjpe"] for table in tables]} if len(seeds) > 1 else {})


def people(seen):
    return len(np.unique(seen["group"]))


def fewer(x, others, drawn, real):
    """Ridge's mean errors on the real films after every fourth and every second of the people."""
    table = {}
    for each in (4, 2):
        kept = np.unique(drawn["group"], return_inverse=True)[1] % each == 0
        part = {key: drawn[key][kept] for key in ("group", "pose", "angle")}
        table[f"{people(part)} people"] = judged(ridge, LAMBDAS, [0], x[kept], others, part, real)["real"]["mean"]
    return table


def blazepose(seen):
    return np.stack([(seen["world"][:, one] + seen["world"][:, other]) / 2 for one, other in JOINTS.values()], axis=1) * 1000


def main():
    model, folder, data = (pathlib.Path(argument) for argument in sys.argv[1:4])
    start = time.monotonic()
    network = Network(model)
    drawn, drawn_out = gathered(network, itertools.chain(mpi_films(folder / "mpi_inf_3dhp"), aist_films(folder / "aistpp")))
    real, real_out = gathered(network, real_films(data))
    answer = {
        "tensors": {"feature map": network.details(SHARED), "earlier map": network.details(EARLIER)},
        "drawn": {"people": people(drawn), "frames": len(drawn["pose"]), "left_out": drawn_out},
        "real": {"cameras": len(np.unique(real["group"])), "frames": len(real["pose"]), "left_out": real_out},
        "seconds_of_seeing": time.monotonic() - start,
        "BlazePose's own": {"drawn": scored(blazepose(drawn), drawn), "real": by_camera(blazepose(real), real)},
        "inputs": {},
    }
    ahead = inputs(real)
    for name, x in inputs(drawn).items():
        answer["inputs"][name] = {
            "numbers": x.shape[1],
            "shift": float(np.sqrt((standardised(x, ahead[name])[1] ** 2).mean())),
            "ridge": judged(ridge, LAMBDAS, [0], x, ahead[name], drawn, real),
            "fewer": fewer(x, ahead[name], drawn, real),
            "network": judged(layered, np.arange(1, ROUNDS + 1), [0, 1, 2], x, ahead[name], drawn, real),
        }
        print(f"{time.monotonic() - start:.0f} s", name, json.dumps(answer["inputs"][name]), file=sys.stderr, flush=True)
    answer["seconds"] = time.monotonic() - start
    print(json.dumps(answer, indent=1))


if __name__ == "__main__":
    main()
