"""tests/gpu/check where no nvidia-smi is found, and where it lists nothing: exit status and words."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

CHECK = Path(__file__).parent / "check"


def ends_without_gpu(path):
    said = subprocess.run([sys.executable, CHECK], env=os.environ | {"PATH": str(path)}, capture_output=True, text=True)
    assert said.returncode == 77, said
    assert said.stdout == "No GPU was tested: nvidia-smi lists none on this machine\n", said.stdout


with tempfile.TemporaryDirectory() as folder:
    ends_without_gpu(folder)
    for script in ("#!/bin/sh\n", "#!/bin/sh\nexit 9\n"):
        tool = Path(folder) / "nvidia-smi"
        tool.write_text(script)
        tool.chmod(0o755)
        ends_without_gpu(folder)
