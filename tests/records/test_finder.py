from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruammit.analysis import Analysis
from ruammit.examples import article_of
from ruammit.pipeline import extract_article
from ruammit.records.finder import find_records
from ruammit.schema import Extraction, Measure, Record, RecordKind, Role, Status

Analysed = Callable[..., Analysis]


def extracted(text: str, lang: str, published: str | None = None) -> Extraction:
    return extract_article(article_of(text, lang, published))


def records(text: str, lang: str, published: str | None = None) -> tuple[Record, ...]:
    return extracted(text, lang, published).records


def sides(record: Record) -> dict[str | None, Role]:
    return {party.country: party.role for party in record.parties}


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("ในปี 2567 ไทยส่งออกยางพาราไปจีนเป็นมูลค่า 3,400 ล้านดอลลาร์สหรัฐ", "th"),
        ("Năm 2024, Việt Nam xuất khẩu cao su sang Trung Quốc đạt 3,4 tỷ USD.", "vi"),
    ],
)
def test_every_slot_says_where_it_stands(text: str, lang: str) -> None:
    (record,) = records(text, lang)
    for slot in (*record.parties, *record.amounts, record.period):
        assert slot is not None
        assert slot.via == "sentence"
        assert slot.evidence
        assert all(text[span.start_char : span.end_char] for span in slot.evidence)
    home = "TH" if lang == "th" else "VN"
    assert sides(record) == {home: Role.EXPORTER, "CN": Role.IMPORTER}
    assert record.plover == "COOPERATE"
    assert record.rule == "trade-export"
    assert text[record.evidence[0].start_char : record.evidence[0].end_char] == record.quote


def test_figures_go_on_under_the_period_and_the_sides_of_the_sentence_before() -> None:
    text = "ในปี 2566 มูลค่าการส่งออกของไทยไปยังเดนมาร์กอยู่ที่ 25 ล้านดอลลาร์สหรัฐ และมูลค่าการนำเข้าอยู่ที่ 10 ล้านดอลลาร์สหรัฐ"
    first, second = records(text, "th")
    assert [amount.measure for amount in (*first.amounts, *second.amounts)] == [Measure.EXPORT, Measure.IMPORT]
    assert second.start == first.start == "2023-01-01"
    assert sides(first) == {"TH": Role.EXPORTER, "DK": Role.IMPORTER}
    assert sides(second) == {"TH": Role.IMPORTER, "DK": Role.EXPORTER}


def test_an_amount_and_what_it_comes_to_in_another_currency_are_one_record() -> None:
    text = "ในปี 2567 มูลค่าการค้าระหว่างไทยกับอินเดียอยู่ที่ 1,000 ล้านดอลลาร์สหรัฐ หรือประมาณ 34,000 ล้านบาท"
    (record,) = records(text, "th")
    assert [(amount.value, amount.currency) for amount in record.amounts] == [
        (Decimal(1_000_000_000), "USD"),
        (Decimal(34_000_000_000), "THB"),
    ]
    assert {amount.measure for amount in record.amounts} == {Measure.TURNOVER}


def test_investment_flows_from_its_source_to_its_target() -> None:
    (record,) = records("ในปี 2566 ญี่ปุ่นลงทุนในไทย 180 โครงการ เงินลงทุน 79,000 ล้านบาท", "th")
    assert record.kind is RecordKind.INVESTMENT
    assert sides(record) == {"JP": Role.SOURCE, "TH": Role.TARGET}
    assert [(count.value, count.unit) for count in record.counts] == [(Decimal(180), "project")]


def test_a_target_is_planned() -> None:
    (record,) = records("Việt Nam và Indonesia đặt mục tiêu kim ngạch thương mại 10 tỷ USD vào năm 2023.", "vi")
    assert record.status is Status.PLANNED
    assert record.amounts[0].measure is Measure.TARGET


def test_what_is_denied_is_no_record() -> None:
    assert records("Việt Nam và Lào ký hiệp định thương mại ngày 9/11/2018.", "vi")
    assert not records("Việt Nam và Lào phủ nhận ký hiệp định thương mại ngày 9/11/2018.", "vi")


def test_the_same_thing_told_twice_is_one_record_with_all_its_evidence() -> None:
    sentence = "Ngày 12/3/2024, Việt Nam và Thái Lan ký biên bản ghi nhớ hợp tác nông nghiệp."
    (record,) = records(f"{sentence}\nViệt Nam và Thái Lan ký biên bản ghi nhớ nông nghiệp ngày 12/3/2024.", "vi")
    assert len(record.evidence) == 2


def test_ids_are_the_same_on_every_run_and_differ_between_records() -> None:
    told = "Năm {}, kim ngạch thương mại Việt Nam - Lào đạt {} tỷ USD.\n"
    text = told.format(2018, 1) + told.format(2019, 4)
    once, again = records(text, "vi"), records(text, "vi")
    assert [record.id for record in once] == [record.id for record in again]
    assert len({record.id for record in once}) == len(once) == 2


def test_the_number_of_records_is_bounded_by_the_text_alone() -> None:
    lines = [
        f"Năm {year}, kim ngạch thương mại Việt Nam - Lào đạt {year - 1990} triệu USD." for year in range(1995, 2020)
    ]
    assert len(records("\n".join(lines), "vi")) == 25


def test_an_article_that_names_no_side_has_no_record(analysed: Analysed) -> None:
    assert find_records(analysed("Ký hợp đồng mua bán trị giá 3 tỷ.", "vi")).values == []


@settings(max_examples=30)
@given(
    st.lists(
        st.sampled_from(["Việt Nam", "Lào", "ký", "năm 2018", "5 tỷ USD", "xuất khẩu sang", "\n", ". ", "và"]),
        max_size=25,
    )
)
def test_whatever_the_words_records_are_grounded(words: list[str]) -> None:
    found = extracted(" ".join(words), "vi")  # Extraction itself checks that every quote stands where it says
    assert all(record.evidence for record in found.records)


def test_what_a_line_tells_three_hundred_times_is_one_record() -> None:
    line = "ไทยและลาวลงนามบันทึกความเข้าใจ มูลค่า 5 ล้านบาท ในปี 2567 "
    assert len(records(line * 300, "th")) == 1


@pytest.mark.parametrize(
    ("text", "lang", "of"),
    [
        ("ยางพาราคิดเป็น 40% ของมูลค่าการส่งออกของไทยไปยังจีน", "th", "exports"),
        ("ไทยส่งออกข้าวไปยังจีน คิดเป็นสัดส่วน 12% ของตลาดข้าวหอม", "th", "ตลาดข้าวหอม"),
        ("Gạo chiếm 30% kim ngạch xuất khẩu của Việt Nam sang Philippines.", "vi", "exports"),
        ("Việt Nam xuất khẩu tôm sang Nhật Bản, chiếm 25% của thị trường tôm, đứng đầu.", "vi", "thị trường tôm"),
        ("Việt Nam xuất khẩu tôm sang Nhật Bản, chiếm 25%.", "vi", "exports"),
    ],
)
def test_a_share_says_what_it_is_a_share_of(text: str, lang: str, of: str) -> None:
    assert [share.of for record in records(text, lang) for share in record.shares] == [of]


def test_a_price_per_unit_is_no_amount() -> None:
    (record,) = records("Năm 2023, Việt Nam xuất khẩu gạo sang Indonesia với giá 650 USD/tấn, đạt 600 triệu USD.", "vi")
    assert [amount.value for amount in record.amounts] == [Decimal(600_000_000)]
