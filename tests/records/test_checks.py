from ruammit.examples import article_of
from ruammit.pipeline import extract_article
from ruammit.schema import Extraction


def extracted(text: str, lang: str, published: str | None = None) -> Extraction:
    return extract_article(article_of(text, lang, published))


def codes(text: str, lang: str, published: str | None = None) -> list[str]:
    found = extracted(text, lang, published)
    return [flag.code for flag in found.flags] + [flag.code for row in found.records for flag in row.flags]


FUTURE = "ในปี พ.ศ. 2566 มูลค่าการส่งออกของเวียดนามไปยังเบลเยียมจะสูงกว่า 3,000 ล้านดอลลาร์สหรัฐ"


def test_a_period_that_is_over_told_in_the_future_tense() -> None:
    assert "future-tense-past-period" in codes(FUTURE, "th", "2025-02-01")
    assert "future-tense-past-period" not in codes(FUTURE, "th", "2022-02-01")
    (record,) = extracted(FUTURE, "th", "2025-02-01").records
    assert record.status == "done"


def test_a_year_of_the_buddhist_era_called_one_of_the_common_era() -> None:
    text = "ในปี ค.ศ. 2567 มูลค่าการค้าระหว่างไทยกับอินเดียอยู่ที่ 1,000 ล้านดอลลาร์สหรัฐ"
    assert "buddhist-year-as-common-era" in codes(text, "th")
    assert "buddhist-year-as-common-era" not in codes(text.replace("ค.ศ. 2567", "พ.ศ. 2567"), "th")
    assert "buddhist-year-as-common-era" in codes("Năm 2567 dương lịch, Thái Lan và Lào ký hiệp định.", "vi")


def test_a_side_that_deals_with_itself() -> None:
    assert "party-with-itself" in codes("โดยเดนมาร์กได้เล็งเห็นถึงความสำคัญของเดนมาร์กในฐานะพันธมิตรของไทย", "th")
    assert "party-with-itself" not in codes("โดยเดนมาร์กได้เล็งเห็นถึงความสำคัญของไทยในฐานะพันธมิตร", "th")
    assert "party-with-itself" in codes("Đan Mạch khẳng định tầm quan trọng của Đan Mạch.", "vi")


def test_one_person_with_two_offices_that_cannot_both_be_true() -> None:
    text = (
        "Ông Nguyễn Văn Minh, Bí thư Thành ủy Hải Phòng, thăm Bỉ ngày 3/3/2024.\n"
        "Tại Bỉ, Tổng bí thư Đảng Cộng sản Trung Quốc Nguyễn Văn Minh gặp lãnh đạo cảng."
    )
    assert "incompatible-offices" in codes(text, "vi")
    assert "incompatible-offices" not in codes(text.replace("Tổng bí thư Đảng Cộng sản Trung Quốc", "Bí thư"), "vi")


TRADE = (
    "Năm 2018, kim ngạch thương mại Việt Nam - Lào đạt {} tỷ USD, "
    "trong đó xuất khẩu sang Lào đạt 6 tỷ USD và nhập khẩu từ Lào đạt 3 tỷ USD."
)


def test_exports_and_imports_that_are_not_the_turnover() -> None:
    assert "exports-plus-imports" in codes(TRADE.format(12), "vi")
    assert "exports-plus-imports" not in codes(TRADE.format(9), "vi")


def test_a_share_over_100() -> None:
    text = "ในปี 2566 การส่งออกของไทยไปยังอินเดียคิดเป็นสัดส่วน {} ของการส่งออกทั้งหมด มูลค่า 900 ล้านบาท"
    assert "share-over-100" in codes(text.format("130%"), "th")
    assert "share-over-100" not in codes(text.format("30%"), "th")


def test_a_flag_shows_where() -> None:
    found = extracted(FUTURE, "th", "2025-02-01")
    (flag,) = [flag for row in found.records for flag in row.flags]
    assert [found.text[span.start_char : span.end_char] for span in flag.spans] == ["จะสูงกว่า"]
