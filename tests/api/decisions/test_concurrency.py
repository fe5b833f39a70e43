"""Several processes at once, on either database: nothing is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter

from api.decisions.store import DecisionStore

AGENTS = 4
EACH = 25

# Each opens the store itself, so that the first migration is fought over as well.
AGENT = f"""
import sys
from api.decisions import decide, open_store
from classifier import Versions

url, who = sys.argv[1:]
versions = Versions("0.1.0", "HS 2022", "d", "e")
sys.stdin.readline()
with open_store(url) as store:
    for n in range({EACH}):
        code = ("570110", "570190")[n % 2]
        shared = decide("shared rug", code, who, versions)
        own = decide(f"rug {{n}} of {{who}}", code, who, versions)
        kept = store.record([shared, own])
        print(*(decision.id for decision in kept), flush=True)
"""

KILLED = """
import sys
from api.decisions import decide, open_store
from classifier import Versions

versions = Versions("0.1.0", "HS 2022", "d", "e")
with open_store(sys.argv[1]) as store:
    n = 0
    while True:
        pair = [decide(f"rug {n} {side}", "570110", "agent-1", versions) for side in "ab"]
        store.record(pair)
        print(n, flush=True)
        n += 1
"""


def test_agents_who_decide_at_once_lose_nothing(url: str) -> None:
    agents = [
        subprocess.Popen(
            [sys.executable, "-c", AGENT, url, f"agent-{n}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for n in range(AGENTS)
    ]
    for agent in agents:
        assert agent.stdin is not None
        agent.stdin.write("go\n")
        agent.stdin.flush()
    told = [agent.communicate(timeout=300) for agent in agents]
    assert [agent.returncode for agent in agents] == [0] * AGENTS, told
    assert [errors for _, errors in told] == [""] * AGENTS
    answered = {id_ for out, _ in told for id_ in out.split()}
    assert len(answered) == 2 * AGENTS * EACH
    with DecisionStore(url) as store:
        kept = {json.loads(line)["id"] for line in store.export()}
        line = store.history("shared rug")
        standing = store.current(["shared rug"])["shared rug"]
    assert kept == answered
    assert len(line) == AGENTS * EACH
    assert line == sorted(line, key=lambda decision: decision.order)
    assert standing == line[-1]
    assert Counter(decision.who for decision in line) == {f"agent-{n}": EACH for n in range(AGENTS)}
    # Each names an earlier one for the same goods, unless none was there to see.
    earlier: set[str] = set()
    for decision in line:
        assert decision.supersedes is None or decision.supersedes in earlier
        earlier.add(decision.id)
    assert sum(decision.supersedes is None for decision in line) <= AGENTS


def test_a_process_that_is_killed_leaves_whole_batches(url: str) -> None:
    for _ in range(3):
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, url], stdout=subprocess.PIPE, text=True
        ) as agent:
            assert agent.stdout is not None
            lines = [agent.stdout.readline() for _ in range(7)]
            agent.kill()
        assert lines[-1] == "6\n"
    with DecisionStore(url) as store:
        kept = Counter(json.loads(line)["text"] for line in store.export())
        # What was answered is there, and no pair was torn.
        assert all(kept[f"rug {n} a"] >= 3 for n in range(7))
        assert all(kept[f"rug {n} a"] == kept[f"rug {n} b"] for n in range(20))
        assert store.find(limit=1).decisions
