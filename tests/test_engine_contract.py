"""The Whoosh engine, in memory and on disk, keeps the engines' contract."""

import itertools
from pathlib import Path

import pytest

from index.whoosh_engine import WhooshEngine
from tests.engine_contract import EngineContract, NewEngine


class TestWhooshInMemory(EngineContract):
    @pytest.fixture
    def new_engine(self) -> NewEngine:
        return lambda source: WhooshEngine(None, source)


class TestWhooshOnDisk(EngineContract):
    @pytest.fixture
    def new_engine(self, tmp_path: Path) -> NewEngine:
        numbers = itertools.count()
        return lambda source: WhooshEngine(tmp_path / f"index{next(numbers)}", source)
