"""The recipe's choice of recordings."""

import numpy as np

from core.recipes.trigger_data import Utterance
from core.recipes.trigger_selection import distinct


def test_copies_are_known_however_late_and_loud():
    generator = np.random.default_rng(0)
    waves = [generator.standard_normal(count).astype(np.float32) for count in (9000, 12000, 10000)]
    late = np.concatenate([np.zeros(700, dtype=np.float32), 0.2 * waves[0]])
    early = waves[1][300:] + 0.05 * generator.standard_normal(11700).astype(np.float32)
    like = waves[2] + 2.0 * generator.standard_normal(10000).astype(np.float32)
    clips = [Utterance(wave, "word", "", "", len(wave)) for wave in (*waves, late, early, like)]
    assert distinct(clips) == [*clips[:3], clips[5]]
