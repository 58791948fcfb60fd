#!/bin/sh
# Pose2Sim 0.10.49: thinning a TRC to a rate that does not divide its own keeps other rows than the header then claims.
#
# Expected: 100 Hz thinned to 30 Hz is resampled, refused, or called by the rate that came out.
# Seen:     every third row is kept (33.3 Hz: the Time column steps by 0.03 s), DataRate says 30, and NumFrames says 90 where
#           100 rows follow. From 50 Hz to 30 Hz every row is kept and the header says 30.
# Speeds from DataRate are wrong by 10 % in the first case and by 40 % in the second; the Time column is right in both.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --no-deps pose2sim==0.10.49
"$folder/venv/bin/pip" -q install pandas==3.1.1 numpy==2.4.6
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from Pose2Sim.Utilities.trc_desample import trc_desample_func

def thinned(rate, wanted, frames=300):
    rows = [f"{k + 1}\t{k / rate:.6f}\t{k}.0\t1.0\t2.0" for k in range(frames)]
    with open("take.trc", "w") as file:
        file.write("PathFileType\t4\t(X/Y/Z)\ttake.trc\n"
                   "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames\n"
                   f"{rate}\t{rate}\t{frames}\t1\tm\t{rate}\t0\t{frames}\nFrame#\tTime\tHead\t\t\n\t\tX1\tY1\tZ1\n" + "\n".join(rows) + "\n")
    trc_desample_func("take.trc", wanted)
    lines = open(f"take_{wanted}fps.trc").read().splitlines()
    header = dict(zip(lines[1].split("\t"), lines[2].split("\t")))
    times = [float(line.split("\t")[1]) for line in lines[5:]]
    return header["DataRate"], header["NumFrames"], len(times), round(1 / (times[1] - times[0]), 1)

for rate, wanted, seen in ((100, 30, ("30", "90", 100, 33.3)), (50, 30, ("30", "180", 300, 50.0))):
    result = thinned(rate, wanted)
    print(f"{rate} Hz to {wanted} Hz: DataRate {result[0]}, NumFrames {result[1]}; {result[2]} rows at {result[3]} Hz by their times")
    assert result == seen, result
PYTHON
echo "as described"
