"""Figures of the lesson on sampling. `words` hold the translated labels; `theme` is "light" or "dark"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import plotly.graph_objects as go

from app.theme import MEANINGS, PAGE, mix
from app.ui.layout import styled, visible
from core.recurrent.results.sampling import OTHERS, Branch, Hit


def one_needle(hits: Sequence[Hit], u: float, words: Mapping[str, str], theme: str) -> go.Figure:
    """The distribution at each temperature as a bar from 0 to 1, and one needle through all of them."""
    figure, drawn = go.Figure(), MEANINGS["drawn"][f"mark_{theme}"]
    page, ink = PAGE[theme]["page"], PAGE[theme]["ink"]
    for hit in reversed(hits):
        row = f"T = {hit.temperature:.1f}"
        for k, (symbol, chance) in enumerate(hit.chances):
            is_hit = symbol == hit.symbol
            share = 1.0 if is_hit else 0.12 if symbol == OTHERS else 0.42 - 0.1 * (k % 2)
            name = words["others"] if symbol == OTHERS else visible(symbol)
            figure.add_bar(
                y=[row],
                x=[chance],
                orientation="h",
                marker={"color": mix(page, drawn, share), "line": {"color": page, "width": 0 if is_hit else 1}},
                text=[f"{name} {chance:.2f}" if chance > 0.07 and not is_hit else ""],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                textfont={"color": ink},
                hovertemplate=f"{name}: %{{x:.3f}}<extra></extra>",
                showlegend=False,
            )
        said = f"<b>{visible(hit.symbol)}</b> {hit.right - hit.left:.2g}"
        figure.add_annotation(x=u, y=row, yshift=27, xshift=5, xanchor="left", text=said, showarrow=False)
    figure.add_vline(x=u, line={"color": ink, "width": 2.5})
    figure.add_annotation(
        x=u, y=0.0, yref="paper", yanchor="bottom", xshift=5, xanchor="left", text=f"u = {u:.3f}", showarrow=False
    )
    figure.update_layout(barmode="stack", bargap=0.5)
    figure.update_xaxes(range=[0, 1.0005], title=words["chance"])
    return styled(figure, theme, 300, top=24, right=110)


def tree(branches: Sequence[Branch], came: Sequence[str], words: Mapping[str, str], theme: str) -> go.Figure:
    """A stack that splits again: each symbol as tall as its path is likely, what could follow it beside it; what came in full
    colour."""
    drawn, page, ink = MEANINGS["drawn"][f"mark_{theme}"], PAGE[theme]["page"], PAGE[theme]["ink"]
    pieces = [("root", "", visible(words["root"]), 1.0, "", 0.12)]
    for place, parent, branch, depth, on_path in _walk(branches, came):
        name = words["others"] if branch.token == OTHERS else visible(branch.token)
        share = 1.0 if on_path else 0.1 if branch.token == OTHERS else 0.42 - 0.06 * depth
        pieces.append((place, parent, name, branch.path, f"{branch.chance:.3f}", share))
    ids, parents, labels, values, said, shares = zip(*pieces, strict=True)
    figure = go.Figure(
        go.Icicle(
            ids=ids,
            parents=parents,
            labels=labels,
            values=values,
            customdata=said,
            branchvalues="total",
            sort=False,
            tiling={"orientation": "h", "pad": 1},
            marker={"colors": [mix(page, drawn, share) for share in shares]},
            textfont={"color": [page if share == 1 else ink for share in shares]},
            leaf={"opacity": 1},
            texttemplate="%{label} %{customdata}",
            hovertemplate=f"%{{label}}<br>{words['chance']}: %{{customdata}}<extra></extra>",
            pathbar={"visible": False},
        )
    )
    figure.update_layout(uniformtext={"minsize": 10, "mode": "hide"})
    return styled(figure, theme, 460, top=8, right=8)


def _walk(
    branches: Sequence[Branch], came: Sequence[str], parent: str = "root", depth: int = 0, on_path: bool = True
) -> Iterator[tuple[str, str, Branch, int, bool]]:
    for k, branch in enumerate(branches):
        is_last = (
            branch.token == OTHERS and all(one.token != came[depth] for one in branches) if depth < len(came) else False
        )
        is_on = on_path and depth < len(came) and (branch.token == came[depth] or is_last)
        place = f"{parent}/{k}"
        yield place, parent, branch, depth, is_on
        yield from _walk(branch.next, came, place, depth + 1, is_on)
