"""The desk as a person starts it: ``gestae serve``, in a process of its own; and its name in tests without one."""

import os
import re
import subprocess
import sys
from contextlib import contextmanager

HOST = "desk.test"
ORIGIN = f"http://{HOST}"


@contextmanager
def served(case, config):
    """Gives the link it prints."""
    environment = {**os.environ, "GESTAE_CONFIG_HOME": str(config), "GESTAE_NAME": "Bea Tolliver"}
    command = [sys.executable, "-m", "gestae", "serve", str(case), "--no-browser"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        yield re.search(r"http\S+", process.stdout.readline()).group(0)
    finally:
        process.terminate()
        process.wait(timeout=10)
