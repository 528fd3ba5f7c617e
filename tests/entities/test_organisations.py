"""Organisations by head words: how far a name reaches, and whose the body is."""

import pytest

from ruammit.analysis import Analysis
from ruammit.entities.finder import find_entities
from ruammit.examples import article_of
from ruammit.schema import EntityType


def organisations(lang: str, text: str) -> list[tuple[str, str | None]]:
    found = find_entities(Analysis(article_of(text, lang)))
    return [(entity.name, entity.country) for entity in found if entity.type is EntityType.ORG]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The name runs to a space or to a word that cannot be part of it.
        ("กรมพัฒนาเรือประมงกล่าวว่า", [("กรมพัฒนาเรือประมง", "TH")]),
        ("กรมพัฒนาเรือประมงและกรมทดสอบอวน ร่วมงาน", [("กรมพัฒนาเรือประมง", "TH"), ("กรมทดสอบอวน", "TH")]),
        # A ministry may list its fields with spaces.
        ("กระทรวงที่ดิน การเคหะ และคมนาคม แถลง", [("กระทรวงที่ดิน การเคหะ และคมนาคม", "TH")]),
        # A nation that is joined to the name belongs to it; the full name of a state stands beside it.
        ("กระทรวงประมงชายฝั่งเวียดนาม แถลง", [("กระทรวงประมงชายฝั่งเวียดนาม", "VN")]),
        ("กระทรวงประมงชายฝั่งราชอาณาจักรกัมพูชา แถลง", [("กระทรวงประมงชายฝั่ง", "KH")]),
        ("สมาคมเรือยาวแห่งประเทศไทย แข่งขัน", [("สมาคมเรือยาวแห่งประเทศไทย", "TH")]),
        ("สถานเอกอัครราชทูต ณ กรุงปารีส จัดงาน", [("สถานเอกอัครราชทูต ณ กรุงปารีส", "TH")]),
        # A pair of countries.
        ("หอการค้าลาว-เกาหลี จัดสัมมนา", [("หอการค้าลาว-เกาหลี", "LA")]),
        # An abbreviation in brackets has the country of what it stands for.
        ("กระทรวงประมงชายฝั่งเวียดนาม (MCF) แถลง", [("กระทรวงประมงชายฝั่งเวียดนาม", "VN"), ("MCF", "VN")]),
        # A state that acts with a body is a side of its own; words of headlines end a name.
        ("กระทรวงพาณิชย์และภูฏาน จะหารือกัน", [("กระทรวงพาณิชย์", "TH")]),
        ("กระทรวงแรงงานเก็บตกแรงงานต่างด้าว", [("กระทรวงแรงงาน", "TH")]),
        # Legal forms of firms, whatever word the name opens with.
        ("บมจ.พลังน้ำใต้ ลงทุนในลาว", [("บมจ.พลังน้ำใต้", "TH")]),
        ("บมจ.ไทยกังหันลม ลงทุนในลาว", [("บมจ.ไทยกังหันลม", "TH")]),
        ("บริษัท เขื่อนเหนือลาว (มหาชน) ขายไฟ", [("บริษัท เขื่อนเหนือลาว (มหาชน)", "LA")]),
        # Behind a space another country begins what the clause is about: the body is of the country that has it.
        ("ข้อมูลของกระทรวงวางแผนและการลงทุน สิงคโปร์ลงทุนในเวียดนาม", [("กระทรวงวางแผนและการลงทุน", "VN")]),
        # Common nouns.
        ("บริษัทขนาดใหญ่และธนาคารพาณิชย์", []),
        ("ศูนย์กลางการค้า", []),
        ("สภาพอากาศ", []),
    ],
)
def test_thai_names(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert organisations("th", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Nông nghiệp và Phát triển nông thôn Quảng Trị họp.", "Sở Nông nghiệp và Phát triển nông thôn Quảng Trị"),
        ("Viện Nghiên cứu quản lý kinh tế biển họp.", "Viện Nghiên cứu quản lý kinh tế biển"),
        ("Công ty cổ phần đầu tư và phát triển Sông Xanh báo lãi.", "Công ty cổ phần đầu tư và phát triển Sông Xanh"),
        ("Trung tâm đào tạo cán bộ quản lý rừng của Lào mở cửa.", "Trung tâm đào tạo cán bộ quản lý rừng của Lào"),
        ("Trường THPT Chu Văn An khai giảng.", "Trường THPT Chu Văn An"),
        ("Bệnh viện 199 quá tải.", "Bệnh viện 199"),
    ],
)
def test_vietnamese_names(text: str, expected: str) -> None:
    assert [name for name, _ in organisations("vi", text)] == [expected]


