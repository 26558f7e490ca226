"""A film shows each turn of a run as it was, and the same run gives the same film."""

import io
import re
import sys
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageColor

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.figures.style import BLUE, VERMILLION
from brinkmanship.analysis.film.board import (
    BOTTOM,
    MOST_ACTORS,
    TOP,
    WIDTH,
    draw_board,
    visible_actors,
)
from brinkmanship.analysis.film.captions import MOST, captions
from brinkmanship.analysis.film.frames import (
    CAPTION,
    LAST,
    MOVING,
    break_caption,
    draw_frames,
    ending_text,
)
from brinkmanship.analysis.film.reel import Event, Reel, Scene, Signal, read_reel
from brinkmanship.analysis.film.write import gif, write_film
from brinkmanship.cli import brink
from brinkmanship.commands.jobs.film import reel_of_trace
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.story import trace_run
from tests.analysis.study_folders import run_folder
from tests.small import small_file

NAMES = {"FRA": "France", "USA": "United States", "RUS": "Russia"}
SIDES = {"FRA": "west", "USA": "west", "RUS": "east"}
LADDER = ("quiet", "warn", "show", "tripwire", "clash", "war")
RUNGS = st.fixed_dictionaries({code: st.integers(0, len(LADDER) - 1) for code in SIDES})
SIGNALS = ("warn", "threat", "commit", "assure", "ambiguity", "nuclear_reminder", "consult")
WORDS = st.builds(Signal, sender=st.sampled_from(list(SIDES)), signal=st.sampled_from(SIGNALS))
HAPPENINGS = st.sampled_from(["force", "accident", "line_crossed", "vetoed", "odd"])
DEEDS = st.builds(Event, kind=HAPPENINGS, actor=st.sampled_from(list(SIDES)), other=st.just("RUS"))


def reel(*scenes, **changes):
    """A short run of three actors."""
    plain = Reel(
        title="A quarrel", unit="1 week", horizon=10, ladder=LADDER, thresholds=(3, 4),
        sides=SIDES, names=NAMES, start={"FRA": 0, "USA": 0, "RUS": 1}, scenes=scenes,
        outcome="frozen", outcome_turn=10, cause="", route="", seed=0, run=0,
    )  # fmt: skip
    return replace(plain, **changes)


def scene(turn=1, signals=(), events=(), **rungs):
    """A turn in which those not named stay on rung 1."""
    return Scene(
        turn=turn, rungs={"FRA": 1, "USA": 1, "RUS": 1} | rungs, signals=signals, events=events
    )


@st.composite
def reels(draw):
    """A run of up to four turns."""
    count = draw(st.integers(1, 4))
    scenes = [
        Scene(turn=turn, rungs=draw(RUNGS), signals=draw(st.lists(WORDS, max_size=5)),
              events=draw(st.lists(DEEDS, max_size=4)))
        for turn in range(1, count + 1)
    ]  # fmt: skip
    return reel(*scenes)


@given(film=reels())
def test_every_turn_has_a_caption_of_at_most_three_things(film):
    """No turn is left out, and none says more than a class can read."""
    lines = captions(film)

    assert len(lines) == len(film.scenes)
    assert all(len(line.split("; ")) <= MOST for line in lines)


