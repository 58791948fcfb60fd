"""Every verb that writes, with what it stands on and what it leaves."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Verb:
    """`arguments(place)`: what the program is told, in a copy of the template that `place` is. `outputs`: what it
    writes besides the project, relative to the place; `loose`: outputs that differ from run to run. `ends`: how a
    second run may end (some refuse what is there already); `again`: its arguments, where they are others."""
    name: str
    template: str
    arguments: callable
    outputs: tuple = ()
    loose: tuple = ()
    ends: tuple = (0,)
    weight: int = 2
    again: callable = None
    slow: bool = False


def export(ending, *more):
    out = f"out/poses.{ending}"
    return Verb(f"export {ending}{' ' + more[-1] if more else ''}", "aligned",
                lambda place: ["export", place / "project", "--out", place / out, *more], (out,))


def sequence_of(place):
    """The name of one; workshops note it down when they align."""
    note = place / "sequence"
    return note.read_text() if note.exists() else "unknown"


def tiny_training(place):
    """A run of seconds, with checkpoints on the way."""
    return ["train", place / "demo", "--preset", "tiny", "--steps", "6", "--seed", "1", "--out", place / "run"]


def resumed(place):
    """A run that was begun goes on, from its start where it left no checkpoint."""
    if (place / "run/config.json").exists():
        return ["train", place / "demo", "--resume", "--out", place / "run"]
    return tiny_training(place)


def verdict(place):
    return ["verdict", place / "project", "--sequence", sequence_of(place), "--frames", "3-9", "reject", "--reviewer",
            "me"]


def repair(place):
    return ["repair", place / "project", "--sequence", sequence_of(place), "--frames", "3-9", "--smooth", "5",
            "--reviewer", "me"]


def unless_there(table, place, arguments):
    """For what would be said twice: a look at it where it was said before."""
    with closing(sqlite3.connect(place / "project/project.sqlite")) as connection:
        there = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 0
    return ["verdict", place / "project", "--list"] if there else arguments(place)


def all_verbs(root, known):
    """Those that the program has."""
    model = Path(root) / "resources/demo-model/tiny.safetensors"
    verbs = [
        Verb("demo", "empty", lambda place: ["demo", place / "made", "--films", "none"], (), ends=(0, 1)),
        Verb("import", "aligned", lambda place: ["import", place / "project", "--format", "table", "--name", "More",
                                                 place / "material/more"], weight=4),
        Verb("import into a new project", "empty",
             lambda place: ["import", place / "new", "--format", "table", place / "material/tables"], weight=2),
        Verb("align", "imported", lambda place: ["align", place / "project"], weight=3),
        Verb("align anew", "aligned", lambda place: ["align", place / "project", "--ratio", "paper"]),
        Verb("reimport", "aligned", lambda place: ["reimport", place / "project", "Walks"], weight=3),
        Verb("relink", "aligned", lambda place: ["relink", place / "project", "--videos", place / "material"]),
        Verb("remove", "aligned", lambda place: ["remove", place / "project", "Other"], ends=(0, 1)),
        Verb("set", "aligned", lambda place: ["set", place / "project", "Other", "--independent", "on"]),
        Verb("set a key frame", "aligned",
             lambda place: ["set", place / "project", sequence_of(place).split("/")[0], "--sequence",
                            sequence_of(place), "--key-frame", "7"]),
        Verb("verdict", "aligned", verdict, again=lambda place: unless_there("verdict", place, verdict)),
        Verb("verdict --merge", "aligned",
             lambda place: ["verdict", place / "project", "--merge", place / "copy"]),
        Verb("repair", "aligned", repair, again=lambda place: unless_there("repair", place, repair)),
        Verb("quality with a report", "aligned",
             lambda place: ["quality", place / "project", "--report", place / "out/doubts.csv"], ("out/doubts.csv",)),
        export("h5"), export("npz"), export("csv"), export("trc", "--in", "universal"),
        export("bvh"), export("c3d"), export("glb"),
        Verb("export videopose3d", "aligned",
             lambda place: ["export", place / "project", "--out", place / "out/data_3d_mine.npz", "--layout",
                            "videopose3d"], ("out/data_3d_mine.npz",)),
        Verb("heatmap", "aligned",
             lambda place: ["heatmap", place / "project", "--sequence", sequence_of(place), "--frame", "7", "--out",
                            place / "out/map.npz"], ("out/map.npz",)),
        Verb("predict with overlay", "empty",
             lambda place: ["predict", model, place / "material/film", "--crop", "0,0,96,72", "--out",
                            place / "out/poses.npz", "--overlay", place / "out/film.mp4"],
             ("out/poses.npz", "out/film.mp4"), slow=True),
        Verb("predict with pictures", "empty",
             lambda place: ["predict", model, place / "material/film", "--crop", "0,0,96,72", "--out",
                            place / "out/poses.npz", "--overlay", place / "out/pictures"],
             ("out/poses.npz", "out/pictures"), ends=(0, 1), slow=True),
        Verb("predict for a project", "aligned",
             lambda place: ["predict", model, place / "material/film", "--crop", "0,0,96,72", "--out",
                            place / "out/poses.npz", "--project", place / "project"], ("out/poses.npz",), slow=True),
        Verb("evaluate", "demo",
             lambda place: ["evaluate", model, place / "demo", "--split", "val", "--out", place / "out/answers.npz",
                            "--truth", place / "out/truth.npz", "--csv", place / "out/scores.csv",
                            "--table", place / "out/table.tex"],
             ("out/answers.npz", "out/truth.npz", "out/scores.csv", "out/table.tex"), slow=True, weight=1),
        Verb("benchmark --example", "empty",
             lambda place: ["benchmark", "solopose", "--tiny", "--example", place / "out/example.safetensors"],
             ("out/example.safetensors",), loose=("out/example.safetensors",), ends=(0, 1), slow=True, weight=1),
        Verb("compare --csv", "empty",
             lambda place: ["compare", "--truth", place / "material/truth.npz", place / "material/guess.npz", "--csv",
                            place / "out/scores.csv"], ("out/scores.csv",)),
        Verb("train", "demo", tiny_training, ("run",), loose=("run",), slow=True, weight=1, again=resumed),
    ]
    return [verb for verb in verbs if str(verb.arguments(Path("."))[0]) in known]
