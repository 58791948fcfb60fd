#!/usr/bin/env python3
"""Every format in both directions against libraries that share no code with the studio: how far any joint ends from where it was.

usage: round_trips.py path/to/solopose [ROW …]     each row needs its library: numpy scipy h5py pandas cdflib ezc3d c3d bvhio pygltflib bpy
                                                   rerun-sdk sleap-io transforms3d matplotlib (a row whose library is not here is left out, and named)

in:  the library writes a file, in every byte order, number and compression that it has; `solopose import` reads it with its unit and axes
     stated; the project is opened with h5py and sqlite3, and its joints are compared with the numbers that were written.
out: a project's sequence is written by `solopose export`, and the library reads it back.

Prints the largest distance in mm. More than 1e-3 mm, or than the format's own resolution where that is stated, is an error.
AMC_PARSER=folder of amc_parser.py (github.com/CalciferZh/AMCParser) and SOLOPOSE_DATA=shared/data: the row asf_amc; SOLOPOSE_DATA: sleap.
"""
import importlib
import json
import os
import pathlib
import pickle
import subprocess
import sys
import tempfile

import h5py
import numpy

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "resources/python"))
import read_project  # noqa: E402

RANDOM = numpy.random.default_rng(1)
CANONICAL = ("pelvis right_hip right_knee right_ankle left_hip left_knee left_ankle neck head left_shoulder left_elbow left_wrist right_shoulder "
             "right_elbow right_wrist").split()
STILL = {"pelvis": (0, 0, 950), "right_hip": (120, 0, 950), "right_knee": (125, 40, 510), "right_ankle": (125, 0, 90), "neck": (0, 0, 1450),
         "head": (0, 30, 1650), "right_shoulder": (180, 0, 1420), "right_elbow": (250, 0, 1150), "right_wrist": (270, 40, 900)}
SOLOPOSE = ""


def body(names):
    """(40, joints, 3) in mm, z up: somebody who walks and shakes. Names that are none of the 15 are somewhere in the torso."""
    def place(name):
        x, y, z = STILL.get(name.replace("left", "right"), (0, 0, 1200))
        return (-x if name.startswith("left") else x, y, z)
    still = numpy.array([place(name) for name in names], float)
    return still + numpy.arange(40)[:, None, None] * [10, 5, 0] + RANDOM.normal(0, 8, (40, len(names), 3))


def solopose(*words):
    run = subprocess.run([SOLOPOSE, *map(str, words)], capture_output=True, text=True)
    assert run.returncode == 0, f"solopose {' '.join(map(str, words))}: {run.stderr}"


def imported(folder, *options):
    """Of each sequence of an import its poses, by name, and its joints."""
    project = folder.parent / f"project of {folder.name}"
    solopose("import", project, folder, "--by-name", *options)
    return {name: (h5py.File(file)[group][()], joints) for name, file, group, joints, _ in read_project.sequences(project)}


def distance(found, expected):
    """In mm; missing joints must be missing on both sides."""
    assert found.shape == expected.shape, f"shape {found.shape}, written were {expected.shape}"
    missing = ~numpy.isfinite(expected).all(-1)
    assert (missing == ~numpy.isfinite(found).all(-1)).all(), "other joints are missing"
    return float(numpy.linalg.norm((found - expected)[~missing], axis=-1).max())


def all_like(sequences, expected, count):
    assert len(sequences) == count, f"{len(sequences)} sequences, {count} were written: {', '.join(sequences)}"
    return max(distance(poses, expected) for poses, _ in sequences.values())


# --- in

H36M_17 = ("pelvis right_hip right_knee right_ankle left_hip left_knee left_ankle spine neck nose head left_shoulder left_elbow left_wrist "
           "right_shoulder right_elbow right_wrist").split()
NUMBERS = ("<f4", ">f4", "<f8", ">f8")


def named_after(order, count):
    return [order[j] if j < len(order) else "other" for j in range(count)]


