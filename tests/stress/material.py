"""What the trials work on: a made-up person, in the forms that people bring, and pictures of nobody."""

import struct
import zlib

import numpy as np

JOINTS = ["pelvis", "right_hip", "right_knee", "right_ankle", "left_hip", "left_knee", "left_ankle", "neck", "head",
          "left_shoulder", "left_elbow", "left_wrist", "right_shoulder", "right_elbow", "right_wrist"]
STANDING = np.array([[0, 0, 950], [100, 0, 940], [100, 0, 520], [100, 0, 90], [-100, 0, 940], [-100, 0, 520],
                     [-100, 0, 90], [0, 10, 1470], [0, 30, 1630], [-170, 0, 1450], [-230, 0, 1200], [-240, 30, 960],
                     [170, 0, 1450], [230, 0, 1200], [240, 30, 960]], float)


def walk(frames, seed):
    """(frames, 15, 3) mm, z up: turns, sways and swings the limbs."""
    random = np.random.default_rng(seed)
    t = np.arange(frames)[:, None]
    poses = STANDING + 4 * random.standard_normal((frames, 15, 3))
    limbs = [2, 3, 5, 6, 10, 11, 13, 14]
    poses[:, limbs, 1] += 120 * np.sin(0.1 * t + np.arange(len(limbs)))
    turn = 0.9 * np.sin(0.013 * t + seed)
    x, y = poses[..., 0].copy(), poses[..., 1].copy()
    poses[..., 0] = np.cos(turn) * x - np.sin(turn) * y + 6 * t
    poses[..., 1] = np.sin(turn) * x + np.cos(turn) * y
    return np.round(poses, 3)


def write_csv(file, poses, fps=50):
    header = ["frame", "time_s"] + [f"{joint}_{axis}_mm" for joint in JOINTS for axis in "xyz"]
    rows = ([str(i), f"{i / fps:.6f}"] + [f"{value:.3f}" for value in pose.ravel()] for i, pose in enumerate(poses))
    file.write_text("\n".join(",".join(row) for row in [header, *rows]) + "\n")


def write_npz(file, poses, fps=50):
    np.savez(file, poses=poses.astype(np.float32), fps=np.float64(fps), joints=np.array(JOINTS))


def write_png(file, picture):
    """(height, width, 3) bytes."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    height, width, _ = picture.shape
    rows = b"".join(b"\0" + row.tobytes() for row in picture)
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
                     chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def write_material(folder):
    folder.mkdir()
    tables, other, more, film = (folder / name for name in ("tables", "other", "more", "film"))
    for made in (tables, other, more, film):
        made.mkdir()
    for number, frames in enumerate((300, 220, 150)):
        write_csv(tables / f"take{number}.csv", walk(frames, number))
    write_csv(other / "take9.csv", walk(200, 10))
    for number in range(3, 9):
        write_csv(more / f"take{number}.csv", walk(180, number))
    truth = walk(120, 9)
    write_npz(folder / "truth.npz", truth)
    write_npz(folder / "guess.npz", truth + 20 * np.random.default_rng(1).standard_normal(truth.shape))
    random = np.random.default_rng(2)
    for number in range(6):
        write_png(film / f"img_{number:04}.png", random.integers(0, 255, (72, 96, 3), dtype=np.uint8))
