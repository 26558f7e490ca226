"""Write the pages of docs/validity: ``python -m brinkmanship.analysis.validity``, in a checkout."""

import sys
from pathlib import Path

from brinkmanship.analysis.validity.agreement import Agreement, agreements

LIBRARY, SECOND = Path("scenarios/history"), Path("docs/history/second-coding")
OUT = Path("docs/validity")


def main() -> int:
    """Write every page."""
    if not LIBRARY.is_dir():
        sys.stderr.write(f"{LIBRARY}: no such folder; run this in a checkout of the project\n")
        return 2
    OUT.mkdir(exist_ok=True)
    (OUT / "coding.md").write_text(coding_page(agreements(LIBRARY, SECOND)), encoding="utf-8")
    return 0


def coding_page(found: list[Agreement]) -> str:
    """How far two coders agree on the facts of the library, as Markdown."""
    crises = len(list(SECOND.glob("*.yaml")))
    rows = [f"| {one.fact} | {one.n} | {one.agreed / one.n:.2f} | {_kappa(one)} |" for one in found]
    return "\n".join([
        "# How far two coders agree",
        "",
        f"{crises} of the {len(list(LIBRARY.glob('*.yaml')))} crises of the library were coded a",
        "second time from the codebook alone, by a coder who had seen neither the first coding nor",
        "any run. Both codings stand as they were made; nothing was changed to agree.",
        "",
        "| fact | coded by both | share that agrees | Cohen's kappa |",
        "|---|---|---|---|",
        *rows,
        "",
        "Kappa is left out where it means nothing: only what at least one coder named is counted.",
        "",
    ])  # fmt: skip


def _kappa(one: Agreement) -> str:
    return "" if one.kappa is None else f"{one.kappa:.2f}"


if __name__ == "__main__":
    sys.exit(main())
