"""Who only tells of a record is no party of it: the country is called by its own name."""

from __future__ import annotations

import pytest

import ruammit


def parties(text: str) -> list[list[str]]:
    return [[party.name for party in record.parties] for record in ruammit.extract(text).records]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ธนาคารแห่งประเทศไทยประเมินว่า ปี 2566 ไทยส่งออกไปอินเดีย มูลค่า 9 พันล้านดอลลาร์", {"ไทย", "อินเดีย"}),
        ("กระทรวงพาณิชย์เผยว่า การส่งออกไปชิลีเดือนมีนาคมมีมูลค่า 210 ล้านดอลลาร์", {"ไทย", "ชิลี"}),
        ("โฆษกประจำสำนักนายกรัฐมนตรีเผยว่า ไทยและชิลีลงนามความตกลงการค้าเสรีเมื่อวันที่ 3 เมษายน 2568", {"ไทย", "ชิลี"}),
        ("นายกรัฐมนตรีและรัฐมนตรีว่าการกระทรวงการคลังเยือนฝรั่งเศสเมื่อวันที่ 16 พฤษภาคม 2567", {"ไทย", "ฝรั่งเศส"}),
        ("Theo Bộ Công Thương, kim ngạch thương mại Việt Nam - Chile năm 2023 đạt 1,5 tỷ USD.", {"Việt Nam", "Chile"}),
        (
            "ตามข้อมูลของสมาคมผู้ผลิตกาแฟเวียดนาม (VICOFA) ปี 2566 เวียดนามส่งออกกาแฟไปอิตาลี 300 ล้านดอลลาร์สหรัฐ",
            {"เวียดนาม", "อิตาลี"},
        ),
        ("VASEP ước tính xuất khẩu cá tra sang Brazil năm 2023 đạt 150 triệu USD.", {"Việt Nam", "Brazil"}),
        (
            "Ông Lê Văn Hà, Chủ tịch UBND tỉnh Bến Tre, cho biết thương mại giữa Việt Nam và Ấn Độ đạt 15 tỷ USD.",
            {"Việt Nam", "Ấn Độ"},
        ),
        ("Ông Putin và ông Tập Cận Bình hội đàm tại Bắc Kinh ngày 16/5/2024 về năng lượng.", {"Nga", "Trung Quốc"}),
    ],
)
def test_a_country_is_called_by_its_name_where_a_body_only_tells_of_it(text: str, names: set[str]) -> None:
    assert set(parties(text)[0]) == names


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("กระทรวงสาธารณสุขเปิดเผยว่า ได้ลงนามบันทึกความเข้าใจกับกระทรวงสาธารณสุขลาวเมื่อวันที่ 5 มีนาคม 2567", "กระทรวงสาธารณสุข"),
        ("บริษัท สยามลมทะเล จำกัด (มหาชน) แจ้งตลาดหลักทรัพย์ฯ ว่า เข้าซื้อหุ้น 40% ในโรงไฟฟ้าที่ลาว", "บริษัท สยามลมทะเล จำกัด (มหาชน)"),
        ("กระทรวงพาณิชย์ลงนามบันทึกความเข้าใจกับชิลีเมื่อวันที่ 5 มีนาคม 2567", "กระทรวงพาณิชย์"),
    ],
)
def test_a_body_that_tells_of_what_it_did_itself_is_a_party(text: str, body: str) -> None:
    assert body in parties(text)[0]
