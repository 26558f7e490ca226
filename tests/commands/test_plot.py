import pytest

from tests.commands.calling import invoke
from tests.small import small_file, tree


@pytest.fixture
def folders(home):
    """Two run folders without figures."""
    small_file(home)
    for name in "ab":
        invoke("run", "small.yaml", "--runs", 4, "--workers", 1, "--no-figures", "--out", name)
    return home


def test_plot_draws_one_folder_into_it(folders):
    """Each file that plot names is there, in figures of the run folder."""
    answer = invoke("plot", "a")

    assert answer.exit_code == 0, answer.output
    named = answer.stdout.splitlines()
    assert named
    assert sorted(named) == [f"a/{name}" for name in tree(folders / "a") if "figures/" in name]


def test_plot_draws_where_it_is_told(folders):
    """With --out the run folder stays as it was."""
    before = tree(folders / "a")

    answer = invoke("plot", "a", "--out", "there")

    assert sorted(answer.stdout.splitlines()) == [
        f"there/{name}" for name in tree(folders / "there")
    ]
    assert tree(folders / "a") == before


def test_plot_compares_several(folders):
    """Two folders give pictures of both in a folder of their own, never the same one twice."""
    first, second = invoke("plot", "a", "b"), invoke("plot", "a", "b")

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert all(line.startswith("out/comparison/") for line in first.stdout.splitlines())
    assert all(line.startswith("out/comparison-2/") for line in second.stdout.splitlines())
    assert tree(folders / "out" / "comparison") == tree(folders / "out" / "comparison-2")


@pytest.mark.parametrize("words", [["missing"], ["."], ["a", "missing"], ["a", "a", "a", "a", "a"]])
def test_plot_refuses_what_is_no_run_folder(folders, words):
    """A folder that is missing or no run folder, or too many, is a message and no file."""
    before = tree(folders)

    answer = invoke("plot", *words)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr
    assert tree(folders) == before
