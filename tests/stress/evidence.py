"""What stands on the disk, in a form that two moments can be compared in."""

import hashlib
import json
import re
import shutil
import sqlite3
import tempfile
from pathlib import Path

import h5py
import numpy as np

# Numbers that count rows say nothing about what a project holds; nor do log entries and the moment of an import.
PASSING_TABLES = {"job_log", "data_state", "sqlite_sequence", "joint_set", "camera_rig"}
PASSING_COLUMNS = {"id", "import", "dataset", "sequence", "joint_set", "camera_rig", "at", "imported_at", "revision",
                   "data_revision", "pose_group", "pose_file"}


def digest(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def inventory(folder):
    """Every file below a folder, with its hash; links by where they lead."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            found[str(path.relative_to(folder))] = f"link to {path.readlink()}"
        elif path.is_file():
            found[str(path.relative_to(folder))] = digest(path)
    return found


def names_without_numbers(folder):
    """Names of files that no database lists, numbers left out: process numbers differ from run to run. A removed
    import keeps its pose file until the trash is emptied, and is listed."""
    listed = {str((database.parent / "poses" / f"{number}.h5").relative_to(folder))
              for database in folder.rglob("project.sqlite") for number in import_numbers(database)}
    return sorted(re.sub(r"\d+", "#", name) for name in inventory(folder)
                  if not is_database(name) and name not in listed)


def import_numbers(database):
    with tempfile.TemporaryDirectory() as copy:
        for file in database.parent.glob("project.sqlite*"):
            shutil.copy(file, copy)
        connection = sqlite3.connect(Path(copy) / "project.sqlite")
        try:
            return [row[0] for row in connection.execute("SELECT id FROM import")]
        except sqlite3.DatabaseError:
            return []
        finally:
            connection.close()


def is_database(name):
    return re.fullmatch(r"(.*/)?project\.sqlite(-wal|-shm|-journal)?", name) is not None


def array_digest(array):
    values = np.ascontiguousarray(np.asarray(array))
    return f"{values.shape} {values.dtype} {hashlib.sha256(values.tobytes()).hexdigest()}"


def rows_of(connection, table, active):
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    rows = [dict(zip(columns, row)) for row in connection.execute(f"SELECT * FROM {table}")]
    if table == "import":
        rows = [row for row in rows if row["active"]]
    elif table == "setting":
        rows = [row for row in rows if row["name"] != "content_digest"]  # of passing things, too
    elif table == "dataset":
        rows = [row for row in rows if row["id"] in active.values()]
    elif "import" in columns:
        rows = [row for row in rows if row["import"] in active]
    return rows


def tracks_of(rows, project):
    """Joins to each sequence the digest of its stored poses."""
    for row in rows:
        try:
            with h5py.File(project / "poses" / f"{row['import']}.h5", "r") as file:
                row["poses"] = array_digest(file[row["pose_group"]])
        except Exception as error:  # whatever h5py has to say is evidence
            row["poses"] = f"unreadable: {error}"
    return rows


def dump(project):
    """What a project holds, as text; of its active imports only."""
    if not (project / "project.sqlite").exists():
        return "no project"
    with tempfile.TemporaryDirectory() as copy:
        for file in project.glob("project.sqlite*"):
            shutil.copy(file, copy)
        connection = sqlite3.connect(Path(copy) / "project.sqlite")
        try:
            return dump_of(connection, project)
        except sqlite3.DatabaseError as error:
            return f"damaged: {error}"
        finally:
            connection.close()


def dump_of(connection, project):
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    active = dict(connection.execute("SELECT id, dataset FROM import WHERE active"))
    lines = []
    for table in sorted(set(tables) - PASSING_TABLES):
        rows = rows_of(connection, table, active)
        if table == "sequence":
            rows = tracks_of(rows, project)
        lines += sorted(f"{table}: " + json.dumps({key: value.hex() if isinstance(value, bytes) else value
                                                   for key, value in row.items() if key not in PASSING_COLUMNS})
                        for row in rows)
    return "\n".join(lines)


def content(path):
    """What a written file or folder says, whatever the bytes are that say it; "unreadable: ..." of half a file."""
    if not path.exists():
        return "absent"
    if path.is_dir():
        return "\n".join(f"{file.relative_to(path)} {content(file)}" for file in sorted(path.rglob("*"))
                         if file.is_file() and not file.name.startswith("."))
    try:
        if path.suffix == ".npz":
            with np.load(path) as arrays:
                return "\n".join(f"{name} {array_digest(arrays[name])}" for name in sorted(arrays.files))
        if path.suffix == ".h5":
            lines = []
            with h5py.File(path, "r") as file:
                file.visititems(lambda name, item: lines.append(
                    f"{name} {[str(value) for value in item[:]] if item.dtype.kind == 'O' else array_digest(item)}")
                    if isinstance(item, h5py.Dataset) else None)
            return "\n".join(lines)
        if path.suffix == ".mp4":
            return "film" if b"moov" in path.read_bytes() else "unreadable: no index"
    except Exception as error:
        return f"unreadable: {error}"
    return digest(path)
