"""Copies of annotated texts with made-up names."""

from ruammit import languages
from ruammit.examples import article_of
from ruammit.schema import EntityType
from ruammit.training.names.corpora import Sample, sample_of
from ruammit.training.names.replacing import Replacer

TEXT = "สมชาย ใจดี จากโซลาวิค ลงนามกับกระทรวงพลังงานที่ลาว ก่อนที่สมชายจะพบ Vexora"
NAMES = [
    ("สมชาย ใจดี", EntityType.PERSON),
    ("โซลาวิค", EntityType.ORG),
    ("กระทรวงพลังงาน", EntityType.ORG),
    ("ลาว", EntityType.GPE),
    ("สมชาย", EntityType.PERSON),
    ("Vexora", EntityType.ORG),
]


def sample() -> Sample:
    names, at = [], 0
    for name, kind in NAMES:
        start = TEXT.index(name, at)
        at = start + len(name)
        names.append((start, at, kind))
    return sample_of(article_of(TEXT, "th"), "train", names, frozenset(NAMES))


def test_persons_and_firms_get_other_names_and_the_rest_keeps_its_own() -> None:
    copy = Replacer(languages.pack("th"), ["คาร์ลอส เมนเดส"]).copy(sample())
    assert copy is not None
    text = copy.analysis.text
    named = [text[start:end] for start, end, _ in copy.names]
    assert [kind for *_, kind in copy.names] == [kind for _, kind in NAMES]
    assert named[2:4] == ["กระทรวงพลังงาน", "ลาว"]
    assert not {"สมชาย ใจดี", "โซลาวิค", "Vexora"} & set(named)
    assert named[4] in named[0]  # the person's short name goes with the full one
    assert named[5].isascii()
    for (start, end, _), following in zip(copy.names, ["จาก", " ลงนามกับ", "ที่", " ก่อน", "จะพบ"], strict=False):
        assert text[end:].lstrip(" ").startswith(following.lstrip(" ")), text[start:]


def test_the_same_texts_give_the_same_copies() -> None:
    first, second = (Replacer(languages.pack("th"), ["คาร์ลอส เมนเดส"]).copy(sample()) for _ in range(2))
    assert first is not None
    assert second is not None
    assert first.analysis.text == second.analysis.text
