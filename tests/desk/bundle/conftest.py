import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from bundle_office import Office


@pytest.fixture
def office(desk):
    return Office(desk)
