"""What disks, syncs and restored backups do to files."""

import shutil
import sqlite3


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


def with_a_journal(project):
    """As a killed program leaves it: the last change is in the -wal only. The same content otherwise."""
    connection = sqlite3.connect(project / "project.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("INSERT INTO job_log (job, outcome, text) VALUES ('note', 'finished', '')")
    copies = [project / f"project.sqlite{ending}" for ending in ("", "-wal")]
    kept = [file.read_bytes() for file in copies]
    connection.close()
    for file, data in zip(copies, kept):
        file.write_bytes(data)
    (project / "project.sqlite-shm").unlink(missing_ok=True)


def lose_journal(project, chance, workshop):
    with_a_journal(project)
    (project / "project.sqlite-wal").unlink()
    return "its -wal lost"


def spoil_journal(project, chance, workshop):
    with_a_journal(project)
    return "-wal: " + spoil(project / "project.sqlite-wal", chance, [flip_bits, truncate, zero_page, overwrite])


def swap_journal(project, chance, workshop):
    """A sync that brought another project's."""
    other = workshop.copy("imported", project.parent / "other") / "project"
    with_a_journal(other)
    shutil.copy(other / "project.sqlite-wal", project / "project.sqlite-wal")
    shutil.rmtree(other.parent)
    return "another project's -wal"


def spoil_pages(project, chance, workshop):
    return "database: " + spoil(project / "project.sqlite", chance,
                                [flip_bits, flip_bits, truncate, zero_page, overwrite, append])


def spoil_database(project, chance, workshop):
    way = chance.choice([spoil_pages, spoil_pages, spoil_pages, spoil_journal, swap_journal, lose_journal])
    return way(project, chance, workshop)


def spoil_pose_file(project, chance, workshop):
    file = chance.choice(sorted((project / "poses").glob("[0-9]*.h5")))
    return f"poses/{file.name}: " + spoil(file, chance, [flip_bits, flip_bits, truncate, zero_page, overwrite, append])
