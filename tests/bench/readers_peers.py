#!/usr/bin/env python3
"""The readers beside Python's own loaders on the same files, in one run.

usage: readers_peers.py path/to/reader_speed [FORMAT …]     needs numpy scipy h5py; pandas, cdflib, ezc3d, bvhio for their rows
AMC_PARSER=folder of amc_parser.py (github.com/CalciferZh/AMCParser) and SOLOPOSE_DATA=shared/data: the row asf_amc.

Every row of FORMATS writes files of one layout, loads them as the layout's users do, into arrays (frames, joints, 3), and has reader_speed
read the same; a peer that is missing or holds another number of values is an error. Prints MB of files, MB/s of both and their ratio. An
import is more than that load: it scales to millimetres, marks what is missing, measures the body, finds cameras. So the last two columns
compare like with like: the container alone, opened and its numbers decoded, by both. (scipy decodes all cells, ours those that are asked for.)
Seconds are those of the processor, on all threads: what else runs on the machine does not count.

numpy.loadtxt, pandas and json parse in C, as ours does; csv splits in C and leaves the numbers to Python. numpy.load of an .npy parses nothing:
it is a copy of the file's bytes, and "checked" is what users still have to do before points are points.
"""
import csv
import json
import os
import pathlib
import pickle
import shutil
import subprocess
import sys
import tempfile
import time

import h5py
import numpy
import scipy.io

REPEATS = 7
RANDOM = numpy.random.default_rng(1)


def walk(frames, joints, scale=1.0, kind="f8"):
    """Numbers as noisy as real ones: random bodies that move."""
    still = RANDOM.normal(0, 300, (joints, 3))
    return ((still + numpy.cumsum(RANDOM.normal(0, 5, (frames, 1, 3)), 0) + RANDOM.normal(0, 3, (frames, joints, 3))) * scale).astype(kind)


def write_cdf(folder, compress=0):
    from cdflib.cdfwrite import CDF
    pose = walk(5000, 32, kind="f4").reshape(1, 5000, 96)
    for action in ("Walking", "Directions 1"):
        place = folder / "S1/MyPoseFeatures/D3_Positions"
        place.mkdir(parents=True, exist_ok=True)
        file = CDF(str(place / f"{action}.cdf"))
        file.write_var({"Variable": "Pose", "Data_Type": CDF.CDF_FLOAT, "Num_Elements": 1, "Rec_Vary": True, "Dim_Sizes": [5000, 96],
                        "Compress": compress}, var_data=pose)
        file.close()


def read_cdf(path):
    import cdflib
    return cdflib.CDF(path).varget("Pose")


def load_cdf(folder):
    return [read_cdf(path)[0].reshape(-1, 32, 3) for path in folder.rglob("*.cdf")]


def write_h5(folder):
    place = folder / "S1/MyPoses/3D_positions"
    place.mkdir(parents=True)
    for action in ("Walking", "Directions 1"):
        with h5py.File(place / f"{action}.h5", "w") as file:
            file["3D_positions"] = walk(5000, 32).reshape(5000, 96).T


def read_h5(path):
    with h5py.File(path) as file:
        return file["3D_positions"][:]


def load_h5(folder):
    return [numpy.ascontiguousarray(read_h5(path).reshape(32, 3, -1).transpose(2, 0, 1)) for path in folder.rglob("*.h5")]


def write_pkl(folder):
    items = []
    for camera in (1, 2):
        take = f"s_09_act_02_subact_01_ca_{camera:02d}"
        for f, joints in enumerate(walk(5000, 17)):
            items.append({"image": f"{take}/{take}_{f + 1:06d}.jpg", "joints_2d": joints[:, :2], "joints_3d": joints, "joints_vis": numpy.ones((17, 3)),
                          "image_id": f, "subject": 9, "action": 2, "subaction": 1, "camera_id": camera - 1})
    (folder / "h36m_validation.pkl").write_bytes(pickle.dumps(items, 4))


def read_pkl(path):
    return pickle.loads(path.read_bytes())


def load_pkl(folder):
    tracks = {}
    for item in read_pkl(folder / "h36m_validation.pkl"):
        tracks.setdefault(item["image"].split("/")[0], []).append(item["joints_3d"])
    return [numpy.array(rows) for rows in tracks.values()]