def in_cdf(folder):
    from cdflib.cdfwrite import CDF
    points = body(named_after(H36M_17, 32))
    place = folder / "S1/MyPoseFeatures/D3_Positions"
    place.mkdir(parents=True)
    count = 0
    for majority in ("row_major", "column_major"):
        for encoding in (6, 1):  # little, big
            for kind, number in ((CDF.CDF_FLOAT, "f4"), (CDF.CDF_DOUBLE, "f8")):
                for inside, whole in ((0, 0), (6, 0), (0, 6)):
                    data = points.reshape(1, 40, 96).astype(number)
                    if majority == "column_major":  # cdflib writes an array's bytes as they are
                        data = numpy.ascontiguousarray(data.transpose(0, 2, 1)).reshape(data.shape)
                    file = CDF(str(place / f"Walking {count}.cdf"), cdf_spec={"Majority": majority, "Encoding": encoding, "Compressed": whole})
                    file.write_var({"Variable": "Pose", "Data_Type": kind, "Num_Elements": 1, "Rec_Vary": True, "Dim_Sizes": [40, 96],
                                    "Compress": inside}, var_data=data)
                    file.close()
                    count += 1
    return all_like(imported(folder), points, count)


def in_videopose3d(folder, joints=32, file="data_3d_h36m.npz", subject="S1", up="z"):
    points = body(named_after(H36M_17, joints))
    takes = {f"Walking {i}": (points / 1000).astype(number) for i, number in enumerate(NUMBERS)}
    for compressed, save in ((0, numpy.savez), (1, numpy.savez_compressed)):
        place = folder / str(compressed)
        place.mkdir()
        save(place / file, positions_3d={subject: {f"{take} {compressed}": poses for take, poses in takes.items()}})
    return all_like(imported(folder, "--up", up), points, 8)


def in_humaneva(folder):
    points = body(CANONICAL)
    takes = {f"Walking {i} chunk0": (points / 1000).astype(number) for i, number in enumerate(NUMBERS)}
    numpy.savez_compressed(folder / "data_3d_humaneva15.npz", positions_3d={"Train/S1": takes})
    return all_like(imported(folder), points, 4)


def in_h36m_h5(folder):
    points = body(named_after(H36M_17, 32))
    place = folder / "S1/MyPoses/3D_positions"
    place.mkdir(parents=True)
    forms = [{}, {"chunks": (16, 8), "compression": "gzip", "shuffle": True, "fletcher32": True}]
    for i, number in enumerate(NUMBERS):
        for f, form in enumerate(forms):
            with h5py.File(place / f"Walking {i}{f}.h5", "w") as file:
                file.create_dataset("3D_positions", data=points.reshape(40, 96).T.astype(number), **form)
    return all_like(imported(folder), points, 8)


def in_h36m_pkl(folder):
    points = body(H36M_17)
    for protocol in (2, 3, 4, 5):
        for i, number in enumerate(NUMBERS):
            take = f"s_{protocol + 1:02d}_act_02_subact_01_ca_{i + 1:02d}"
            items = [{"image": f"{take}/{take}_{f + 1:06d}.jpg", "joints_2d": joints[:, :2], "joints_3d": joints.astype(number),
                      "joints_vis": numpy.ones((17, 3)), "image_id": f, "subject": protocol + 1, "action": 2, "subaction": 1, "camera_id": i}
                     for f, joints in enumerate(points)]
            place = folder / f"{protocol}{i}"
            place.mkdir()
            (place / "h36m_validation.pkl").write_bytes(pickle.dumps(items, protocol))
    return all_like(imported(folder), points, 16)


def cells(arrays, shape):
    out = numpy.empty(shape, object)
    for i, array in enumerate(arrays):
        out.flat[i] = array
    return out


