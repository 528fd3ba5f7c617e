"""Places and known organisations in sentences: which names count, where they start and end, and whose they are."""

import pytest
from counting import calls

from ruammit.analysis import Analysis
from ruammit.entities.cased.places import CasedNames
from ruammit.entities.known_names import KnownNames
from ruammit.entities.uncased.places import UncasedNames
from ruammit.examples import article_of


def known(analysis: Analysis) -> KnownNames:
    return CasedNames(analysis) if analysis.pack.script.cased else UncasedNames(analysis)


def places(lang: str, text: str) -> list[tuple[str, str | None]]:
    analysis = Analysis(article_of(text, lang))
    return [(analysis.text[c.start : c.end], c.country) for c in known(analysis).places()]


def organisations(lang: str, text: str) -> list[tuple[str, str | None, str | None]]:
    analysis = Analysis(article_of(text, lang))
    return [(analysis.text[c.start : c.end], c.country, c.ref) for c in known(analysis).organisations()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Generic heads are left out; what belongs to the name is not.
        ("ประเทศญี่ปุ่นและประเทศจีน", [("ญี่ปุ่น", "JP"), ("จีน", "CN")]),
        ("จังหวัดเชียงใหม่", [("เชียงใหม่", "TH")]),
        ("ที่กรุงฮานอย", [("ฮานอย", "VN")]),
        ("ณ นครนิวยอร์ก", [("นิวยอร์ก", "US")]),
        ("ที่กรุงเทพฯ", [("กรุงเทพฯ", "TH")]),
        ("กรุงเทพมหานคร", [("กรุงเทพมหานคร", "TH")]),
        ("นครโฮจิมินห์", [("นครโฮจิมินห์", "VN")]),
        ("สาธารณรัฐเกาหลี", [("สาธารณรัฐเกาหลี", "KR")]),
        ("ราชอาณาจักรนอร์เวย์", [("ราชอาณาจักรนอร์เวย์", "NO")]),
        ("สหราชอาณาจักร ออสเตรเลีย", [("สหราชอาณาจักร", "GB"), ("ออสเตรเลีย", "AU")]),
        ("มณฑลกวางตุ้ง", [("กวางตุ้ง", "CN")]),
        ("สหรัฐ ฯ ประกาศ", [("สหรัฐ ฯ", "US")]),
        # Adjectival uses count.
        ("ชาวลาวและแรงงานเมียนมา", [("ลาว", "LA"), ("เมียนมา", "MM")]),
        ("นักลงทุนเกาหลีใต้", [("เกาหลีใต้", "KR")]),
        # Provinces that are also everyday words.
        ("จังหวัดตากและแพร่", [("ตาก", "TH"), ("แพร่", "TH")]),
        ("ตากผ้าแล้วเผยแพร่ข่าวเลย", []),
        ("เดินทางผ่านเชียงราย พะเยา แพร่ น่าน", [("เชียงราย", "TH"), ("พะเยา", "TH"), ("แพร่", "TH"), ("น่าน", "TH")]),
        ("จ.เลย", [("เลย", "TH")]),
        # Words that hold the letters of a name.
        ("บริการคลาวด์ ลีลาวดี ลาวา", []),
        ("ธนาคารไทยพาณิชย์", []),
        ("กินขนมจีนอย่างซีเรียส", []),
        ("ทะเลจีนใต้", []),
        ("แม่น้ำท่าจีน", []),
        ("มูลค่า 5 ล้านดอลลาร์สหรัฐ", []),
        # Districts, known or not.
        ("อำเภอศรีราชา จังหวัดชลบุรี", [("ศรีราชา", "TH"), ("ชลบุรี", "TH")]),
        ("ตำบลบางสมมุติ อำเภอเมือง", [("บางสมมุติ", "TH")]),
        ("นายอำเภอทั่วประเทศ", []),
        ("พล.อ.สมมุติ กล่าว", []),
        ("สมอ. กับ บริษัท", []),
        # Facilities and continents are no places.
        ("ท่าเรือกรุงเทพ", []),
        ("เอเชียตะวันออกเฉียงใต้ ยุโรป แอฟริกา", []),
        # Latin letters.
        ("งาน Thailand – Korea Forum", [("Thailand", "TH"), ("Korea", "KR")]),
        ("บริษัท Hong Kong Land", []),
        ("เยือน Bangkok ครั้งแรก", [("Bangkok", "TH")]),
    ],
)
def test_thai_places(text: str, expected: list[tuple[str, str]]) -> None:
    assert places("th", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thành phố Hà Nội và tỉnh Bắc Ninh", [("Hà Nội", "VN"), ("Bắc Ninh", "VN")]),
        ("tại TP HCM, TP.HCM", [("TP HCM", "VN"), ("TP.HCM", "VN")]),
        ("Vương quốc Bỉ", [("Vương quốc Bỉ", "BE")]),
        ("Cộng hòa Ấn Độ", [("Cộng hòa Ấn Độ", "IN")]),
        ("nước Anh", [("Anh", "GB")]),
        ("Thủ tướng Anh Keir Starmer", [("Anh", "GB")]),
        ("doanh nghiệp Nhật, Hàn", [("Nhật", "JP"), ("Hàn", "KR")]),
        ("chiến tranh thương mại Mỹ - Trung", [("Mỹ", "US"), ("Trung", "CN")]),
        ("thị trường Mỹ", [("Mỹ", "US")]),
        ("BẮC KINH tuyên bố", [("BẮC KINH", "CN")]),
        ("Nga và Pháp ký kết", [("Nga", "RU"), ("Pháp", "FR")]),
        ("doanh nghiệp Việt", [("Việt", "VN")]),
        ("người Việt", []),
        ("Vietnam Airlines, tờ Korea Times", []),
        ("cho hay.\nAnh Ngọc\n", []),
        # Everyday words and people of the same spelling.
        ("anh ấy thẩm mỹ và pháp luật", []),
        ("Anh ấy nói theo Pháp luật", []),
        ("Ý kiến của chị Nga", []),
        ("ông Đức và bà Mỹ", []),
        ("Nguyễn Tuấn Anh, Trần Thị Nga", []),
        ("Nguyễn Thái Bình", []),
        ("Chủ Nhật này", []),
        ("Trung tâm Mỹ thuật", []),
        ("ca sĩ Mỹ Tâm", []),
        ("5 triệu đô la Mỹ", []),
        ("Trần Minh Đức bị bắt. Hôm qua Đức khai nhận.", []),
        (
            "Trần Minh Đức dự hội nghị giữa Đức và Pháp. Hôm qua Đức khai mạc.",
            [("Đức", "DE"), ("Pháp", "FR"), ("Đức", "DE")],
        ),
        ("Anh cho biết", []),
        ("Anh, Pháp và Đức", [("Anh", "GB"), ("Pháp", "FR"), ("Đức", "DE")]),
        # Roads, rivers and regions without a government.
        ("đường Điện Biên Phủ, sông Hàn", []),
        ("miền Trung và Đông Nam Á", []),
        # Districts and what no list knows.
        ("huyện Giả Định, tỉnh Quảng Ninh", [("Giả Định", "VN"), ("Quảng Ninh", "VN")]),
        ("Như Quỳnh (Hưng Yên)", [("Như Quỳnh", "VN"), ("Hưng Yên", "VN")]),
        ("ở quận 1, TP HCM", [("quận 1", "VN"), ("TP HCM", "VN")]),
        ("thành phố Fakeville (Bỉ)", [("Fakeville", "BE"), ("Bỉ", "BE")]),
        ("Tại Syria, quân đội vào thị trấn Fakeham hôm qua", [("Syria", "SY"), ("Fakeham", "SY")]),
        ("thông tấn xã Việt Nam", [("Việt Nam", "VN")]),
        ("công tố viên liên bang John Smith", []),
        # A thing from a state is no person, and the state stays one; a given name before it makes one.
        ("Tàu ngầm Kilo Nga nổi lên. Nga bàn giao tàu.", [("Nga", "RU"), ("Nga", "RU")]),
        ("Bơ Hass Úc và táo Envy Mỹ", [("Úc", "AU"), ("Mỹ", "US")]),
        ("người mẫu Maria Nga", []),
        # Cities that share their names with people: only where the words around say so.
        ("ông Warren phát biểu", []),
        ("Bà Elizabeth Warren", []),
        ("tới thành phố Houston", [("Houston", "US")]),
        ("bang Washington", [("Washington", "US")]),
    ],
)
def test_vietnamese_places(text: str, expected: list[tuple[str, str]]) -> None:
    assert places("vi", text) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("th", "อาเซียนและสหภาพยุโรป", [("อาเซียน", None, "ruammit:asean"), ("สหภาพยุโรป", None, "ruammit:eu")]),
        ("th", "สศช. เปิดเผย", [("สศช.", "TH", "ruammit:th-nesdc")]),
        ("th", "แอลจีเรีย", []),
        ("th", "กระทรวงการคลัง", [("กระทรวงการคลัง", "TH", "ruammit:th-mof")]),
        ("th", "กระทรวงการคลังของออสเตรเลีย", [("กระทรวงการคลัง", "AU", None)]),
        (
            "vi",
            "Bộ Công Thương (MoIT)",
            [("Bộ Công Thương", "VN", "ruammit:vn-moit"), ("MoIT", "VN", "ruammit:vn-moit")],
        ),
        ("vi", "Bộ Tư pháp Hàn Quốc", [("Bộ Tư pháp Hàn Quốc", "KR", None)]),
        ("vi", "theo WB, IMF", [("WB", None, "ruammit:world-bank"), ("IMF", None, "ruammit:imf")]),
        ("vi", "wb imf Who", []),
        ("vi", "đọc trên Google.com", []),
        ("vi", "ông Shunichi Suzuki và ông Ford", []),
        ("vi", "Tập đoàn Toyota", [("Toyota", "JP", "ruammit:toyota")]),
    ],
)
def test_known_organisations(lang: str, text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert organisations(lang, text) == expected


def test_one_canonical_name_in_both_languages() -> None:
    thai = known(Analysis(article_of("ท่าเรือของเมืองไฮฟองและแคว้นแฟลนเดอร์ส", "th"))).places()
    vietnamese = known(Analysis(article_of("Hải Phòng và vùng Flanders", "vi"))).places()
    assert [(c.canonical, c.ref, c.country) for c in thai] == [(c.canonical, c.ref, c.country) for c in vietnamese]


@pytest.mark.parametrize(("lang", "name"), [("th", "ไทย "), ("th", "อำเภอ"), ("vi", "Nga "), ("vi", "huyện ")])
def test_time_grows_with_the_length_of_the_text(lang: str, name: str) -> None:
    def work(repeats: int) -> int:
        analysis = Analysis(article_of(name * repeats, lang))
        assert analysis.text
        if lang == "th":
            assert analysis.tokens
        return calls(lambda: known(analysis).places())

    work(10)
    assert work(1000) <= 2.2 * work(500) + 1000