def write_humaneva(folder):
    poses = {f"Train/S{s}": {f"Walking 1 chunk{c}": walk(3000, 15, 1e-3, "f4") for c in range(6)} for s in (1, 2, 3)}
    numpy.savez_compressed(folder / "data_3d_humaneva15.npz", positions_3d=poses)


def read_humaneva(path):
    return numpy.load(path, allow_pickle=True)["positions_3d"].item()


def load_humaneva(folder):
    poses = read_humaneva(folder / "data_3d_humaneva15.npz")
    return [array for actions in poses.values() for array in actions.values()]


def write_panoptic(folder):
    place = folder / "170407_haggling_a1/hdPose3d_stage1_coco19"
    place.mkdir(parents=True)
    people = [walk(4000, 19, 0.1) for _ in range(3)]
    for f in range(4000):
        bodies = [{"id": i, "joints19": [float(f"{v:.6g}") for v in numpy.concatenate([p[f], numpy.full((19, 1), 0.57)], 1).ravel()]}
                  for i, p in enumerate(people)]
        frame = {"version": 0.7, "univTime": 53541.542, "fpsType": "hd_29_97", "bodies": bodies}
        (place / f"body3DScene_{f:08d}.json").write_text(json.dumps(frame))


def load_panoptic(folder):
    tracks = {}
    for path in sorted(folder.rglob("body3DScene_*.json")):
        with open(path) as file:
            for body in json.load(file)["bodies"]:
                tracks.setdefault(body["id"], []).append(numpy.array(body["joints19"]).reshape(19, 4)[:, :3])
    return [numpy.array(rows) for rows in tracks.values()]


def write_shelf(folder):
    people = numpy.empty((1, 4), object)
    for p in range(4):
        frames = numpy.empty((3200, 1), object)
        for f, joints in enumerate(walk(3200, 14, 1e-3)):
            frames[f, 0] = joints
        people[0, p] = frames
    scipy.io.savemat(folder / "actorsGT.mat", {"actor3D": people}, do_compression=True)


def read_shelf(path):
    return scipy.io.loadmat(path)["actor3D"]


def load_shelf(folder):
    people = read_shelf(folder / "actorsGT.mat")[0]
    return [numpy.array([frame[0] for frame in person]) for person in people]


def write_freemocap(folder):
    place = folder / "sesh/output_data"
    place.mkdir(parents=True)
    numpy.save(place / "mediapipe_body_3d_xyz.npy", walk(20000, 33))


def load_freemocap(folder):
    return [numpy.load(path) for path in folder.rglob("*.npy")]


def checked_freemocap(folder):
    """As floats, and no point half missing."""
    arrays = [array.astype("f4") for array in load_freemocap(folder)]
    for array in arrays:
        array[~numpy.isfinite(array).all(-1)] = numpy.nan
    return arrays


def write_videopose3d(folder):
    poses = {f"S{s}": {f"Walking {a}": walk(3000, 32, 1e-3, "f4") for a in range(3)} for s in (1, 5)}
    numpy.savez_compressed(folder / "data_3d_h36m.npz", positions_3d=poses)


def load_videopose3d(folder):
    return [array for actions in read_humaneva(folder / "data_3d_h36m.npz").values() for array in actions.values()]


def write_mpi(folder):
    place = folder / "S1/Seq1"
    place.mkdir(parents=True)
    arrays = {}
    for name, size in (("annot2", 56), ("annot3", 84), ("univ_annot3", 84)):
        arrays[name] = numpy.empty((14, 1), object)
        for camera in range(14):
            arrays[name][camera, 0] = walk(1500, 28, kind="f4").reshape(1500, 84)[:, :size] + 5000
    scipy.io.savemat(place / "annot.mat", {**arrays, "cameras": numpy.arange(14.0)[None], "frames": numpy.arange(1500.0)[:, None]}, do_compression=True)


def load_mpi(folder):
    return [cell.reshape(-1, 28, 3) for cell in scipy.io.loadmat(folder / "S1/Seq1/annot.mat")["annot3"][:, 0]]


