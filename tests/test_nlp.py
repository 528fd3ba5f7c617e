"""The spaCy pipeline: the same values as the plain functions, on documents of the article's own characters."""

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc

import ruammit
from ruammit.nlp import read_doc
from ruammit.readers.articles import text_article

TEXTS = {
    "th": (
        "ไทยและเบลเยียม\u200bลงนาม\n\nนายสมชาย แก้วกล้า กล่าวว่า การลงทุน 1,2\u200b00 ล้านบาทในปี 2567"
        " เพิ่มขึ้นร้อยละ ๔.๕ นอกจากนี้ มีโครงการ"
    ),
    "vi": (
        "Việt Nam và Bỉ ký kết\n\nÔng Nguyễn Văn Hoà  nói: vốn đạt 1.200 tỷ đồng năm 2024, tăng 4,5%."
        " Hai bên ở Hải Phòng."
    ),
}


@pytest.fixture(scope="module", params=["th", "vi"])
def nlp(request: pytest.FixtureRequest) -> Language:
    return ruammit.load(request.param)


def test_a_document_gives_the_extraction_of_its_text(nlp: Language) -> None:
    text = TEXTS[nlp.lang]
    doc = nlp(text)
    assert doc.text == text
    assert doc._.extraction == ruammit.extract(text, lang=nlp.lang)


def test_spans_are_the_quotes_and_hold_the_values(nlp: Language) -> None:
    doc = nlp(TEXTS[nlp.lang])
    found = doc._.extraction
    for layer in ("money", "percent", "dates"):
        values = getattr(found, layer)
        assert values
        assert [span.text for span in doc.spans[layer]] == [value.quote for value in values]
        assert [span._.value for span in doc.spans[layer]] == list(values)
    assert {span.text for span in doc.spans["entities"]} == {entity.name for entity in found.entities}
    assert {"MONEY", "PERCENT", "DATE", "GPE"} <= {span.label_ for span in doc.ents}


def test_sentences_are_those_of_the_pack(nlp: Language) -> None:
    doc = nlp(TEXTS[nlp.lang])
    starts = {doc._.analysis.reading.raw_start(start) for start in doc._.analysis.sentence_starts}
    assert {sentence.start_char for sentence in doc.sents} == starts


def test_a_pipeline_can_be_saved_and_loaded(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    loaded = spacy.load(tmp_path)
    text = TEXTS[nlp.lang]
    assert loaded.pipe_names == nlp.pipe_names
    assert loaded(text)._.extraction == nlp(text)._.extraction


def test_a_document_can_be_saved_and_loaded(nlp: Language) -> None:
    doc = nlp(TEXTS[nlp.lang])
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.extraction == doc._.extraction
    assert [span.text for span in again.spans["money"]] == [span.text for span in doc.spans["money"]]


def test_an_article_brings_its_own_day_of_publication(nlp: Language) -> None:
    article = text_article(TEXTS[nlp.lang], article_id="a/b", lang=nlp.lang, published="2025-05-05")
    found = nlp(read_doc(nlp, article))._.extraction
    assert (found.id, found.published) == ("a/b", "2025-05-05")


def test_displacy_shows_the_values(nlp: Language) -> None:
    page = displacy.render(nlp(TEXTS[nlp.lang]), style="ent", page=True, jupyter=False)
    assert "MONEY" in page


def test_another_tokeniser_is_refused() -> None:
    with pytest.raises(TypeError, match=r"ruammit\.load"):
        read_doc(spacy.blank("en"), text_article(TEXTS["vi"]))


@given(
    text=st.text(max_size=80)
    | st.lists(st.sampled_from([*"กำ้\u0e4d\u0e32 \n\u200b\u00a0", "12", " ล้านบาท", "ไทย"])).map("".join)
)
@settings(max_examples=60)
def test_every_document_is_its_text(text: str) -> None:
    assert PIPELINE(text).text == text


PIPELINE = ruammit.load("th")
