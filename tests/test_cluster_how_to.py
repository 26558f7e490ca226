"""The how-to on clusters: what is printed there is at least well formed, and names what exists."""

import ast
import re

import pytest
import yaml

from brinkmanship.commands.sweep import sweep
from brinkmanship.sim.sweep.planning import plan_sweep
from tests.test_how_to import HOW_TO, examples

PAGE = "run-on-a-cluster.md"
DOCUMENTS = [
    one for _, text in examples(PAGE, "yaml") for one in yaml.safe_load_all(text.split("```")[0])
]


def test_the_script_for_slurm_is_python():
    """The script compiles, and hands brink the options that brink has."""
    ((_, text),) = examples(PAGE)
    script = text.split("```")[0]

    words = {node.value for node in ast.walk(ast.parse(script)) if isinstance(node, ast.Constant)}

    assert {"brink", "sweep", "--out", "--dask"} <= words


def test_every_option_of_the_page_exists():
    """No page tells of an option that brink sweep does not have."""
    text = (HOW_TO / PAGE).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("brink sweep")]
    known = {name for option in sweep.params for name in option.opts}

    asked = {option for line in lines for option in re.findall(r"--[a-z-]+", line)}

    assert asked >= {"--dask", "--out", "--workers"}
    assert asked <= known


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: f"{one['kind']}")
def test_a_document_for_kubernetes_is_whole(document):
    """Each has what every Kubernetes document has, and containers run what brink's image has."""
    assert {"apiVersion", "kind", "metadata"} <= set(document)
    pod = document.get("spec", {}).get("template", {}).get("spec", {})
    for container in pod.get("containers", []):
        assert container["command"][0] in {"brink", "dask"}
        assert container["command"][1] in {"scheduler", "sweep", "worker"}
        assert set(container["resources"]["requests"]) == {"cpu", "memory"}


def test_the_sweep_for_kubernetes_can_be_planned(tmp_path):
    """The sweep file in the example is one that brink takes."""
    (held,) = (one for one in DOCUMENTS if one["kind"] == "ConfigMap")
    ((name, text),) = held["data"].items()
    (tmp_path / name).write_text(text, encoding="utf-8")

    assert len(plan_sweep(tmp_path / name).plan.points) == 5