def test_a_person_after_a_body_is_no_part_of_its_name() -> None:
    found = find_entities(Analysis(article_of("Giám đốc Sở Du lịch Lê Hữu Nghĩa báo cáo.", "vi")))
    assert [(one.name, one.type) for one in found] == [("Sở Du lịch", "ORG"), ("Lê Hữu Nghĩa", "PERSON")]


def test_a_place_is_no_body() -> None:
    assert organisations("vi", "Đài Loan và Tây Ban Nha ký kết.") == []


def test_a_body_of_the_home_country_is_foreign_in_an_article_that_plays_abroad() -> None:
    abroad = "Hàn Quốc thắt chặt quy định. Tại Seoul, Hàn Quốc, giới đầu tư lo ngại. Bộ Tài chính sẽ họp."
    assert ("Bộ Tài chính", "KR") in organisations("vi", abroad)
    assert ("Bộ Tài chính", "VN") in organisations("vi", "Tại Hà Nội, Bộ Tài chính sẽ họp về vốn của Hàn Quốc.")


def test_a_firm_in_foreign_letters_is_of_the_foreign_country_of_its_sentence() -> None:
    assert organisations("th", "บริษัท Hanwell Electronics จากเกาหลีใต้ ลงทุน") == [("บริษัท Hanwell Electronics", "KR")]
    assert organisations("th", "บริษัท Hanwell Electronics ลงทุน") == [("บริษัท Hanwell Electronics", None)]


@pytest.mark.parametrize(
    "text", ["ไวรัสสายพันธุ์เดลต้า ระบาด", "ซื้อบ้านแถวบางจาก เมื่อปีก่อน", "Electronic Circuit Board ส่งออกเพิ่ม"]
)
def test_words_that_are_also_names_of_firms_are_none_by_themselves(text: str) -> None:
    assert organisations("th", text) == []


