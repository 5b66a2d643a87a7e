"""How fast a beam search is: `python -m tests.benchmarks.beam`, against the same search written one hypothesis at a time.

One JSON line a width, on one thread: the least processor time of runs taken by turns, for a sentence of 15 words through
the shipped model. `ratio` is the peer's time over ours, with the same output; targets: 2.5 at a width of 10, 4.5 at 50,
and greedy decoding itself at a width of 1.
"""

import json

import torch

from core.translate import chain, shown
from core.translate.beam import BeamConfig, search_stepper
from core.translate.seq2seq import EncoderDecoder, Memory
from core.translate.stepper import BEGIN
from core.translate.translator import END, Translator
from tests.benchmarks.trace import least
from tests.core.translate.one_by_one import beam_one_by_one

SENTENCE = "When we arrived at the station, the train had already left, so we had to wait."
TARGETS = {1: 0.95, 5: None, 10: 2.5, 50: 4.5}
ALPHA = 0.6


def plain_step(model: EncoderDecoder, memory: Memory, s: torch.Tensor, token: int | None):
    """One step of one hypothesis by the model's own equations."""
    y = model.target_embedding(torch.tensor([BEGIN if token is None else token]))
    c, _ = model.look(s, memory)
    s = model.advance(model.W_y(y), c, s)
    return model.project(model.read_out(s, y, c))[0], s


@torch.inference_mode()
def main() -> None:
    torch.set_num_threads(1)
    translator = Translator.load("en-fr")
    _, ids = translator.read(SENTENCE)
    most = translator.most(ids)

    def ours(width: int):
        return search_stepper(translator.stepper(ids), BeamConfig(width, END, most, ALPHA)).finished

    def theirs(width: int):
        memory, first = translator.model.encode(torch.tensor([ids]))
        step = lambda s, token: plain_step(translator.model, memory, s, token)  # noqa: E731
        return beam_one_by_one(lambda: first, step, width, END, most, ALPHA)

    def greedy():
        return chain.greedy(translator.stepper(ids), END, most)

    for width, target in TARGETS.items():
        found, expected = ours(width), theirs(width)
        same = [one.tokens for one in found] == [one[0] for one in expected]
        peer = (lambda width=width: theirs(width)) if width > 1 else greedy
        mine, other = least(lambda width=width: ours(width), peer)
        line = {"case": f"beam of {width}, 15 words, {len(found[0].tokens)} pieces", "ms": round(mine, 2)}
        line |= {"peer": "one by one" if width > 1 else "greedy", "ratio": round(other / mine, 2), "same_output": same}
        print(json.dumps(line | ({"target": target} if target else {})), flush=True)
    some = [one.en for one in shown.sentences()][::10]
    (took,) = least(lambda: [translator.translate(text) for text in some])
    each = took / len(some)
    case = f"whole translations with attention, beam of 5, {len(some)} of the sentences shown"
    print(json.dumps({"case": case, "ms": round(each, 2), "a_second_on_two_cores": round(2e3 / each)}), flush=True)


if __name__ == "__main__":
    main()
