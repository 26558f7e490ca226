"""The page on how far two coders of the library agree, as Markdown."""

from collections.abc import Sequence

from brinkmanship.analysis.validity.agreement import Agreement


def coding_lines(found: Sequence[Agreement], twice: int, crises: int) -> list[str]:
    """How far two coders agree on the facts of the library, as Markdown.

    Args:
        found: Agreement on each fact.
        twice: Crises coded a second time.
        crises: All that there are.
    """
    rows = [f"| {one.fact} | {one.n} | {one.agreed / one.n:.2f} | {_kappa(one)} |" for one in found]
    return [
        f"{twice} of the {crises} crises of the library were coded a",
        "second time from the codebook alone, by a coder who had seen neither the first coding nor",
        "any run. Both codings stand as they were made; nothing was changed to agree.",
        "",
        "| fact | coded by both | share that agrees | Cohen's kappa |",
        "|---|---|---|---|",
        *rows,
        "",
        "Kappa is left out where it means nothing: only what at least one coder named is counted.",
    ]


def _kappa(one: Agreement) -> str:
    return "" if one.kappa is None else f"{one.kappa:.2f}"
