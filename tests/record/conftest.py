import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from log_places import Place


@pytest.fixture(params=["sqlite", "postgres"])
def place(request):
    return Place.of(request)
