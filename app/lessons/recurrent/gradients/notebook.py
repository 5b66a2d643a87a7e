"""The notebook that redoes the picture of the lesson on gradients with core."""

from __future__ import annotations

from app.lessons.recurrent.gradients.options import Options


def cells(options: Options, pin: int) -> list[str]:
    """Cells that walk back from the pinned letter's loss, do the same by autograd, and clip."""
    return [
        (
            "from core.recurrent import reach\n"
            "from core.recurrent.options import ReachKey\n\n"
            f"text, t = {options.text!r}, {pin - 1}\n"
            f"keys = [ReachKey('rnn', {options.weights!r}, {options.radius})] + "
            f"[ReachKey(cell, {options.weights!r}) for cell in ('gru', 'lstm')]\n"
            f"found = [reach.reach(key, text, {options.by!r}) for key in keys]\n"
            "print('the loss of', repr(found[0].tokens[t + 1]))\n"
            "for k in range(t, -1, -1):\n"
            "    print(t - k, repr(found[0].tokens[k]), *(f'{one.kind} {10.0 ** one.log_norms[t, k]:.3g}' for one in found))"
        ),
        (
            "import torch\n\n"
            "from core.recurrent import gradients\n\n"
            "for key in keys:  # the same by autograd, in one backward pass\n"
            "    model = reach.model(key)\n"
            "    ids = torch.tensor(model.vocabulary.encode(list(found[0].tokens)))\n"
            "    loss_of = reach.loss_of(model, int(ids[t + 1]))\n"
            f"    print(key.cell, gradients.influence(model.cell, ids[: t + 1], loss_of, t, {options.by!r})[::-1][:5])"
        ),
        (
            "import numpy as np\n\n"
            f"g = np.array([{options.g1}, {options.g2}])\n"
            "print(gradients.clip_by_norm(g, 1.0), gradients.clip_by_value(g, 1.0))"
        ),
    ]