def in_mpi(folder):
    import scipy.io
    points = body(named_after(CANONICAL, 28)) * [1, 1, -1] + [0, 0, 5000]  # before the camera
    for i, (number, compressed) in enumerate((n, c) for n in ("f4", "f8") for c in (False, True)):
        place = folder / f"S{i + 1}/Seq1"
        place.mkdir(parents=True)
        flat = points.reshape(40, 84).astype(number)
        scipy.io.savemat(place / "annot.mat", {"annot3": cells([flat] * 2, (2, 1)), "univ_annot3": cells([flat] * 2, (2, 1)),
                                               "cameras": numpy.arange(2.0)[None], "frames": numpy.arange(40.0)[:, None]},
                         do_compression=compressed)
    return all_like(imported(folder, "--unit", "mm"), points, 8)


def in_mpi_test(folder):
    points = body(named_after(CANONICAL, 17)) * [1, 1, -1] + [0, 0, 5000]
    for i, number in enumerate(NUMBERS):
        place = folder / f"TS{i + 1}"
        place.mkdir()
        with h5py.File(place / "annot_data.mat", "w", userblock_size=512) as file:
            for name in ("annot3", "univ_annot3"):
                file[name] = points[:, None].astype(number)
            file["valid_frame"] = numpy.ones((40, 1))
        with open(place / "annot_data.mat", "r+b") as file:
            file.write(b"MATLAB 7.3 MAT-file, Platform: GLNXA64".ljust(116) + b" " * 8 + b"\x00\x02IM")
    return all_like(imported(folder, "--unit", "mm"), points, 4)


def in_mads(folder):
    import scipy.io
    largest = 0
    for joints in (15, 19):
        points = body(named_after(CANONICAL, joints))
        points[3, 2] = numpy.nan
        place = folder.parent / f"mads {joints}/HipHop"
        place.mkdir(parents=True)
        for i, compressed in enumerate((False, True)):
            scipy.io.savemat(place / f"HipHop_HipHop{i}_GT.mat", {"GTpose2": cells(list(points), (1, 40))}, do_compression=compressed)
        largest = max(largest, all_like(imported(place.parent, "--unit", "mm", "--up", "z"), points, 2))
    return largest


def in_aist(folder):
    points = body(named_after(CANONICAL, 17))
    place = folder / "keypoints3d"
    place.mkdir()
    for protocol in (2, 3, 4, 5):
        for i, number in enumerate(NUMBERS):
            poses = {"keypoints3d": (points / 10).astype(number), "keypoints3d_optim": (points / 10).astype(number)}
            (place / f"gBR_sBM_cAll_d04_mBR{protocol}_ch{i:02}.pkl").write_bytes(pickle.dumps(poses, protocol))
    return all_like(imported(folder, "--unit", "cm"), points, 16)


def in_panoptic(folder):
    points = body(named_after(CANONICAL, 19))
    place = folder / "170407_haggling_a1/hdPose3d_stage1_coco19"
    place.mkdir(parents=True)
    for f, joints in enumerate(points):
        bodies = [{"id": 0, "joints19": numpy.concatenate([joints / 10, numpy.full((19, 1), 0.5)], 1).ravel().tolist()}]
        (place / f"body3DScene_{f:08d}.json").write_text(json.dumps({"version": 0.7, "fpsType": "hd_29_97", "bodies": bodies}))
    return all_like(imported(folder, "--unit", "cm"), points, 1)


def in_shelf(folder):
    import scipy.io
    points = body(named_after(CANONICAL, 14))
    for compressed in (False, True):
        place = folder / ("Shelf" if compressed else "CampusSeq1")
        place.mkdir()
        frames = cells([joints / 1000 for joints in points], (40, 1))
        scipy.io.savemat(place / "actorsGT.mat", {"actor3D": cells([frames], (1, 1))}, do_compression=compressed)
    return all_like(imported(folder, "--unit", "m"), points, 2)


def in_freemocap(folder):
    points = body(named_after(CANONICAL, 33))
    points[2, 15] = numpy.nan
    for i, number in enumerate(NUMBERS):
        for order in "CF":
            place = folder / f"session {i}{order}/output_data"
            place.mkdir(parents=True)
            numpy.save(place / "mediapipe_body_3d_xyz.npy", points.astype(number, order=order))
    return all_like(imported(folder, "--unit", "mm", "--up", "z"), points, 8)


