#!/usr/bin/env python3
"""Frames a second of one core from file to pose, MediaPipe's Pose in video mode beside ours, in one run; as JSON.

    taskset -c 0 python3 tests/bench/landmark_speed_peers.py build/bin/solopose VIDEO…

Ours is `solopose predict VIDEO`, its start, people, landmarks, sides and the temporal model's poses included, without anything kept from
before. MediaPipe (PyPI, mediapipe 0.10.21, with the same network: model_complexity=1) decodes by OpenCV and reads its landmarks, its import
included. Counted is the processor's time of all threads, best of two rounds each, because other programs may run beside.
"""
import json
import os
import resource
import subprocess
import sys
import tempfile

PEER = """
import sys
import cv2
import mediapipe
video = cv2.VideoCapture(sys.argv[1])
frames = 0
with mediapipe.solutions.pose.Pose(static_image_mode=False, model_complexity=1) as pose:
    while True:
        there, picture = video.read()
        if not there:
            break
        pose.process(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB))
        frames += 1
print(frames)
"""


def cpu_seconds(command):
    """Of a process and its threads, with what it said."""
    with tempfile.TemporaryDirectory() as cache:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        environment = dict(os.environ, OMP_NUM_THREADS="1", XDG_CACHE_HOME=cache)
        said = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, said


def best(command):
    return min((cpu_seconds(command) for _ in range(2)), key=lambda pair: pair[0])


def main():
    program, *videos = sys.argv[1:]
    rows = []
    for video in videos:
        with tempfile.TemporaryDirectory() as scratch:
            ours, said = best([program, "predict", video, "--out", f"{scratch}/poses.npz", "--json"])
        theirs, counted = best([sys.executable, "-c", PEER, video])
        frames = json.loads(said)["frames"]
        rows.append({"video": os.path.basename(video), "frames": frames, "solopose_per_cpu_second": round(frames / ours, 1),
                     "mediapipe_per_cpu_second": round(int(counted.split()[-1]) / theirs, 1)})
    print(json.dumps(rows, indent=1))


main()