@pytest.mark.parametrize("side", ["west", "east"])
def test_actors_stand_on_their_rung(side):
    """After each turn the marker of an actor has the colour of its side in the row of its rung."""
    film = reel(scene(1, FRA=2, RUS=4), scene(2, FRA=5, RUS=0))
    board = draw_board(film)
    code, colour = {"west": ("FRA", BLUE), "east": ("RUS", VERMILLION)}[side]
    rests = [frame.picture for frame in draw_frames(film) if frame.milliseconds != MOVING][1:-1]

    for picture, one in zip(rests, film.scenes, strict=True):
        x = board.column[code] - board.size[0] // 4
        y = round(BOTTOM - (one.rungs[code] + 0.5) * (BOTTOM - TOP) / len(LADDER))
        assert picture.getpixel((x, y - board.size[1] // 4)) == ImageColor.getrgb(colour)


@given(film=reels())
def test_a_film_has_a_picture_for_each_turn(film):
    """A start, each turn played and an end; between them only movement."""
    rests = [frame for frame in draw_frames(film) if frame.milliseconds != MOVING]

    assert len(rests) == len(film.scenes) + 2
    assert rests[-1].milliseconds == LAST
    assert {frame.picture.size for frame in rests} == {(1280, 720)}


def test_the_same_run_gives_the_same_bytes():
    """Nothing of the moment goes into a film."""
    film = reel(scene(1, FRA=3, signals=[Signal(sender="RUS", signal="warn")]), scene(2, RUS=4))

    assert gif(list(draw_frames(film))) == gif(list(draw_frames(film)))


def test_a_film_plays_back_as_drawn():
    """Number, size and times of the pictures survive the file, and the end stands long."""
    made = list(draw_frames(reel(scene(1, FRA=3), scene(2, FRA=1))))
    back: Any = Image.open(io.BytesIO(gif(made)))

    times = []
    for place in range(back.n_frames):
        back.seek(place)
        times.append(back.info["duration"])
    assert times == [frame.milliseconds // 10 * 10 for frame in made]
    last = np.asarray(back.convert("RGB"), dtype=int)
    assert np.abs(last - np.asarray(made[-1].picture, dtype=int)).mean() < 3


def test_who_speaks_is_marked():
    """A marker has a bright edge in the turn in which its actor says something, and only then."""
    film = reel(scene(1, signals=[Signal(sender="FRA", signal="warn")]), scene(2))
    board = draw_board(film)
    rests = [frame.picture for frame in draw_frames(film) if frame.milliseconds != MOVING][1:-1]
    edge = (board.column["FRA"], board.height_of(1) - board.size[1] // 2 + 3)

    said, silent = (np.asarray(picture)[edge[1], edge[0]].tolist() for picture in rests)

    assert said[0] > 200
    assert said[2] < 120
    assert silent != said


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (scene(signals=[Signal(sender="RUS", signal="warn")]), "Russia warns"),
        (
            scene(signals=[Signal(sender=code, signal="warn") for code in ("FRA", "RUS")]),
            "France and Russia warn",
        ),
        (scene(FRA=3), "France reaches tripwire"),
        (
            scene(FRA=4, RUS=4, events=[Event(kind="clash", actor="RUS", other="FRA")]),
            "direct clash: Russia and France",
        ),
        (
            scene(events=[Event(kind="accident", actor="RUS", other="FRA")]),
            "accident: forces of Russia hit France",
        ),
        (scene(events=[Event(kind="inject", note="A plane is lost.")]), "A plane is lost"),
        (scene(signals=[Signal(sender="FRA", signal="consult")]), ""),
        (scene(), ""),
    ],
)  # fmt: skip
def test_what_happens_is_told(one, words):
    """Signals, climbs and events become a caption; quiet turns and consultations none."""
    assert captions(reel(one)) == [words]


def test_news_comes_before_what_was_said_before():
    """A commitment is told although three others warn each week."""
    warnings = [Signal(sender="RUS", signal="warn"), Signal(sender="USA", signal="assure")]
    scenes = [scene(turn, signals=warnings) for turn in range(1, 6)]
    scenes.append(scene(6, signals=[*warnings, Signal(sender="FRA", signal="commit")]))

    lines = captions(reel(*scenes))

    assert lines[0].startswith("Russia warns")
    assert lines[4] == ""
    assert lines[5] == "France commits itself"


@given(lengths=st.lists(st.integers(20, 60), min_size=1, max_size=MOST))
def test_a_caption_loses_nothing_when_it_breaks(lengths):
    """A long caption stands in two lines that together say all of it."""
    text = "; ".join(letter * count for letter, count in zip("abc", lengths, strict=False))

    assert " ".join(break_caption(text)) == text
    assert len(break_caption(text)) <= 2
    assert CAPTION >= 24


def test_many_actors_stay_readable():
    """Of thirty-three actors the highest have a column, and whoever is alone on its side."""
    sides = {f"A{i:02d}": "west" for i in range(32)} | {"RUS": "east"}
    rungs = dict.fromkeys(sides, 1) | {"A31": 4, "RUS": 0}
    film = reel(Scene(turn=1, rungs=rungs), sides=sides, names={}, start={})

    shown = visible_actors(film)

    assert len(shown) == MOST_ACTORS
    assert {"A31", "RUS"} <= set(shown)
    board = draw_board(film)
    places = sorted(board.column.values())
    assert all(b - a >= board.size[0] for a, b in pairwise(places))
    assert places[-1] < WIDTH


def test_a_traced_folder_and_its_scenario_give_the_same_film(tmp_path):
    """What was played once and what is played again are the same pictures."""
    file = small_file(tmp_path)
    run = [
        "run",
        str(file),
        "--runs",
        "3",
        "--trace",
        "--no-figures",
        "--out",
        str(tmp_path / "out"),
    ]
    assert CliRunner().invoke(brink, run).exit_code == 0
    scenario = load_scenario(str(file))

    played = read_reel(tmp_path / "out", 2)
    watched = reel_of_trace(trace_run(prepare(scenario), seed=0, run=2), list(scenario.actors))

    assert [dict(one.rungs) for one in played.scenes] == [dict(one.rungs) for one in watched.scenes]
    assert (played.outcome, played.outcome_turn) == (watched.outcome, watched.outcome_turn)
    assert (played.start["AAA"], played.ladder) == (watched.start["AAA"], watched.ladder)
    assert [one.turn for one in played.scenes] == [one.turn for one in watched.scenes]


def test_a_year_is_small_enough_for_a_slide(tmp_path):
    """A run of 52 turns is a GIF of less than 3 MB."""
    folder = run_folder(tmp_path / "run", runs=3)

    done = CliRunner().invoke(brink, ["animate", str(folder), "--out", str(tmp_path / "a.gif")])

    assert (done.exit_code, done.output.strip()) == (0, str(tmp_path / "a.gif"))
    assert (tmp_path / "a.gif").stat().st_size < 3_000_000


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--out", "film.avi"], r"neither \.gif nor \.mp4"),
        (["--out", "there.gif"], "is there already"),
        (["--run", "999"], "has no run 999; it holds runs 0 to 2"),
        (["--set", "a=1"], "leave --set away"),
        (["--find", "salami"], "leave --find away"),
    ],
)
def test_what_cannot_be_shown_is_one_message(words, message, tmp_path, monkeypatch):
    """Wrong input ends in exit code 2, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    run_folder(tmp_path / "run", runs=3)
    (tmp_path / "there.gif").write_bytes(b"mine")

    done = CliRunner().invoke(brink, ["animate", "run", *words])

    assert done.exit_code == 2
    assert re.search(message, done.output)
    assert (tmp_path / "there.gif").read_bytes() == b"mine"
    assert not (tmp_path / "out").exists()


def test_mp4_says_what_is_missing(tmp_path, monkeypatch):
    """Without the extra, MP4 is one message that names the extra and the other way."""
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)

    with pytest.raises(AnalysisError, match=r"write a \.gif.* imageio-ffmpeg$"):
        write_film(reel(scene()), tmp_path / "film.mp4")


def test_mp4_gets_every_picture_for_its_time(tmp_path, monkeypatch):
    """The pictures are handed over at 25 a second, each as often as its time asks for."""
    taken = []

    class Writer:
        def send(self, content):
            if content is not None:
                taken.append(content.shape)

        def close(self):
            pass

    class Module:
        @staticmethod
        def write_frames(*_, **__):
            return Writer()

    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", Module)
    film = reel(scene())
    write_film(film, tmp_path / "film.mp4")

    seconds = sum(frame.milliseconds for frame in draw_frames(film)) / 1000
    assert set(taken) == {(720, 1280, 3)}
    assert abs(len(taken) - 25 * seconds) <= 3
    assert [file.name for file in tmp_path.iterdir()] == ["film.mp4"]


@pytest.mark.parametrize(
    ("ending", "turns", "said"),
    [("imposed", 3, "imposed"), ("agreement", 3, "in an agreement"), ("imposed", 2, ""),
     ("going_on", 3, ""), ("", 3, "")],
)  # fmt: skip
def test_the_card_tells_what_came_after_a_clash(ending, turns, said):
    """Where the run went on after it, how the crisis ended is told; else nothing is."""
    fought = reel(*(scene(turn) for turn in range(1, turns + 1)), outcome="war", outcome_turn=2,
                  cause="choice", route="choice", ending=ending)  # fmt: skip

    text = ending_text(fought)

    assert text.startswith("Cause: a choice. Route: plain choice.")
    assert (said in text) if said else text.endswith("plain choice.")


@pytest.mark.parametrize(("ending", "said"), [("unilateral", "gave in."), ("faded", "come down")])
def test_the_card_tells_giving_in_from_fading(ending, said):
    """Both are a de-escalation; the card says which it was."""
    assert said in ending_text(reel(scene(), outcome="deescalation", ending=ending))


def test_any_number_of_sides_can_be_drawn():
    """Each of five sides has a place on the board, and no two of the first four look alike."""
    codes = ["AAA", "BBB", "CCC", "DDD", "EEE"]
    many = reel(scene(**dict.fromkeys(codes, 1)), sides={code: code.lower() for code in codes},
                names={code: code for code in codes}, start=dict.fromkeys(codes, 0))  # fmt: skip

    board = draw_board(many)

    assert set(board.markers) == set(codes)
    assert len({board.markers[code][0].tobytes() for code in codes[:4]}) == 4