def in_npz(folder):
    points = body(CANONICAL)
    for i, number in enumerate(NUMBERS):
        for order in "CF":
            numpy.savez(folder / f"{i}{order}.npz", poses=points.astype(number, order=order), joints=numpy.array(CANONICAL), fps=numpy.array([25.0]))
    return all_like(imported(folder, "--unit", "mm", "--up", "z"), points, 8)


def columns(names):
    return [f"{name}_{axis}" for name in names for axis in "xyz"]


def in_csv(folder):
    import pandas
    points = body(CANONICAL)
    table = pandas.DataFrame(points.reshape(40, 45), columns=columns(CANONICAL))
    table.to_csv(folder / "whole.csv")
    table.to_csv(folder / "semicolons.csv", sep=";", decimal=",", index=False)
    table.to_csv(folder / "tabs.csv", sep="\t", float_format="%.6f", encoding="utf-16", index=False)
    numpy.savetxt(folder / "savetxt.csv", points.reshape(40, 45), delimiter=",", header=",".join(columns(CANONICAL)))
    return all_like(imported(folder, "--unit", "mm", "--up", "z"), points, 4)


def in_trc(folder):
    """As Pose2Sim writes them: the header by hand, the rows by pandas; metres, y up."""
    import pandas
    points = body(CANONICAL)
    points[5, 3] = numpy.nan
    rows = pandas.DataFrame(points.reshape(40, 45) / 1000)
    rows.insert(0, "t", numpy.arange(40) / 60)
    for name, digits in (("whole", None), ("rounded", "%.7f")):
        with open(folder / f"{name}.trc", "w") as file:
            names = "\t\t\t".join(CANONICAL)
            axes = "\t".join(f"X{i + 1}\tY{i + 1}\tZ{i + 1}" for i in range(15))
            file.write(f"PathFileType\t4\t(X/Y/Z)\t{name}.trc\nDataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\t"
                       f"OrigDataStartFrame\tOrigNumFrames\n60\t60\t40\t15\tm\t60\t0\t40\nFrame#\tTime\t{names}\t\t\n\t\t{axes}\t\n")
            rows.to_csv(file, sep="\t", index=True, header=None, lineterminator="\n", float_format=digits)
    return all_like(imported(folder, "--unit", "m"), points, 2)


def in_c3d_ezc3d(folder):
    import ezc3d
    points = body(CANONICAL)
    points[7, 4] = numpy.nan
    file = ezc3d.c3d()
    four = numpy.ones((4, 15, 40))
    four[:3] = points.transpose(2, 1, 0)
    for name, value in (("RATE", [100]), ("LABELS", CANONICAL), ("UNITS", ["mm"])):
        file["parameters"]["POINT"][name]["value"] = value
    file["data"]["points"] = four
    file.write(str(folder / "ezc3d.c3d"))
    return all_like(imported(folder, "--up", "z"), points, 1)


def in_c3d_c3d(folder):
    import c3d
    points = body(CANONICAL)
    largest = 0
    for name, scale, resolution in (("float", -1.0, 0), ("integer", 0.25, 0.25)):
        writer = c3d.Writer(point_rate=100, point_scale=scale)
        writer.set_point_labels(CANONICAL)
        writer.add_frames([(numpy.concatenate([joints, numpy.zeros((15, 2))], 1), numpy.zeros((0, 0))) for joints in points])
        place = folder.parent / f"c3d {name}"
        place.mkdir()
        with open(place / f"{name}.c3d", "wb") as file:
            writer.write(file)
        error = all_like(imported(place, "--unit", "mm", "--up", "z"), points, 1)
        assert error <= resolution * 3**0.5 + 1e-3, f"{name}: {error}"
        largest = max(largest, error if resolution == 0 else 0)
    return largest


def bvh_skeleton():
    """Parents of the 15, and the offsets that body() has standing still."""
    parents = {"pelvis": None, "neck": "pelvis", "head": "neck"}
    for side in ("left", "right"):
        for chain in (("hip", "knee", "ankle"), ("shoulder", "elbow", "wrist")):
            for above, joint in zip((None, *chain), chain):
                parents[f"{side}_{joint}"] = f"{side}_{above}" if above else ("pelvis" if joint == "hip" else "neck")
    return parents