def write_mpi_test(folder):
    place = folder / "TS1"
    place.mkdir()
    with h5py.File(place / "annot_data.mat", "w", userblock_size=512) as file:
        for name in ("annot3", "univ_annot3"):
            file[name] = walk(6000, 17)[:, None] + [0, 0, 4000]
        file["valid_frame"] = numpy.ones((6000, 1))
    with open(place / "annot_data.mat", "r+b") as file:
        file.write(b"MATLAB 7.3 MAT-file, Platform: GLNXA64".ljust(116) + b" " * 8 + b"\x00\x02IM")


def load_mpi_test(folder):
    with h5py.File(folder / "TS1/annot_data.mat") as file:
        return [file["annot3"][:, 0], file["valid_frame"][:]][:1]


def write_mads(folder):
    place = folder / "HipHop"
    place.mkdir()
    frames = numpy.empty((1, 3200), object)
    frames[0, :] = [joints for joints in walk(3200, 19)]
    scipy.io.savemat(place / "HipHop_HipHop1_GT.mat", {"GTpose2": frames}, do_compression=True)


def load_mads(folder):
    return [numpy.array(list(scipy.io.loadmat(folder / "HipHop/HipHop_HipHop1_GT.mat")["GTpose2"][0]))]


def write_asf_amc(folder):
    if "AMC_PARSER" not in os.environ or "SOLOPOSE_DATA" not in os.environ:
        raise ModuleNotFoundError("AMC_PARSER and SOLOPOSE_DATA say where they are")
    shutil.copytree(pathlib.Path(os.environ["SOLOPOSE_DATA"]) / "cmu/asfamc", folder / "asfamc")


def load_asf_amc(folder):
    """Where the bones end, in every frame."""
    sys.path.insert(0, os.environ["AMC_PARSER"])
    import amc_parser
    tracks = []
    for motion in sorted(folder.rglob("*.amc")):
        joints = amc_parser.parse_asf(str(motion.with_name(motion.stem.split("_")[0] + ".asf")))
        rows = []
        for pose in amc_parser.parse_amc(str(motion)):
            joints["root"].set_motion(pose)
            rows.append([joint.coordinate[:, 0] for joint in joints.values()])
        tracks.append(numpy.array(rows))
    return tracks


def write_aist(folder):
    (folder / "keypoints3d").mkdir()
    for take in ("gBR_sBM_cAll_d04_mBR0_ch01", "gBR_sBM_cAll_d04_mBR0_ch02"):
        poses = {"keypoints3d": walk(10000, 17, 0.1), "keypoints3d_optim": walk(10000, 17, 0.1)}
        (folder / f"keypoints3d/{take}.pkl").write_bytes(pickle.dumps(poses, 4))


def load_aist(folder):
    return [read_pkl(path)["keypoints3d_optim"] for path in folder.rglob("*.pkl")]


def write_c3d(folder):
    import ezc3d
    file = ezc3d.c3d()
    points = numpy.ones((4, 40, 8000))
    points[:3] = walk(8000, 40).transpose(2, 1, 0)
    file["parameters"]["POINT"]["RATE"]["value"] = [100]
    file["parameters"]["POINT"]["LABELS"]["value"] = [f"M{i}" for i in range(40)]
    file["parameters"]["POINT"]["UNITS"]["value"] = ["mm"]
    file["data"]["points"] = points
    file.write(str(folder / "walk.c3d"))


def load_c3d(folder):
    import ezc3d
    return [ezc3d.c3d(str(path))["data"]["points"][:3].transpose(2, 1, 0) for path in folder.rglob("*.c3d")]


NAMES = ["Hips", "LeftUpLeg", "LeftLeg", "LeftFoot", "RightUpLeg", "RightLeg", "RightFoot", "Spine", "Neck", "Head", "LeftArm", "LeftForeArm",
         "LeftHand", "RightArm", "RightForeArm", "RightHand"]


