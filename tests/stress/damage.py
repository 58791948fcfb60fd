"""What disks, syncs and restored backups do to files."""

import shutil
import sqlite3
import struct


def flip_bits(data, chance):
    count = chance.choice([1, 2, 8, 64])
    for _ in range(count):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return f"{count} flipped bits"


def truncate(data, chance):
    del data[chance.randrange(len(data)):]
    return f"an end at byte {len(data)}"


def zero_page(data, chance):
    page = chance.randrange(len(data) // 4096 + 1) * 4096
    end = min(page + 4096, len(data))
    data[page:end] = bytes(end - page)
    return f"zeros from byte {page}"


def overwrite(data, chance):
    at = chance.randrange(len(data))
    length = min(chance.randrange(1, 2048), len(data) - at)
    data[at:at + length] = chance.randbytes(length)
    return f"{length} other bytes at {at}"


def append(data, chance):
    data += chance.randbytes(chance.randrange(1, 9000))
    return "more behind its end"


def spoil(file, chance, ways):
    data = bytearray(file.read_bytes())
    title = chance.choice(ways)(data, chance)
    file.write_bytes(data)
    return title


def with_a_journal(project, program):
    """As a killed program leaves it: the last change, an alignment as before, is in the -wal only."""
    files = [project / f"project.sqlite{ending}" for ending in ("", "-wal")]
    reader = sqlite3.connect(files[0], isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM dataset").fetchone()
    program.must(["align", project])
    kept = [file.read_bytes() for file in files]
    reader.close()
    for file in project.glob("project.sqlite-*"):
        file.unlink()
    for file, data in zip(files, kept):
        file.write_bytes(data)


def lose_journal(project, chance, workshop):
    with_a_journal(project, workshop.program)
    (project / "project.sqlite-wal").unlink()
    return "its -wal lost"


def spoil_journal(project, chance, workshop):
    with_a_journal(project, workshop.program)
    return "-wal: " + spoil(project / "project.sqlite-wal", chance, [flip_bits, truncate, zero_page, overwrite])


def swap_journal(project, chance, workshop):
    """A sync that brought another project's."""
    other = workshop.copy("imported", project.parent / "other") / "project"
    with_a_journal(other, workshop.program)
    shutil.copy(other / "project.sqlite-wal", project / "project.sqlite-wal")
    shutil.rmtree(other.parent)
    return "another project's -wal"


def spoil_pages(project, chance, workshop):
    return "database: " + spoil(project / "project.sqlite", chance,
                                [flip_bits, flip_bits, truncate, zero_page, overwrite, append])


def spoil_a_number(project, chance, workshop):
    """One bit of the shoulder width that everything is aligned by."""
    connection = sqlite3.connect(project / "project.sqlite")
    width, = connection.execute("SELECT shoulder_width_mm FROM alignment").fetchone()
    connection.close()
    file = project / "project.sqlite"
    data = bytearray(file.read_bytes())
    at = data.rindex(struct.pack(">d", width)) + chance.randrange(2, 6)
    data[at] ^= 1 << chance.randrange(8)
    file.write_bytes(data)
    return "a number: one flipped bit"


def spoil_database(project, chance, workshop):
    way = chance.choice([spoil_pages, spoil_pages, spoil_pages, spoil_a_number, spoil_journal, swap_journal, lose_journal])
    return way(project, chance, workshop)


def spoil_pose_file(project, chance, workshop):
    file = chance.choice(sorted((project / "poses").glob("[0-9]*.h5")))
    return f"poses/{file.name}: " + spoil(file, chance, [flip_bits, flip_bits, truncate, zero_page, overwrite, append])