def in_bvh_bvhio(folder):
    """bvhio makes a hierarchy, turns its joints, writes it and says where they are."""
    import bvhio
    import glm
    parents = bvh_skeleton()
    still = dict(zip(CANONICAL, body(CANONICAL)[0]))
    joints = {}
    for name in sorted(parents, key=lambda name: (len([*chain_of(name, parents)]), name)):
        above = parents[name]
        offset = still[name] - (still[above] if above else 0)
        joints[name] = bvhio.BvhJoint(name, glm.vec3(*offset))
        if above:
            joints[above].Children.append(joints[name])
    for joint in joints.values():
        joint.Channels = [f"{axis}{what}" for what in ("position", "rotation") for axis in ("XYZ" if what == "position" else "ZXY")]
        if not joint.Children:
            joint.EndSite = glm.vec3(0, 0, 50)
        turns = RANDOM.normal(0, 20, (40, 3))
        joint.Keyframes = [bvhio.Pose(joint.Offset + glm.vec3(*(f * 3, 0, 0)) * (joint.Name == "pelvis"),
                                      glm.quat(glm.radians(glm.vec3(*turn)))) for f, turn in enumerate(turns)]
    container = bvhio.BvhContainer(joints["pelvis"], 40, 0.02)
    bvhio.writeBvh(str(folder / "bvhio.bvh"), container, percision=9)
    expected = read_by_bvhio(folder / "bvhio.bvh", CANONICAL)
    (poses, names), = imported(folder, "--unit", "mm", "--up", "z").values()
    return distance(poses[:, [names.index(name) for name in CANONICAL]], expected)


def chain_of(name, parents):
    while name:
        yield name
        name = parents[name]


def read_by_bvhio(path, names):
    import bvhio
    root = bvhio.readAsHierarchy(str(path))
    joints = {joint.Name: joint for joint, _, _ in root.layout()}
    frames = []
    for frame in range(40):
        root.loadPose(frame)
        frames.append([tuple(joints[name].PositionWorld) for name in names])
    return numpy.array(frames)


def in_asf_amc(folder):
    """CMU's own files, read by AMCParser: inches, scaled by 0.45."""
    sys.path.insert(0, os.environ["AMC_PARSER"])
    import amc_parser
    data = pathlib.Path(os.environ["SOLOPOSE_DATA"]) / "cmu/asfamc"
    largest = 0
    sequences = imported_from(data, folder)
    assert sequences
    for name, (poses, names) in sequences.items():
        take = name.split("/")[2]
        motion, = data.rglob(f"*{take}.amc")
        skeleton = motion.with_name(f"{motion.stem.split('_')[0]}.asf")
        joints = amc_parser.parse_asf(str(skeleton))
        frames = []
        for pose in amc_parser.parse_amc(str(motion))[:100]:
            joints["root"].set_motion(pose)
            # There a joint is where its bone ends, here where it begins.
            at = {name: (joint.parent or joint).coordinate[:, 0] for name, joint in joints.items()}
            at |= {f"{name}_end": joint.coordinate[:, 0] for name, joint in joints.items()}
            frames.append([at[name] for name in names])
        largest = max(largest, distance(poses[:100], numpy.array(frames) * 25.4 / 0.45))
    return largest


def imported_from(data, folder):
    project = folder / "project"
    solopose("import", project, data, "--by-name")
    return {name: (h5py.File(file)[group][()], joints) for name, file, group, joints, _ in read_project.sequences(project)}


# --- out

def exported(folder, ending, *options):
    """A project of one sequence, written; the file and its poses as the project has them."""
    points = body(CANONICAL).astype("f4")
    points[3, CANONICAL.index("left_wrist")] = numpy.nan
    (folder / "in").mkdir()
    numpy.savez(folder / "in/walk.npz", poses=points, joints=numpy.array(CANONICAL), fps=numpy.array([25.0]))
    solopose("import", folder / "project", folder / "in", "--by-name", "--unit", "mm", "--up", "z")
    file = folder / f"data_3d_walk.{ending}"
    solopose("export", folder / "project", "--out", file, *options)
    return file, points.astype(float)


