"""Whose news an article is: signs, what is given, and what asks for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import ruammit
from ruammit.analysis import Analysis
from ruammit.cli.app import app
from ruammit.entities.home import find_home
from ruammit.entities.home_signs import countries
from ruammit.errors import ArticleError
from ruammit.examples import article_of
from ruammit.readers.articles import Rejected

SAIGON = (
    "VnExpress | 4 มิถุนายน 2562\n\nเช้าวันที่ 3 มิถุนายน ประธานคณะกรรมการประชาชนนครโฮจิมินห์ เหงียน วัน บิ่ญ "
    "ให้การต้อนรับคณะผู้แทนจากเดนมาร์ก กระทรวงการคลังจะจัดสรรเงิน 45 พันล้านดองให้โครงการนี้ - ภาพ: T.HÀ"
)
BANGKOK = (
    "คณะรัฐมนตรีมีมติอนุมัติงบประมาณ 250 ล้านบาท ให้จังหวัดขอนแก่นและจังหวัดอุดรธานี "
    "กระทรวงการคลังจะเบิกจ่ายภายในเดือนนี้ ส่วนความร่วมมือกับเวียดนามจะหารือในปีหน้า"
)


def analysed(text: str, lang: str = "th") -> Analysis:
    return Analysis(article_of(text, lang))


@pytest.mark.parametrize(("text", "home"), [(SAIGON, "VN"), (BANGKOK, "TH")])
def test_home_is_what_the_article_tells(text: str, home: str) -> None:
    finding = find_home(analysed(text))
    assert finding.country == home
    assert not finding.given
    assert finding.probability > 0.9
    assert finding.translated == (home == "VN")


@pytest.mark.parametrize(
    "text",
    [
        "กรมเจรจาการค้าระหว่างประเทศเผยว่า การค้ากับอาเซียนมีมูลค่า 298 พันล้านเหรียญสหรัฐ เพิ่มขึ้นร้อยละ 6",
        "นายกรัฐมนตรีเยือนเยอรมนีเพื่อหารือเรื่องพลังงาน มูลค่าการค้าสองประเทศอยู่ที่ 11.4 พันล้านดอลลาร์สหรัฐ",
        "กระทรวงพาณิชย์ลงนามเอ็มโอยูกับอินเดีย มูลค่าการค้าปีก่อนอยู่ที่ 17.2 พันล้านเหรียญสหรัฐ",
        "ตามข้อมูลของธนาคารโลก กัมพูชากู้เงิน 40 พันล้านเยน เมื่อเช้าวันที่ 3 มีนาคม",
        "ตามที่นายสมชายชี้แจง ไทยส่งออกข้าวไปเวียดนามและจีน มูลค่า 12.5 พันล้านเหรียญสหรัฐ",
        "นายกรัฐมนตรีให้การต้อนรับนายฝ่าม มิงห์ จิ๊งห์ นายกรัฐมนตรีเวียดนาม การค้าไทย-เวียดนามอยู่ที่ 20 พันล้านดอลลาร์สหรัฐ",
        "ฮานอย 9 พ.ย. - ธนาคารไทยเปิดสาขาที่กรุงฮานอยของเวียดนาม รับลูกค้าจากไทยและจีน",
        "ครม. รับทราบผลการหารือกับนายเหงียน วัน ลอง เอกอัครราชทูตเวียดนาม ต่อมานายเหงียน วัน ลอง ส่งหนังสือเชิญ",
    ],
)
def test_how_billions_and_sources_are_put_makes_no_home(text: str) -> None:
    finding = find_home(analysed(text))
    assert (finding.country, finding.translated) == ("TH", False)


@pytest.mark.parametrize(
    "text",
    [
        "มหาวิทยาลัยเกิ่นเทอรับนักศึกษาแลกเปลี่ยนจากมหาวิทยาลัยขอนแก่น (ประเทศไทย) และมหาวิทยาลัยโอซากะ (ญี่ปุ่น)",
        "กระทรวงแรงงาน ทหารผ่านศึก และกิจการสังคมส่งแรงงานเวียดนาม 4,000 คนไปไต้หวัน (จีน) และเกาหลีใต้",
        "กว๋างหงาย - สายวันที่ 12 สิงหาคม มูลนิธิจากเดนมาร์กเปิดห้องสมุดให้อำเภอ ด้วยเงินช่วยเหลือ 1.8 พันล้านดอง",
        "รัฐมนตรีว่าการกระทรวงการต่างประเทศ บุ่ย แทงห์ เซิน พบรัฐมนตรีต่างประเทศนอร์เวย์ ณ กรุงจาการ์ตา",
        "กรมการคลังเมืองดานังแจ้งว่า กลุ่มไทยแห่งหนึ่งจะเปิดห้างสรรพสินค้าด้วยเงินลงทุน 2 ล้านล้านดอง",
        "เลขาธิการและประธานาธิบดีโต ลัม เดินทางถึงกรุงปารีส เริ่มการเยือนฝรั่งเศสอย่างเป็นทางการ",
        "มติ 52-NQ/TW เปิดทางให้มหาวิทยาลัยดานังร่วมมือกับโรงเรียนวิศวกรรมของฝรั่งเศส",
        "เอกอัครราชทูตเวียดนามประจำลาว Pham Van Loc พบผู้สื่อข่าวที่เวียงจันทน์และเล่าถึงด่านชายแดนจังหวัดเหงะอาน",
    ],
)
def test_news_of_vietnamese_provinces_and_bodies_is_translated(text: str) -> None:
    finding = find_home(analysed(text))
    assert (finding.country, finding.translated) == ("VN", True)


def test_every_sign_adds_to_the_sum_and_shows_its_words() -> None:
    signs = {(sign.name, sign.country): sign for sign in find_home(analysed(SAIGON)).signs}
    assert signs["source", "VN"].words == ("VnExpress",)
    assert signs["bodies", "VN"].words == ("คณะกรรมการประชาชน",)
    assert signs["language", "TH"].adds > 0
    assert any(word.startswith("credit") for word in signs["marks", "VN"].words)
    assert not any(country == "TH" for name, country in signs if name != "language")


def test_without_a_sign_the_language_decides() -> None:
    assert find_home(analysed("ราคาทองคำในตลาดโลกปรับตัวลดลง 2%")).country == "TH"
    assert find_home(analysed("Giá vàng thế giới giảm 2%", "vi")).country == "VN"


def test_what_is_given_goes_before_what_is_found() -> None:
    assert ruammit.extract(BANGKOK, home="vn").home == "VN"
    found = ruammit.extract("กระทรวงการคลังจะหารือกับญี่ปุ่น", home="VN")
    assert found.home_given
    assert {entity.name: entity.country for entity in found.entities}["กระทรวงการคลัง"] == "VN"
    with pytest.raises(ArticleError, match="no country"):
        ruammit.extract(BANGKOK, home="Vietnam")


def test_a_body_is_of_the_home_country_under_its_own_reference() -> None:
    for text, ref in ((SAIGON, "ruammit:vn-mof"), (BANGKOK, "ruammit:th-mof")):
        refs = {entity.name: entity.ref for entity in ruammit.extract(text, lang="th").entities}
        assert refs["กระทรวงการคลัง"] == ref


def test_a_body_of_both_sides_is_of_neither() -> None:
    (body, *_) = ruammit.extract("กระทรวงการคลังของทั้งสองประเทศพบกันที่ฮานอย", lang="th").entities
    assert (body.name, body.country, body.ref) == ("กระทรวงการคลัง", None, None)


def test_a_stray_name_of_the_languages_country_is_flagged_in_a_translation_alone() -> None:
    text = "ไทย เมื่อเช้าวันที่ 3 มิถุนายน คณะกรรมการประชาชนนครโฮจิมินห์ลงนามข้อตกลงกับเดนมาร์ก"
    found = ruammit.extract(text)
    assert found.translated
    assert "TH" not in {entity.country for entity in found.entities}
    (flag,) = [flag for flag in found.flags if flag.code == "stray-home-name"]
    assert [text[span.start_char : span.end_char] for span in flag.spans] == ["ไทย"]
    at_home = ruammit.extract(text, home="TH")
    assert "TH" in {entity.country for entity in at_home.entities}
    assert "stray-home-name" not in {flag.code for flag in at_home.flags}


def test_the_lines_of_a_file_and_the_command_name_a_home(tmp_path: Path) -> None:
    told: tuple[dict[str, str], ...] = ({"id": "own", "home": "VN"}, {"id": "all"}, {"id": "none", "home": "X"})
    rows = [{"text": BANGKOK, **row} for row in told]
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    skipped: list[Rejected] = []
    found = {x.id: x for x in ruammit.extract_all(path, home="LA", on_rejected=skipped.append)}
    assert {name: (x.home, x.home_given) for name, x in found.items()} == {"own": ("VN", True), "all": ("LA", True)}
    assert [reason.code for reason in skipped] == ["field"]
    explained = CliRunner().invoke(app, ["explain", SAIGON])
    assert explained.output.startswith("home     VN, translated  [found, probability")
    given = CliRunner().invoke(app, ["explain", SAIGON, "--home", "TH"])
    assert given.output.startswith("home     TH  [given]")


def test_homes_are_those_of_the_packs() -> None:
    assert set(countries()) == {"TH", "VN"}
