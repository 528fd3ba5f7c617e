"""The examples of frames: the phrases that a text holds of each, and texts that hold none."""

from collections import defaultdict

import pytest

from ruammit import languages
from ruammit.examples import Example, examples
from ruammit.matching import fold
from ruammit.ontology.model import ontology
from ruammit.records.lexicon import lexicon, scan
from ruammit.records.lexicons import FrameLexicon, named
from ruammit.text.normalization import normalise

EXAMPLES = [
    example for code in languages.codes() for example in examples(languages.pack(code)) if example.layer == "frames"
]


def phrases(example: Example) -> list[str]:
    """The phrases of the example's frame in its text, as `ArticleIndex` finds them."""
    text = normalise(example.text)
    hits = scan(text, fold(text), lexicon(languages.pack(example.lang))).frame
    return [text[hit.start : hit.end] for hit in hits if hit.key == example.rule]


@pytest.mark.parametrize("code", languages.codes())
def test_no_phrase_is_of_two_frames(code: str) -> None:
    """Of two, the first one in the file would count, and the other entry would do nothing."""
    frames: defaultdict[str, list[str]] = defaultdict(list)
    for name, frame in named(languages.pack(code).lexicon(FrameLexicon)).items():
        for phrase in frame.phrases:
            frames[phrase].append(name)
    assert len(frames) > 500
    assert {phrase: names for phrase, names in frames.items() if len(names) > 1} == {}


@pytest.mark.parametrize("code", languages.codes())
def test_every_frame_of_a_pack_has_examples_of_both_kinds(code: str) -> None:
    kinds: defaultdict[str, set[bool]] = defaultdict(set)
    for example in EXAMPLES:
        if example.lang == code:
            kinds[example.rule].add(bool(example.values))
    assert dict(kinds) == {name: {True, False} for name in lexicon(languages.pack(code)).frames}


def test_every_frame_has_phrases_in_some_pack() -> None:
    assert {example.rule for example in EXAMPLES} == set(ontology().frames)


@pytest.mark.parametrize("code", languages.codes())
def test_the_examples_hold_the_phrases_of_their_frame(code: str) -> None:
    wrong = {
        (example.rule, example.text): found
        for example in EXAMPLES
        if example.lang == code
        and (found := phrases(example)) != [normalise(value["quote"]) for value in example.values]
    }
    assert wrong == {}