def filled(points):
    """As a form has them that cannot say what is missing."""
    points = points.copy()
    points[3, CANONICAL.index("left_wrist")] = points[[2, 4], CANONICAL.index("left_wrist")].mean(0)
    return points


def out_npz(folder):
    file, points = exported(folder, "npz")
    with numpy.load(file) as arrays:
        found, = [array for array in (arrays[key] for key in arrays.files) if array.shape[-2:] == (15, 3)]
    return distance(found, points)


def out_h5(folder):
    file, points = exported(folder, "h5")
    clips = h5py.File(file)["clips"]
    poses, first = clips["poses_mm"][()], clips["first_frame"][()]
    assert len(poses) > 0
    return max(distance(clip, points[at:at + len(clip)]) for clip, at in zip(poses, first))


def out_csv(folder):
    import pandas
    file, points = exported(folder, "csv")
    table = pandas.read_csv(file)
    axes = [[c for c in table.columns if c.startswith(name) and c.replace("_mm", "").endswith(f"_{axis}")][0] for name in CANONICAL for axis in "xyz"]
    return distance(table[axes].to_numpy().reshape(-1, 15, 3), points)


def out_trc(folder):
    """As Pose2Sim reads them."""
    import pandas
    file, points = exported(folder, "trc")
    table = pandas.read_csv(file, sep="\t", skiprows=4)
    return distance(table.to_numpy(float)[:, 2:47].reshape(-1, 15, 3), points)


def out_videopose3d(folder):
    file, points = exported(folder, "npz", "--layout", "videopose3d")
    takes, = numpy.load(file, allow_pickle=True)["positions_3d"].item().values()
    found = numpy.concatenate(list(takes.values())).astype(float)  # a frame with a gap ends a take
    return distance(found[:, [0, 1, 2, 3, 6, 7, 8, 13, 15, 17, 18, 19, 25, 26, 27]] * 1000, numpy.delete(points, 3, 0))


def out_c3d_ezc3d(folder):
    import ezc3d
    file, points = exported(folder, "c3d")
    read = ezc3d.c3d(str(file))
    assert read["parameters"]["POINT"]["LABELS"]["value"] == CANONICAL
    return distance(read["data"]["points"][:3].transpose(2, 1, 0), points)


def out_c3d_c3d(folder):
    import c3d
    file, points = exported(folder, "c3d")
    with open(file, "rb") as handle:
        rows = numpy.array([frame.copy() for _, frame, _ in c3d.Reader(handle).read_frames()])
    found = rows[:, :, :3].astype(float)
    found[rows[:, :, 3] < 0] = numpy.nan
    return distance(found, points)


def out_bvh_bvhio(folder):
    file, points = exported(folder, "bvh")
    return distance(read_by_bvhio(file, CANONICAL), filled(points))


def out_bvh_bpy(folder):
    """Blender's importer: where the armature's bones begin. Its own axes: y up is turned to z up, so that is turned back."""
    import bpy
    file, points = exported(folder, "bvh")
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.ops.import_anim.bvh(filepath=str(file), axis_forward="Y", axis_up="Z", use_fps_scale=False, rotate_mode="NATIVE")
    armature, = [item for item in bpy.data.objects if item.type == "ARMATURE"]
    found = numpy.empty((40, 15, 3))
    for frame in range(40):
        bpy.context.scene.frame_set(frame + 1)
        for j, name in enumerate(CANONICAL):
            found[frame, j] = armature.matrix_world @ armature.pose.bones[name].head
    return distance(found, filled(points))


def nodes_of_glb(file, places):
    """`places`: of each node by name (frame, x, y, z) in metres, y up. As poses in mm, z up."""
    found = numpy.full((40, 15, 3), numpy.nan)
    for name, keys in places.items():
        for frame, x, y, z in keys:
            found[int(round(frame)), CANONICAL.index(name)] = numpy.array([x, -z, y]) * 1000
    return found


