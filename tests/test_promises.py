"""Every promise in tests/README.md names tests that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LINES = [line for line in Path(__file__).with_name("README.md").read_text("utf-8").splitlines() if re.match(r"\| (?!fault )", line)]
PROOF = re.compile(r"`([\w/.]+)::(\w+)`")


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.split(" | ")[0].strip("| "))
def test_a_promise_names_the_tests_that_prove_it(line):
    fault, promise, proofs = (cell.strip() for cell in line.strip("| ").split(" | "))
    assert fault and promise and re.fullmatch(rf"{PROOF.pattern}(, {PROOF.pattern})*", proofs), line
    for file, name in PROOF.findall(proofs):
        assert re.search(rf"^(async )?def {name}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE), f"no {name} in {file}"