COUNTRIES = [
    ("th", "ซื้อหุ้นของ Hai Long Packaging Joint Stock Company ในราคาสูง", "Hai Long Packaging Joint Stock Company", "VN"),
    ("th", "บริษัท Temora Lifecare Holdings Pte. Ltd. ลงทุนในไทย", "บริษัท Temora Lifecare Holdings Pte. Ltd.", "SG"),
    ("th", "ผู้บริหารของกลุ่มบริษัท DORAX ในประเทศไทย ของญี่ปุ่น เข้าพบรัฐมนตรี", "กลุ่มบริษัท DORAX", "JP"),
    ("th", "ในฐานะผู้แทนประเทศฟินแลนด์ กระทรวงสิ่งแวดล้อม ร่วมลงนามกับไทย", "กระทรวงสิ่งแวดล้อม", "FI"),
    ("th", "กระทรวงสาธารณสุข ในฐานะผู้แทนประเทศคิวบา มอบวัคซีนแก่ไทย", "กระทรวงสาธารณสุข", "CU"),
    ("th", "บริษัท Kortex Dairy ยักษ์ใหญ่ผลิตภัณฑ์นมจากเนเธอร์แลนด์ ซื้อหุ้นในไทย", "บริษัท Kortex Dairy", "NL"),
    ("th", "VRX บุกเวียดนาม⏎บริษัท วรกิจ เอ็กซ์เพรส จำกัด (มหาชน) (VRX) ลงทุนในเวียดนาม", "VRX", "TH"),
    ("th", "ข่าวจาก Global Marina ระบุว่า บริษัท Global Marina ของนอร์เวย์ จะมาไทย", "บริษัท Global Marina", "NO"),
    ("vi", "Thay mặt Chính phủ Lào, Bộ Y tế trao thuốc.", "Bộ Y tế", "LA"),
    (
        "vi",
        "Thủ tướng tiếp ông Lim Wei Jie, Tổng giám đốc Tập đoàn Mapleton. Đại sứ Singapore cùng dự. "
        "Singapore là nhà đầu tư lớn. Quan hệ với Singapore phát triển tốt.",
        "Tập đoàn Mapleton",
        "SG",
    ),
    (
        "vi",
        "Thủ tướng tiếp ông Trần Văn Bình, Tổng giám đốc Tập đoàn Mapleton. Đại sứ Singapore cùng dự. "
        "Singapore là nhà đầu tư lớn. Quan hệ với Singapore phát triển tốt.",
        "Tập đoàn Mapleton",
        "VN",
    ),
    # Names in brackets or after a word for "or" are of the same thing, whichever of them tells its country.
    ("th", "สถาบันวิจัยประมงประเทศนอร์เวย์ (BQRI) เยือนไทย⏎BQRI แถลง", "BQRI", "NO"),
    ("th", "สถาบันพัฒนาเรือประมง หรือ Fishing Boat Institute เปิดแล้ว", "Fishing Boat Institute", "TH"),
    # What a body is part of.
    ("th", "อธิบดีกรมเอเชียใต้ กระทรวงการต่างประเทศ สาธารณรัฐเคนยา เข้าพบ", "กรมเอเชียใต้", "KE"),
    ("vi", "Giảng viên Trường Chính sách biển, Đại học Quốc gia Singapore nói.", "Trường Chính sách biển", "SG"),
    ("vi", "Quỹ Cứu trợ Nạn đói (NMRF) của Liên Hợp Quốc trao quà.", "NMRF", None),
    # Where a firm has its head office; what the press calls its country by; the opening of a list.
    ("vi", "Hãng tàu Norfjell, có trụ sở tại Oslo, mở tuyến mới.", "Norfjell", "NO"),
    ("th", "บริษัท Norfjell Shipping ซึ่งมีสำนักงานใหญ่อยู่ที่กรุงออสโล เปิดเส้นทางใหม่", "บริษัท Norfjell Shipping", "NO"),
    ("th", "บริษัท Kelvora Auto ค่ายรถจากแดนมังกร ตั้งโรงงานในไทย", "บริษัท Kelvora Auto", "CN"),
    ("vi", "Tập đoàn Kelvora, hãng xe của xứ sở kim chi, xây nhà máy.", "Tập đoàn Kelvora", "KR"),
    ("vi", "Các tập đoàn Hàn Quốc lớn như Norvil Cell, Kelvora Drive và Temora EMC tăng vốn.", "Temora EMC", "KR"),
    ("th", "บริษัทชั้นนำของเกาหลีใต้ 3 ราย ได้แก่ Norvil Cell, Kelvora Drive และ Temora EMC ขยายโรงงาน", "Temora EMC", "KR"),
    # Countries in the names of firms, in Thai letters too; the word for a firm and spaces tell no firms apart.
    ("th", "บริษัท ไชน่า บริดจ์ เอ็นจิเนียริ่ง ชนะประมูล", "บริษัท ไชน่า บริดจ์ เอ็นจิเนียริ่ง", "CN"),
    ("th", "บริษัท Kelvora จากเดนมาร์กเยือนไทย และ Kelvora จะลงทุน", "Kelvora", "DK"),
    # Words that only one language spells so, where the article names its country.
    ("vi", "Nhật Bản là đối tác lớn. Minakawa Bank mở chi nhánh tại Hà Nội.", "Minakawa Bank", "JP"),
    ("vi", "Minakawa Bank mở chi nhánh tại Hà Nội.", "Minakawa Bank", "VN"),
    ("vi", "Đoàn Tây Ban Nha đến. Tập đoàn Cerámica Oriente xây nhà máy.", "Tập đoàn Cerámica Oriente", "ES"),
    # Bodies of two states have none; a pair of countries in the name of one body is of the first.
    ("th", "ไทยเป็นเจ้าภาพประชุมคณะกรรมการชายแดนทั่วไป (GBC) ไทย-ลาว", "GBC", None),
    ("th", "หอการค้าไทย-สวีเดน จัดประชุม", "หอการค้าไทย-สวีเดน", "TH"),
    ("vi", "Chủ tịch Hội Việt Mỹ phát biểu.", "Hội Việt Mỹ", "VN"),
    # Viet Nam has one party.
    ("vi", "Hàn Quốc bầu cử. Ứng viên đảng Bình minh dẫn đầu.", "đảng Bình minh", "KR"),
    ("th", "สถาบันวิเคราะห์การทหารในมอสโก กล่าวว่า", "สถาบันวิเคราะห์การทหาร", "RU"),
    ("vi", "Đại sứ quán Nhật Bản tại Việt Nam và Đại sứ quán Lào ở Hà Nội ra thông báo.", "Đại sứ quán Lào", "LA"),
]