def write_bvh(folder):
    """A body of sixteen joints without end sites, whose angles are noise."""
    tree = {"Hips": ["LeftUpLeg", "RightUpLeg", "Spine"], "LeftUpLeg": ["LeftLeg"], "LeftLeg": ["LeftFoot"], "RightUpLeg": ["RightLeg"],
            "RightLeg": ["RightFoot"], "Spine": ["Neck"], "Neck": ["Head", "LeftArm", "RightArm"], "LeftArm": ["LeftForeArm"],
            "LeftForeArm": ["LeftHand"], "RightArm": ["RightForeArm"], "RightForeArm": ["RightHand"]}

    def offset(name):
        side = 1 if name.startswith("Left") else -1 if name.startswith("Right") else 0
        if "Leg" in name or "Foot" in name:
            return (9 * side if "Up" in name else 0, -10 if "Up" in name else -42, 0)
        return (18 * side if name.endswith("Arm") and "Fore" not in name else 26 * side, 0 if side else 25, 0)

    def joint(name, word="JOINT"):
        channels = "6 Xposition Yposition Zposition" if word == "ROOT" else "3"
        inside = "".join(joint(child) for child in tree.get(name, [])) or "End Site\n{\nOFFSET 0 5 0\n}\n"
        return f"{word} {name}\n{{\nOFFSET {' '.join(map(str, offset(name)))}\nCHANNELS {channels} Zrotation Xrotation Yrotation\n{inside}}}\n"

    rows = RANDOM.normal(0, 10, (1500, 3 + 3 * len(NAMES)))
    text = "\n".join(" ".join(f"{v:.6f}" for v in row) for row in rows)
    (folder / "walk.bvh").write_text(f"HIERARCHY\n{joint('Hips', 'ROOT')}MOTION\nFrames: 1500\nFrame Time: 0.01\n{text}\n")


def load_bvh(folder):
    """Where the joints are: every frame is posed."""
    import bvhio
    root = bvhio.readAsHierarchy(str(folder / "walk.bvh"))
    joints = [joint for joint, _, _ in root.layout()]
    frames = []
    for frame in range(1500):
        root.loadPose(frame)
        frames.append([tuple(joint.PositionWorld) for joint in joints])
    return [numpy.array(frames)]


def rows_of(values):
    return "\n".join("\t".join(f"{v:.5f}" for v in row) for row in values)


def write_trc(folder):
    poses = walk(4000, len(NAMES)).reshape(4000, -1)
    columns = numpy.column_stack([numpy.arange(4000) + 1, numpy.arange(4000) / 100, poses])
    names = "\t\t\t".join(NAMES)
    axes = "\t".join(f"{a}{i + 1}" for i in range(len(NAMES)) for a in "XYZ")
    head = ["PathFileType\t4\t(X/Y/Z)\twalk.trc", "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\t"
            "OrigNumFrames", f"100\t100\t4000\t{len(NAMES)}\tmm\t100\t1\t4000", f"Frame#\tTime\t{names}", f"\t\t{axes}", ""]
    (folder / "walk.trc").write_text("\n".join(head) + rows_of(columns) + "\n")


def read_by_pandas(path, lines):
    import pandas
    return pandas.read_csv(path, sep="\t", skiprows=lines, header=None).to_numpy()


def read_by_csv(path, lines):
    with open(path, newline="") as file:
        rows = csv.reader(file, delimiter="\t")
        return numpy.array([[float(cell) for cell in row] for n, row in enumerate(rows) if n >= lines])


def write_csv(folder):
    head = "\t".join(f"{name}_{axis}" for name in NAMES for axis in "xyz")
    (folder / "walk.csv").write_text(head + "\n" + rows_of(walk(4000, len(NAMES)).reshape(4000, -1)) + "\n")


def write_csv_to_csv(folder):
    """As pandas writes by itself: the shortest digits that are the number, mostly 17."""
    import pandas
    columns = [f"{name}_{axis}" for name in NAMES for axis in "xyz"]
    pandas.DataFrame(walk(4000, len(NAMES)).reshape(4000, -1), columns=columns).to_csv(folder / "walk.csv", sep="\t", index=False)


def write_csv_savetxt(folder):
    """As numpy writes by itself: 19 digits and a power of ten."""
    head = "\t".join(f"{name}_{axis}" for name in NAMES for axis in "xyz")
    numpy.savetxt(folder / "walk.csv", walk(4000, len(NAMES)).reshape(4000, -1), delimiter="\t", header=head, comments="")


def write_csv_unended(folder):
    """Without a line end behind the last row."""
    write_csv(folder)
    text = (folder / "walk.csv").read_text()
    (folder / "walk.csv").write_text(text.rstrip("\n"))


def load_table(read, lines, left):
    return lambda folder: [read(next(folder.glob("walk.*")), lines)[:, left:]]


def read_by_numpy(path, lines):
    return numpy.loadtxt(path, delimiter="\t", skiprows=lines)