def out_glb_pygltflib(folder):
    import pygltflib
    file, points = exported(folder, "glb")
    scene = pygltflib.GLTF2().load(str(file))
    blob = scene.binary_blob()

    def numbers(index):
        accessor = scene.accessors[index]
        view = scene.bufferViews[accessor.bufferView]
        width = {"SCALAR": 1, "VEC3": 3}[accessor.type]
        begin = (view.byteOffset or 0) + (accessor.byteOffset or 0)
        return numpy.frombuffer(blob, "<f4", accessor.count * width, begin).reshape(-1, width).astype(float)

    root = scene.nodes[scene.scenes[scene.scene].nodes[0]]
    x, y, z, w = root.rotation or (0, 0, 0, 1)
    turn = numpy.array([[1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
                        [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
                        [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)]])
    places = {}
    for channel in scene.animations[0].channels:
        sampler = scene.animations[0].samplers[channel.sampler]
        metres = numbers(sampler.output) * root.scale @ turn.T
        places[scene.nodes[channel.target.node].name] = numpy.column_stack([numbers(sampler.input)[:, 0] * 25, metres])
    return distance(nodes_of_glb(file, places), points)


def out_glb_bpy(folder):
    """Blender's importer: its key frames, and its own turn to z up."""
    import bpy
    file, points = exported(folder, "glb")
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.context.scene.render.fps = 25
    bpy.ops.import_scene.gltf(filepath=str(file))
    found = numpy.empty((40, 15, 3))
    first = min(action.frame_range[0] for action in bpy.data.actions)
    for frame in range(40):
        bpy.context.scene.frame_set(int(round(first)) + frame)
        for j, name in enumerate(CANONICAL):
            found[frame, j] = numpy.array(bpy.data.objects[name].matrix_world.translation) * 1000
    return distance(found, filled(points))


def out_rerun(folder):
    import rerun.chunk
    import to_rerun
    _, points = exported(folder, "npz")
    to_rerun.main(folder / "project", folder / "walk.rrd")
    found = numpy.full((40, 15, 3), numpy.nan)
    for chunk in rerun.chunk.RrdReader(folder / "walk.rrd").stream():
        rows = chunk.to_record_batch().to_pydict()
        for frame, places, ids in zip(rows.get("frame", []), rows.get("Points3D:positions", []), rows.get("Points3D:keypoint_ids", [])):
            found[frame, ids] = places
    return distance(found, points)


def out_sleap(folder):
    """Pose2Sim's demo, which has cameras and videos: 3D as it was, and 2D where SLEAP's own cameras put it."""
    import sleap_io
    import to_sleap
    solopose("import", folder / "project", pathlib.Path(os.environ["SOLOPOSE_DATA"]) / "pose2sim/pose-3d/S00_P00_T01_BalancingTrial_0-100.trc")
    (name, file, group, _, _), = read_project.sequences(folder / "project")
    points = h5py.File(file)[group][()].astype(float)
    to_sleap.main(folder / "project", name, str(folder / "walk.slp"))
    session, = sleap_io.load_slp(str(folder / "walk.slp"), open_videos=False).sessions
    people = [session.frame_groups[frame].instance_groups[0] for frame in range(len(points))]
    assert len(session.cameras) == 4 and all(len(person.instances) == 4 for person in people)
    return distance(numpy.array([person.points for person in people]), points)


FLOAT = 1e-3
ROWS = {  # name: (library, where, what it has, the largest distance in mm that the format allows)
    "in cdf": ("cdflib", in_cdf, "both majorities and byte orders, f4 f8, plain, gzip, gzip of the whole file", FLOAT),
    "in videopose3d npz": ("numpy", in_videopose3d, "both byte orders, f4 f8, plain and deflated", FLOAT),
    "in humaneva npz": ("numpy", in_humaneva, "both byte orders, f4 f8", FLOAT),
    "in h36m h5": ("h5py", in_h36m_h5, "both byte orders, f4 f8, plain and gzip with shuffle", FLOAT),
    "in h36m pickle": ("pickle", in_h36m_pkl, "protocols 2 to 5, both byte orders, f4 f8", FLOAT),
    "in mpi annot.mat": ("scipy", in_mpi, "f4 f8, plain and compressed", FLOAT),
    "in mpi test v7.3": ("h5py", in_mpi_test, "both byte orders, f4 f8", FLOAT),
    "in mads": ("scipy", in_mads, "15 and 19 joints, plain and compressed", FLOAT),
    "in aist pickle": ("pickle", in_aist, "protocols 2 to 5, both byte orders, f4 f8", FLOAT),
    "in panoptic": ("json", in_panoptic, "", FLOAT),
    "in shelf": ("scipy", in_shelf, "plain and compressed", FLOAT),
    "in freemocap npy": ("numpy", in_freemocap, "both byte orders, f4 f8, both orders of axes", FLOAT),
    "in npz": ("numpy", in_npz, "both byte orders, f4 f8, both orders of axes", FLOAT),
    "in csv": ("pandas", in_csv, "whole numbers, decimal commas, UTF-16, savetxt", FLOAT),
    "in trc": ("pandas", in_trc, "whole and rounded numbers, metres", FLOAT),
    "in c3d ezc3d": ("ezc3d", in_c3d_ezc3d, "floats", FLOAT),
    "in c3d c3d": ("c3d", in_c3d_c3d, "floats, and integers to their own 0.25 mm", FLOAT),
    "in bvh bvhio": ("bvhio", in_bvh_bvhio, "to bvhio's single precision", 5e-3),
    "in asf_amc": ("amc_parser", in_asf_amc, "CMU's files, 100 frames of each", FLOAT),
    "out npz": ("numpy", out_npz, "", FLOAT),
    "out h5": ("h5py", out_h5, "", FLOAT),
    "out csv": ("pandas", out_csv, "", FLOAT),
    "out trc": ("pandas", out_trc, "", FLOAT),
    "out videopose3d npz": ("numpy", out_videopose3d, "", FLOAT),
    "out c3d ezc3d": ("ezc3d", out_c3d_ezc3d, "", FLOAT),
    "out c3d c3d": ("c3d", out_c3d_c3d, "", FLOAT),
    "out bvh bvhio": ("bvhio", out_bvh_bvhio, "to bvhio's single precision", 5e-3),
    "out bvh bpy": ("bpy", out_bvh_bpy, "to the single precision of Blender's bones", 0.2),
    "out glb pygltflib": ("pygltflib", out_glb_pygltflib, "", FLOAT),
    "out rerun": ("rerun", out_rerun, "resources/python/to_rerun.py", FLOAT),
    "out sleap": ("sleap_io", out_sleap, "resources/python/to_sleap.py; needs SOLOPOSE_DATA", FLOAT),
    "out glb bpy": ("bpy", out_glb_bpy, "", FLOAT),
}


def measure(name):
    library, work, variants, allowed = ROWS[name]
    if library == "amc_parser":
        sys.path.insert(0, os.environ.get("AMC_PARSER", "."))
    version = getattr(importlib.import_module(library), "__version__", "") or ""
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder) / "files"
        place.mkdir()
        largest = work(place)
    print(f"{name:22} {f'{library} {version}':16} {largest:10.2e} mm   {variants}", flush=True)
    return largest <= allowed


if __name__ == "__main__":
    SOLOPOSE = str(pathlib.Path(sys.argv[1]).resolve())
    failed = []
    for row in sys.argv[2:] or ROWS:
        try:
            if not measure(row):
                failed.append(row)
        except ModuleNotFoundError as absent:
            print(f"{row:22} left out: {absent}")
        except (AssertionError, ValueError, KeyError) as failure:
            print(f"{row:22} {type(failure).__name__}: {failure}")
            failed.append(row)
    sys.exit(f"too far: {', '.join(failed)}" if failed else 0)