@pytest.mark.parametrize(("lang", "text", "name", "country"), COUNTRIES)
def test_the_country_of_a_body_is_what_the_article_makes_plain(
    lang: str, text: str, name: str, country: str | None
) -> None:
    entities = find_entities(Analysis(article_of(text.replace("⏎", "\n\n"), lang)))
    assert (name, country) in {(one.name, one.country) for one in entities}


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("vi", "Hiệp hội Doanh nghiệp Hàn Quốc tại Việt Nam họp.", "Hiệp hội Doanh nghiệp Hàn Quốc tại Việt Nam"),
        ("th", "บริษัท Temora Lifecare Holdings Pte. Ltd. ลงทุนในไทย", "บริษัท Temora Lifecare Holdings Pte. Ltd."),
        ("th", "โบรกเกอร์คัดหุ้นเด่น ได้แก่ DKT คาดกำไร 250 ล้านบาท", "DKT"),
        ("th", "Norvika Seafood จับมือกับคู่ค้าส่งออกกุ้ง", "Norvika Seafood"),
        ("vi", "Klodsen và Solarjaya cùng góp vốn vào dự án.", "Solarjaya"),
        ("vi", "Dự án của nhà đầu tư Hanatek Micro được cấp phép.", "Hanatek Micro"),
    ],
)
def test_names_are_whole(lang: str, text: str, name: str) -> None:
    assert name in {one.name for one in find_entities(Analysis(article_of(text, lang)))}


def test_a_mission_abroad_is_named_with_its_host_state_and_not_with_a_city() -> None:
    text = "Đại sứ quán Nhật Bản tại Việt Nam và Đại sứ quán Lào ở Hà Nội ra thông báo."
    names = {one.name for one in find_entities(Analysis(article_of(text, "vi")))}
    assert {"Đại sứ quán Nhật Bản tại Việt Nam", "Đại sứ quán Lào"} <= names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Theo người phát ngôn bộ Ngoại giao Helen Marsh, hai bên sẽ họp.", "bộ Ngoại giao"),
        ("Nghị sĩ đảng Dân chủ Jack Weller phản đối.", "đảng Dân chủ"),
        ("Kết quả được sở GD & ĐT công bố.", "sở GD & ĐT"),
    ],
)
def test_a_foreign_person_s_name_is_no_part_of_the_body_before_it(text: str, name: str) -> None:
    assert name in {one.name for one in find_entities(Analysis(article_of(text, "vi")))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zenpack (Hàn Quốc) đầu tư 90 triệu USD.", [("Zenpack", "KR")]),
        ("Orbio (Ấn Độ) hợp tác với một trường đại học.", [("Orbio", "IN")]),
        ("Orbio (Ấn Độ) đến dự lễ.", []),
    ],
)
def test_a_foreign_firm_has_its_country_in_brackets(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert organisations("vi", text) == expected