# reader: (its peer's name, writes, loads, reads one file's container)
FORMATS = {
    "h36m_cdf": ("cdflib", write_cdf, load_cdf, read_cdf),
    "h36m_cdf gzip": ("cdflib", lambda folder: write_cdf(folder, 6), load_cdf, read_cdf),
    "h36m_h5": ("h5py", write_h5, load_h5, read_h5),
    "h36m_pkl": ("pickle", write_pkl, load_pkl, read_pkl),
    "h36m": ("numpy", write_videopose3d, load_videopose3d, None),
    "humaneva": ("numpy", write_humaneva, load_humaneva, read_humaneva),
    "panoptic": ("json", write_panoptic, load_panoptic, None),
    "shelf": ("scipy", write_shelf, load_shelf, read_shelf),
    "freemocap": ("numpy", write_freemocap, load_freemocap, numpy.load),
    "freemocap checked": ("numpy", write_freemocap, checked_freemocap, None),
    "mpi_inf_3dhp": ("scipy", write_mpi, load_mpi, None),
    "mpi_inf_3dhp test": ("h5py", write_mpi_test, load_mpi_test, None),
    "mads": ("scipy", write_mads, load_mads, None),
    "aist": ("pickle", write_aist, load_aist, read_pkl),
    "c3d": ("ezc3d", write_c3d, load_c3d, None),
    "bvh": ("bvhio", write_bvh, load_bvh, None),
    "asf_amc": ("AMCParser", write_asf_amc, load_asf_amc, None),
    "trc": ("numpy", write_trc, load_table(read_by_numpy, 5, 2), None),
    "trc pandas": ("pandas", write_trc, load_table(read_by_pandas, 5, 2), None),
    "trc csv": ("csv", write_trc, load_table(read_by_csv, 5, 2), None),
    "table csv": ("numpy", write_csv, load_table(read_by_numpy, 1, 0), None),
    "table pandas": ("pandas", write_csv, load_table(read_by_pandas, 1, 0), None),
    "table by csv": ("csv", write_csv, load_table(read_by_csv, 1, 0), None),
    "table to_csv": ("pandas", write_csv_to_csv, load_table(read_by_pandas, 1, 0), None),
    "table to_csv numpy": ("numpy", write_csv_to_csv, load_table(read_by_numpy, 1, 0), None),
    "table savetxt": ("pandas", write_csv_savetxt, load_table(read_by_pandas, 1, 0), None),
    "table savetxt numpy": ("numpy", write_csv_savetxt, load_table(read_by_numpy, 1, 0), None),
    "table unended": ("pandas", write_csv_unended, load_table(read_by_pandas, 1, 0), None),
}


def fastest(work):
    best = float("inf")
    for _ in range(REPEATS):
        begin = time.process_time()
        result = work()
        best = min(best, time.process_time() - begin)
    return best, result


def measure(name, reader_speed):
    peer, write, load, read = FORMATS[name]
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        write(folder)
        files = [path for path in folder.rglob("*") if path.is_file()]
        megabytes = sum(path.stat().st_size for path in files) / 1e6
        theirs, loaded = fastest(lambda: load(folder))
        values = sum(array.size for array in loaded)
        printed = subprocess.run([reader_speed, name.split()[0], folder, str(REPEATS)], check=True, capture_output=True, text=True).stdout.split()
        ours, alone = float(printed[0]), float(printed[3])
        compared = ""
        if read is not None:
            compared = f"   alone {megabytes / alone:8.1f} MB/s   {fastest(lambda: [read(path) for path in files])[0] / alone:6.1f} times"
        # Of a BVH, and of Acclaim's files, ours also has where limbs end.
        assert int(printed[2]) == values or name in ("bvh", "asf_amc"), f"{name}: {printed[2]} values, {peer} has {values}"
        print(f"{name:19} {megabytes:7.2f} MB   {megabytes / ours:8.1f} MB/s   {peer:7} {megabytes / theirs:8.1f} MB/s   {theirs / ours:6.1f} times{compared}")


if __name__ == "__main__":
    for name in sys.argv[2:] or FORMATS:
        try:
            measure(name, sys.argv[1])
        except ModuleNotFoundError as missing:
            print(f"{name:19} left out: {missing}")
