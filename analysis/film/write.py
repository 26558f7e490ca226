"""A film on disk: GIF by Pillow, the same bytes each time; MP4 if imageio-ffmpeg is installed."""

import io
import os
from collections.abc import Sequence
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any
from warnings import warn

import numpy as np
from PIL import Image

from brinkmanship.analysis.errors import AnalysisError, MissingLettersWarning
from brinkmanship.analysis.figures.letters import missing_letters
from brinkmanship.analysis.film.frames import Frame, draw_frames
from brinkmanship.analysis.film.reel import Reel
from brinkmanship.files import make_folder, unfinished, write_whole
from brinkmanship.installed import install_hint

COLOURS = 96  # of the palette that all frames share
RATE = 25  # pictures a second of an MP4
KINDS = (".gif", ".mp4")


def check_film_path(out: Path) -> None:
    """Check that a film can be written to a path, before any work is done.

    Raises:
        AnalysisError: It is neither GIF nor MP4, exists already, or MP4 cannot be written here.
    """
    if out.suffix.lower() not in KINDS:
        raise AnalysisError(
            f"{out}: neither .gif nor .mp4; give --out a name that ends in one of them"
        )
    if os.path.lexists(out):
        raise AnalysisError(f"{out}: is there already; choose another --out, or take it away")
    if out.suffix.lower() == ".mp4":
        _ffmpeg(out)


def write_film(reel: Reel, out: Path) -> Path:
    """Write the film of a run.

    Warns:
        MissingLettersWarning: No installed font has some of the letters of its names.

    Raises:
        AnalysisError: As for ``check_film_path``, or the file cannot be written.
    """
    check_film_path(out)
    if missing := missing_letters(
        "".join([reel.title, *reel.sides.values(), *reel.names.values()])
    ):
        warn(MissingLettersWarning(missing), stacklevel=2)
    try:
        make_folder(out.parent)
        if out.suffix.lower() == ".mp4":
            _write_mp4(reel, out)
        else:
            write_whole(out.parent, out.name, gif(list(draw_frames(reel))))
    except OSError as error:
        raise AnalysisError(f"{out}: cannot be written ({error.strerror or error})") from error
    return out


def gif(film: Sequence[Frame]) -> bytes:
    """The frames as a GIF that loops; no dithering, one palette."""
    palette = _palette(film)
    pictures = [frame.picture.quantize(palette=palette, dither=Image.Dither.NONE) for frame in film]
    sheet = io.BytesIO()
    pictures[0].save(
        sheet,
        format="GIF",
        save_all=True,
        append_images=pictures[1:],
        duration=[frame.milliseconds for frame in film],
        loop=0,
        optimize=True,
        disposal=1,
    )
    return sheet.getvalue()


def _palette(film: Sequence[Frame]) -> Image.Image:
    """The colours of the film, from its first, middle and last picture side by side."""
    chosen = [film[0].picture, film[len(film) // 2].picture, film[-1].picture]
    width, height = chosen[0].size
    strip = Image.new("RGB", (width, height * len(chosen)))
    for place, picture in enumerate(chosen):
        strip.paste(picture, (0, height * place))
    return strip.quantize(colors=COLOURS, method=Image.Quantize.MEDIANCUT)


def _ffmpeg(out: Path) -> Any:  # noqa: ANN401 - a module that may be missing
    try:
        return import_module("imageio_ffmpeg")
    except ImportError as error:
        cure = f"write a .gif, or add it by: {install_hint('video')}"
        raise AnalysisError(
            f"{out}: MP4 needs imageio-ffmpeg, which is not here; {cure}"
        ) from error


def _write_mp4(reel: Reel, out: Path) -> None:
    """Pass the frames to ffmpeg one by one, each repeated for as long as it is shown."""
    film = draw_frames(reel)
    first = next(film)
    with unfinished(out) as partial:
        writer = _ffmpeg(out).write_frames(
            str(partial), first.picture.size, fps=RATE, macro_block_size=2, quality=8,
            output_params=["-f", "mp4"],
        )  # fmt: skip
        writer.send(None)
        try:
            for frame in chain([first], film):
                content = np.ascontiguousarray(np.asarray(frame.picture))
                for _ in range(max(1, round(frame.milliseconds * RATE / 1000))):
                    writer.send(content)
        finally:
            writer.close()
