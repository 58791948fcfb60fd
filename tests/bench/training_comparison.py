#!/usr/bin/env python3
"""What the paper's two claims come to here: heat maps against regressed coordinates, merged datasets against one.

    training_comparison.py PROJECT OUT [--solopose PROGRAM] [--steps N] [--seeds 1,2,3] [--parallel N]

PROJECT is the demo with all its films (`solopose demo PROJECT --films all`). Every arm is trained with every
seed for the same number of steps, and measured on the independent subjects and on the test takes. One folder a run
in OUT: stopped at any moment, the script goes on where it was, in the middle of a run too. It only prints what the
runs say; nothing is chosen afterwards. Everything but loss, head and datasets is as in the demo checkpoint's recipe.
Standard library only.
"""

import argparse
import concurrent.futures
import json
import pathlib
import statistics
import subprocess
import sys
import time

MERGED = ["AIST++", "Human3.6M", "MPI-INF-3DHP"]  # MADS has its sides swapped in the demo
RECIPE = pathlib.Path(__file__).parents[2] / "resources/demo-model/tiny.json"
HEAT_MAP = {"loss": "cross_entropy", "head": "heat_map"}
REGRESSION = {"loss": "mean_squared_error", "head": "regression"}
ARMS = {
    "HeatPose, merged": (HEAT_MAP, MERGED),
    "MSE, merged": (REGRESSION, MERGED),
    "HeatPose, one dataset": (HEAT_MAP, ["AIST++"]),
}
CLAIMS = [("HeatPose, merged", "MSE, merged"), ("HeatPose, merged", "HeatPose, one dataset")]
SPLITS = ["independent", "test"]
STEPS = 4800  # four minutes of one quiet core
FRAMES_SHARE = 0.85  # of the steps; the rest trains the temporal part


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--solopose", default="solopose", help="the command-line program")
    parser.add_argument("--steps", type=int, default=STEPS, help="of each run, both stages together")
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--parallel", type=int, default=1, help="runs at a time, a core each")
    return parser.parse_args()


def config_of(arm, seed, steps):
    form, datasets = ARMS[arm]
    frames = round(FRAMES_SHARE * steps)
    config = json.loads(RECIPE.read_text())
    config["name"] = f"{arm}, seed {seed}"
    config["loss"] = form["loss"]
    config["network"] = {"head": {"kind": form["head"]}}
    config["data"] = {"datasets": datasets}
    config["frames_stage"]["steps"] = frames
    config["clips_stage"]["steps"] = steps - frames
    config["epoch_steps"] = max(1, steps // 6)
    config["seed"] = seed
    return config


def call(program, *words):
    """The result that a verb prints, or its complaint."""
    process = subprocess.run([program, *map(str, words), "--json"], capture_output=True, text=True)
    if process.returncode != 0:
        sys.exit(f"{program} {' '.join(map(str, words))} failed:\n{process.stderr[-2000:]}")
    return json.loads(process.stdout)


def trained_and_measured(options, arm, seed):
    folder = options.out / f"{arm.replace(', ', '-').replace(' ', '-').lower()}-{options.steps}-{seed}"
    result = folder / "result.json"
    if result.exists():
        return json.loads(result.read_text())
    folder.mkdir(parents=True, exist_ok=True)
    run = folder / "run"
    if (run / "config.json").exists():
        trained = call(options.solopose, "train", options.project, "--out", run, "--resume")
    else:
        config = folder / "config.json"
        config.write_text(json.dumps(config_of(arm, seed, options.steps), indent=1))
        trained = call(options.solopose, "train", options.project, "--config", config, "--out", run)
    # Every arm is measured on the same frames: those of all merged datasets, whatever it was trained on.
    words = [word for name in MERGED for word in ("--dataset", name)]
    measured = call(options.solopose, "evaluate", run, options.project, "--split", ",".join(SPLITS), *words)
    outcome = {"arm": arm, "seed": seed, "train": trained, "evaluate": measured}
    partial = folder / "result.json.part"
    partial.write_text(json.dumps(outcome, indent=1))
    partial.rename(result)
    return outcome


def figure(outcome, name, split):
    """MPJPE over a split's datasets together; the model's own row comes first."""
    rows = [row for row in outcome["evaluate"]["rows"] if row["split"] == split]
    if name is None:
        name = outcome["evaluate"]["rows"][0]["name"]
    rows = [row for row in rows if row["name"] == name]
    whole = [row for row in rows if row["dataset"] == "all"] or rows
    return whole[-1]["mpjpe_mm"]


def spread(values):
    return f"{statistics.mean(values):7.1f} +- {statistics.stdev(values) if len(values) > 1 else 0:4.1f}"


def print_table(options, outcomes):
    print(f"\nMPJPE, mm, root-relative, camera frame; {options.steps} steps a run, "
          f"mean and standard deviation over seeds {options.seeds}")
    print(f"{'':24}{'independent':>17}{'mean pose':>11}{'test':>17}{'mean pose':>11}{'training s':>12}")
    for arm in ARMS:
        own = [outcome for outcome in outcomes if outcome["arm"] == arm]
        cells = ""
        for split in SPLITS:
            cells += f"{spread([figure(o, None, split) for o in own]):>17}"
            cells += f"{statistics.mean(figure(o, 'mean pose', split) for o in own):11.1f}"
        print(f"{arm:24}{cells}{statistics.mean(o['train']['seconds'] for o in own):12.0f}")
    for better, worse in CLAIMS:
        for split in SPLITS:
            by_seed = {arm: {o["seed"]: figure(o, None, split) for o in outcomes if o["arm"] == arm}
                       for arm in (better, worse)}
            wins = sum(by_seed[better][seed] < by_seed[worse][seed] for seed in by_seed[better])
            mean_wins = statistics.mean(by_seed[better].values()) < statistics.mean(by_seed[worse].values())
            print(f"the paper's order, {better} before {worse}, {split}: {'yes' if mean_wins else 'no'} "
                  f"({wins} of {len(by_seed[better])} seeds)")


def main():
    options = arguments()
    seeds = [int(seed) for seed in options.seeds.split(",")]
    wanted = [(arm, seed) for seed in seeds for arm in ARMS]
    outcomes = []
    with concurrent.futures.ThreadPoolExecutor(options.parallel) as pool:
        began = time.monotonic()
        waiting = {pool.submit(trained_and_measured, options, arm, seed): (arm, seed) for arm, seed in wanted}
        for done in concurrent.futures.as_completed(waiting):
            outcome = done.result()
            outcomes.append(outcome)
            print(f"{len(outcomes)}/{len(wanted)} after {time.monotonic() - began:.0f} s: {outcome['arm']}, seed "
                  f"{outcome['seed']}: independent {figure(outcome, None, 'independent'):.1f} mm, test "
                  f"{figure(outcome, None, 'test'):.1f} mm", flush=True)
    print_table(options, outcomes)


if __name__ == "__main__":
    main()
