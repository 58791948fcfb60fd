#!/usr/bin/env python3
"""The tables of a paper from runs made here: a model under three protocols with true and detected crops, and what
models that were trained on one dataset do on each of the others.

    paper_tables.py PROJECT OUT [--solopose PROGRAM] [--model FILE] [--seeds 1,2,3] [--steps N] [--parallel N]

PROJECT is the demo with all its films (`solopose demo PROJECT --films all`), aligned or not. The model (the demo's)
is measured on Human3.6M's tests, S9 and S11, with the mean pose beside it. Then every dataset of the project trains
a `tiny` model with every seed, and each is measured on the tests of all datasets: the cross-dataset matrix, mean and
standard deviation over the seeds, as it comes out. 1200 steps are some three minutes of one core, and measuring them as long.
OUT gets a .tex of every table, and the matrix of the first seed also as .csv and .html. One folder a run: stopped at
any moment, the script goes on where it was. Standard library only.
"""

import argparse
import concurrent.futures
import json
import pathlib
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).parents[2]
RECIPE = ROOT / "resources/demo-model/tiny.json"
MODEL = ROOT / "resources/demo-model/tiny.safetensors"
PROTOCOLS = ["canonical-15", "h36m-17", "3dhp-14"]
CROPS = ["true", "detected"]
FORMS = [".tex", ".csv", ".html"]
FRAMES_SHARE = 0.85  # of the steps; the rest trains the temporal part


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--solopose", default="solopose", help="the command-line program")
    parser.add_argument("--model", type=pathlib.Path, default=MODEL)
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--steps", type=int, default=4800, help="of training, each run")
    parser.add_argument("--parallel", type=int, default=1, help="runs at a time, a core each")
    return parser.parse_args()


def call(program, *words):
    """The result that a verb prints, or its complaint."""
    process = subprocess.run([program, *map(str, words), "--json"], capture_output=True, text=True)
    if process.returncode != 0:
        sys.exit(f"{program} {' '.join(map(str, words))} failed:\n{process.stderr[-2000:]}")
    return json.loads(process.stdout)


def once(result, work):
    """What `work` returns, kept in a file for the next time."""
    if result.exists():
        return json.loads(result.read_text())
    result.parent.mkdir(parents=True, exist_ok=True)
    outcome = work()
    partial = result.with_suffix(".part")
    partial.write_text(json.dumps(outcome, indent=1))
    partial.rename(result)
    return outcome


def model_tables(options):
    for crops in CROPS:
        for protocol in PROTOCOLS:
            name = f"model-{crops}-crops-{protocol}"
            words = ["evaluate", options.model, options.project, "--dataset", "Human3.6M", "--crops", crops,
                     "--protocol", protocol, "--paper"]
            first = options.out / f"{name}{FORMS[0]}"
            measured = once(options.out / f"{name}.json",
                            lambda: call(options.solopose, *words, "--table", first))
            print(f"\n{measured['protocol']['text']}")
            for line in measured["table"]["lines"]:
                print(f"  {line['name']:32}{line['test_set']:28}{number(line['mpjpe_mm'])}{number(line['p_mpjpe_mm'])}"
                      f"{line['frames']:9}")
            for note in measured["table"]["notes"]:
                print(f"  note: {note}")


def number(value):
    return f"{'-' if value is None else format(value, '.1f'):>9}"


def config_of(dataset, seed, steps):
    frames = max(1, round(FRAMES_SHARE * steps))
    config = json.loads(RECIPE.read_text())
    config["name"] = f"{dataset}, seed {seed}"
    config["data"] = {"datasets": [dataset]}
    config["frames_stage"]["steps"] = frames
    config["clips_stage"]["steps"] = max(1, steps - frames)
    config["epoch_steps"] = max(1, steps // 6)
    config["seed"] = seed
    return config


def run_folder(options, dataset, seed):
    plain = "".join(c if c.isalnum() else "-" for c in dataset)
    return options.out / "runs" / f"{plain}-{options.steps}-{seed}"


def trained_and_measured(options, dataset, seed):
    folder = run_folder(options, dataset, seed)
    run = folder / "run"

    def work():
        if (run / "config.json").exists():
            call(options.solopose, "train", options.project, "--out", run, "--resume")
        else:
            config = folder / "config.json"
            config.write_text(json.dumps(config_of(dataset, seed, options.steps), indent=1))
            call(options.solopose, "train", options.project, "--config", config, "--out", run)
        return call(options.solopose, "evaluate", run, options.project)

    return {"dataset": dataset, "seed": seed, "evaluate": once(folder / "result.json", work)}


def test_set(row):
    return f"{row['dataset']}, {row['split']}"


def cells(outcomes, score):
    """(trained on, measured on) to the figures of all seeds; mean poses by the dataset that they are of."""
    found = {}
    for outcome in outcomes:
        rows = outcome["evaluate"]["rows"]
        for row in rows:
            own = row["name"] == rows[0]["name"]
            if row["dataset"] == "all" or row[score] is None or not (own or row["name"] == "mean pose"):
                continue
            trained = outcome["dataset"] if own else f"mean pose of {outcome['dataset']}"
            found.setdefault((trained, test_set(row)), []).append(row[score])
    return found


def spread(values):
    if not values:
        return "-"
    return f"{statistics.mean(values):.1f} +- {statistics.stdev(values) if len(values) > 1 else 0:.1f}"


def print_matrix(options, outcomes, datasets):
    for score in ("mpjpe_mm", "p_mpjpe_mm"):
        found = cells(outcomes, score)
        columns = list(dict.fromkeys(column for _, column in found))
        print(f"\n{score}, rows trained on, columns tested on; {options.steps} steps a run, mean and standard "
              f"deviation over seeds {options.seeds}; {outcomes[0]['evaluate']['protocol']['text']}")
        print(f"{'':28}" + "".join(f"{name:>28}" for name in columns))
        for row in [*datasets, *(f"mean pose of {name}" for name in datasets)]:
            print(f"{row:28}" + "".join(f"{spread(found.get((row, name), [])):>28}" for name in columns))


def main():
    options = arguments()
    options.out.mkdir(parents=True, exist_ok=True)
    seeds = [int(seed) for seed in options.seeds.split(",")]
    model_tables(options)
    datasets = [dataset["name"] for dataset in call(options.solopose, "info", options.project)["datasets"]]
    wanted = [(dataset, seed) for seed in seeds for dataset in datasets]
    with concurrent.futures.ThreadPoolExecutor(options.parallel) as pool:
        outcomes = list(pool.map(lambda one: trained_and_measured(options, *one), wanted))
    print_matrix(options, outcomes, datasets)
    # All runs of the first seed in one table, in each form.
    first, *others = [run_folder(options, dataset, seeds[0]) / "run" for dataset in datasets]
    for form in FORMS:
        table = options.out / f"matrix{form}"
        if not table.exists():
            call(options.solopose, "evaluate", first, options.project, *others, "--table", table)


if __name__ == "__main__":
    main()
