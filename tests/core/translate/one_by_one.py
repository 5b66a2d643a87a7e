"""Beam search written the plain way, one hypothesis at a time with dicts: what ours is compared with."""

import torch


def beam_one_by_one(start, step, width, end, max_length, alpha=0.0):
    """The same search as ``core.translate.beam``: ``start()`` -> state, ``step(state, token)`` -> logits (V,), state."""
    beam = [{"tokens": (), "total": 0.0, "state": start()}]
    finished = []
    for _ in range(max_length):
        grown = []
        for one in beam:
            logits, state = step(one["state"], one["tokens"][-1] if one["tokens"] else None)
            log_p = torch.log_softmax(logits.double(), -1)
            best = torch.topk(log_p, min(width, len(log_p)))
            for value, token in zip(best.values.tolist(), best.indices.tolist(), strict=True):
                grown.append({"tokens": (*one["tokens"], token), "total": one["total"] + value, "state": state})
        grown.sort(key=lambda one: -one["total"])
        kept = grown[: width - len(finished)]
        finished += [one for one in kept if one["tokens"][-1] == end]
        beam = [one for one in kept if one["tokens"][-1] != end]
        if not beam:
            break
    found = [(one["tokens"], one["total"], one["total"] / len(one["tokens"]) ** alpha) for one in finished or beam]
    return sorted(found, key=lambda one: -one[2])
