"""A Vietnamese name and its spellings in Thai letters meet in one key; names that differ stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruammit.entities.phonetic import phonetic_key
from ruammit.errors import PackError

# People in public office and public life, as the Thai press spells them and as they spell themselves.
SAME = [
    ("เล เตียน เชา", "Lê Tiến Châu"),
    ("เล เตียน เจา", "Lê Tiến Châu"),
    ("เล เตี่ยน เชา", "Lê Tiến Châu"),
    ("ฝ่าม มิญ จิญ", "Phạm Minh Chính"),
    ("ฝ่าม มิงห์ จิ๋งห์", "Phạm Minh Chính"),
    ("ฟาม มินห์ ชินห์", "Phạm Minh Chính"),
    ("เหงียน ฟู้ จ่อง", "Nguyễn Phú Trọng"),
    ("เหวียน ฟู้ จ่อง", "Nguyễn Phú Trọng"),
    ("เหงียน ซวน ฟุก", "Nguyễn Xuân Phúc"),
    ("เหงวียน ซวน ฟุก", "Nguyễn Xuân Phúc"),
    ("เจิ่น ด่าย กวาง", "Trần Đại Quang"),
    ("เหงียน เติ๊น สุง", "Nguyễn Tấn Dũng"),
    ("เหงียน เติ๊น ซุง", "Nguyễn Tấn Dũng"),
    ("เจือง เติ๊น ซาง", "Trương Tấn Sang"),
    ("เหงียน มิญ เจี๊ยต", "Nguyễn Minh Triết"),
    ("เหงียน ถิ กิม เงิน", "Nguyễn Thị Kim Ngân"),
    ("เวือง ดิ่งห์ เหวะ", "Vương Đình Huệ"),
    ("เวือง ดิ่ญ เหวะ", "Vương Đình Huệ"),
    ("โต เลิม", "Tô Lâm"),
    ("หวอ วัน เถื่อง", "Võ Văn Thưởng"),
    ("โว วัน เถื่อง", "Võ Văn Thưởng"),
    ("เลือง เกื่อง", "Lương Cường"),
    ("เจิ่น แทงห์ เหมิ่น", "Trần Thanh Mẫn"),
    ("เจิ่น ทัญ เหมิ่น", "Trần Thanh Mẫn"),
    ("บุ่ย แทงห์ เซิน", "Bùi Thanh Sơn"),
    ("บุ่ย ทัญ เซิน", "Bùi Thanh Sơn"),
    ("บุ่ย ทันห์ เซิน", "Bùi Thanh Sơn"),
    ("ฝ่าม บิ่ญ มิญ", "Phạm Bình Minh"),
    ("ฟาม บินห์ มินห์", "Phạm Bình Minh"),
    ("ฝั่ม บิ่งห์ มิงห์", "Phạm Bình Minh"),
    ("หวอ เงวียน ซ้าป", "Võ Nguyên Giáp"),
    ("หวอ เหงียน ย้าป", "Võ Nguyên Giáp"),
    ("นง ดึ๊ก แหม่ง", "Nông Đức Mạnh"),
    ("นง ดึ๊ก หมั่ญ", "Nông Đức Mạnh"),
    ("ฟาน วัน ขาย", "Phan Văn Khải"),
    ("ฟาน วัน ไข่", "Phan Văn Khải"),
    ("เล ขา เฟียว", "Lê Khả Phiêu"),
    ("โด๋ เหมื่อย", "Đỗ Mười"),
    ("โฮจิมินห์", "Hồ Chí Minh"),
    ("โฮ จิ๊ มิญ", "Hồ Chí Minh"),
    ("โห่ จี๊ มิงห์", "Hồ Chí Minh"),
    ("เล สวน", "Lê Duẩn"),
    ("เล ส่วน", "Lê Duẩn"),
    ("หวอ วัน เกียต", "Võ Văn Kiệt"),
    ("เหงียน วัน ลิญ", "Nguyễn Văn Linh"),
    ("เหงียน วัน ลิงห์", "Nguyễn Văn Linh"),
    ("ฝ่าม วัน ด่ง", "Phạm Văn Đồng"),
    ("ฟาม วัน ดง", "Phạm Văn Đồng"),
    ("เจื่อง จิญ", "Trường Chinh"),
    ("เล ดึ๊ก แอง", "Lê Đức Anh"),
    ("เล ดึ๊ก อัญ", "Lê Đức Anh"),
    ("เจิ่น ดึ๊ก เลือง", "Trần Đức Lương"),
    ("เหงียน ถิ บิ่ญ", "Nguyễn Thị Bình"),
    ("หวอ ถิ แอ๊งห์ ซวน", "Võ Thị Ánh Xuân"),
    ("เหงียน หว่า บิ่ญ", "Nguyễn Hòa Bình"),
    ("เหงียน ฮว่า บิ่งห์", "Nguyễn Hòa Bình"),
    ("เล มิญ ไค้", "Lê Minh Khái"),
    ("เล มิงห์ คาย", "Lê Minh Khái"),
    ("เจิ่น ห่ง ห่า", "Trần Hồng Hà"),
    ("เจิ่น โห่ง ห่า", "Trần Hồng Hà"),
    ("เหงียน ห่ง เซียน", "Nguyễn Hồng Diên"),
    ("เหงียน โห่ง เสียน", "Nguyễn Hồng Diên"),
    ("ฟาน วัน ยาง", "Phan Văn Giang"),
    ("ฟาน วัน ซาง", "Phan Văn Giang"),
    ("เหงียน จี๊ หยุง", "Nguyễn Chí Dũng"),
    ("เหงียน จี๊ สุง", "Nguyễn Chí Dũng"),
    ("เลือง ตาม กวาง", "Lương Tam Quang"),
    ("เหงียน วัน เท้", "Nguyễn Văn Thể"),
    ("เล ถิ ทู หั่ง", "Lê Thị Thu Hằng"),
    ("โด่ หุ่ง เหวียต", "Đỗ Hùng Việt"),
    ("โด๋ หุ่ง เวียต", "Đỗ Hùng Việt"),
    ("เหงียน กว๊อก สุง", "Nguyễn Quốc Dũng"),
    ("เหงียน โกว๊ก ซุง", "Nguyễn Quốc Dũng"),
    ("ฮว่าง จุง หาย", "Hoàng Trung Hải"),
    ("หว่าง จุง ไห่", "Hoàng Trung Hải"),
    ("หวู ดึ๊ก ดาม", "Vũ Đức Đam"),
    ("วู ดึ๊ก ดาม", "Vũ Đức Đam"),
    ("เหงียน ซี่ สุง", "Nguyễn Sỹ Dũng"),
    ("หวู ฮุย หว่าง", "Vũ Huy Hoàng"),
    ("เจิ่น ต๊วน แอง", "Trần Tuấn Anh"),
    ("เจิ่น ต๊วน อัญ", "Trần Tuấn Anh"),
    ("ดิญ ลา ทัง", "Đinh La Thăng"),
    ("ดิงห์ ลา ทัง", "Đinh La Thăng"),
    ("เหงียน ถิ เฟือง ถาว", "Nguyễn Thị Phương Thảo"),
    ("ฝ่าม เญิ๊ต เวือง", "Phạm Nhật Vượng"),
    ("ฟาม เญิ๊ต เวื่อง", "Phạm Nhật Vượng"),
    ("เจือง หว่า บิ่ญ", "Trương Hòa Bình"),
    ("ต่อง ถิ ฟ้อง", "Tòng Thị Phóng"),
    ("ฮา กิม หง็อก", "Hà Kim Ngọc"),
    ("ห่า กิม หงอก", "Hà Kim Ngọc"),
    ("ดั่ง หว่าง ยาง", "Đặng Hoàng Giang"),
    ("ดั้ง ฮว่าง ซาง", "Đặng Hoàng Giang"),
    ("เหงียน แทงห์ ลอง", "Nguyễn Thanh Long"),
    ("เล หว่าย จุง", "Lê Hoài Trung"),
    ("เล ฮว่าย จุง", "Lê Hoài Trung"),
    ("ด่าว หง็อก ซุง", "Đào Ngọc Dung"),
    ("เหงียน มาย เซิน", "Nguyễn Mai Sơn"),
    ("ฟุ่ง ซวน หญะ", "Phùng Xuân Nhạ"),
    ("เจิ่น กว๊อก เวื่อง", "Trần Quốc Vượng"),
    ("เลือง มิงห์ เจิว", "Lương Minh Châu"),
    ("เหงียน วัน หุ่ง", "Nguyễn Văn Hùng"),
    ("เหงียน วัน ฮึง", "Nguyễn Văn Hưng"),
    ("เหงียน กวาง ห่าย", "Nguyễn Quang Hải"),
    ("ดวาน วัน เหิ่ว", "Đoàn Văn Hậu"),
    ("เหงียน กง เฟื้อง", "Nguyễn Công Phượng"),
]

# One syllable, onset, vowel or coda away.
DIFFERENT = [
    ("เล เตียน เชา", "Lê Thiên Châu"),
    ("เล เตียน เชา", "Lê Tiến Chi"),
    ("เล เตียน เจา", "Lê Tiến Thành"),
    ("เล เตี่ยน เชา", "Lý Tiến Châu"),
    ("เล เตียน เชา", "Lê Điền Châu"),
    ("เล เตียน เชา", "Lê Tiến"),
    ("ฝ่าม มิญ จิญ", "Phạm Bình Minh"),
    ("ฝ่าม มิญ จิญ", "Phạm Minh Chí"),
    ("ฝ่าม มิญ จิญ", "Phan Minh Chính"),
    ("ฝ่าม มิญ จิญ", "Phạm Vinh Chính"),
    ("ฝ่าม มิงห์ จิ๋งห์", "Phạm Minh Thính"),
    ("ฝ่าม บิ่ญ มิญ", "Phạm Minh Bình"),
    ("ฝ่าม บิ่ญ มิญ", "Phạm Đình Minh"),
    ("ฝ่าม วัน ด่ง", "Phạm Văn Đông Anh"),
    ("ฝ่าม วัน ด่ง", "Phạm Văn Tòng"),
    ("ฝ่าม วัน ด่ง", "Phan Văn Đồng"),
    ("เหงียน ฟู้ จ่อง", "Nguyễn Phú Trường"),
    ("เหงียน ฟู้ จ่อง", "Nguyễn Phi Trọng"),
    ("เหงียน ฟู้ จ่อง", "Nguyễn Phú Thọ"),
    ("เหงียน ซวน ฟุก", "Nguyễn Xuân Phong"),
    ("เหงียน ซวน ฟุก", "Nguyễn Xuân Phú"),
    ("เหงียน ซวน ฟุก", "Nguyễn Thiện Phúc"),
    ("เหงียน ซวน ฟุก", "Nguyễn Xuân Thắng"),
    ("เหงียน ซวน ฟุก", "Trần Xuân Phúc"),
    ("เจิ่น ด่าย กวาง", "Trần Đức Quang"),
    ("เจิ่น ด่าย กวาง", "Trần Đại Quân"),
    ("เจิ่น ด่าย กวาง", "Trần Đại Nghĩa"),
    ("เหงียน เติ๊น สุง", "Nguyễn Tuấn Dũng"),
    ("เหงียน เติ๊น สุง", "Nguyễn Tấn Hùng"),
    ("เหงียน เติ๊น สุง", "Nguyễn Thành Dũng"),
    ("เจือง เติ๊น ซาง", "Trương Tấn Quang"),
    ("เจือง เติ๊น ซาง", "Dương Tấn Sang"),
    ("เจือง หว่า บิ่ญ", "Nguyễn Hòa Bình"),
    ("เจือง หว่า บิ่ญ", "Trương Hải Bình"),
    ("เหงียน หว่า บิ่ญ", "Nguyễn Hòa Minh"),
    ("เหงียน มิญ เจี๊ยต", "Nguyễn Minh Triều"),
    ("เหงียน มิญ เจี๊ยต", "Nguyễn Minh Thiết"),
    ("เหงียน ถิ กิม เงิน", "Nguyễn Thị Kim Liên"),
    ("เหงียน ถิ กิม เงิน", "Nguyễn Thị Kim Anh"),
    ("เหงียน ถิ กิม เงิน", "Nguyễn Kim Ngân"),
    ("เวือง ดิ่งห์ เหวะ", "Vương Đình Huy"),
    ("เวือง ดิ่งห์ เหวะ", "Vương Tinh Huệ"),
    ("เวือง ดิ่งห์ เหวะ", "Vũ Đình Huệ"),
    ("โต เลิม", "Tô Lan"),
    ("โต เลิม", "Tố Long"),
    ("โต เลิม", "Đỗ Lâm"),
    ("โต เลิม", "Tô Lam"),
    ("หวอ วัน เถื่อง", "Võ Văn Thương Tín"),
    ("หวอ วัน เถื่อง", "Võ Văn Thắng"),
    ("หวอ วัน เถื่อง", "Võ Văn Tường"),
    ("หวอ วัน เถื่อง", "Hồ Văn Thưởng"),
    ("หวอ วัน เกียต", "Võ Văn Kiên"),
    ("หวอ วัน เกียต", "Võ Văn Việt"),
    ("หวอ เงวียน ซ้าป", "Võ Nguyên Giang"),
    ("เลือง เกื่อง", "Lương Cương Quyết"),
    ("เลือง เกื่อง", "Dương Cường"),
    ("เลือง เกื่อง", "Lương Trường"),
    ("เลือง ตาม กวาง", "Lương Tam Quan"),
    ("เลือง ตาม กวาง", "Lương Tâm Quang"),
    ("บุ่ย แทงห์ เซิน", "Bùi Thanh Sang"),
    ("บุ่ย แทงห์ เซิน", "Bùi Thanh Long"),
    ("บุ่ย แทงห์ เซิน", "Bùi Minh Sơn"),
    ("เจิ่น แทงห์ เหมิ่น", "Trần Thanh Minh"),
    ("เจิ่น แทงห์ เหมิ่น", "Trần Thanh Mai"),
    ("เจิ่น ห่ง ห่า", "Trần Hùng Hà"),
    ("เจิ่น ห่ง ห่า", "Trần Hồng Hải"),
    ("เจิ่น ต๊วน แอง", "Trần Tuấn An"),
    ("เจิ่น ต๊วน แอง", "Trần Tiến Anh"),
    ("เจิ่น ดึ๊ก เลือง", "Trần Đức Long"),
    ("เจิ่น ดึ๊ก เลือง", "Trần Đại Lương"),
    ("นง ดึ๊ก แหม่ง", "Nông Đức Minh"),
    ("นง ดึ๊ก แหม่ง", "Nông Đức Mười"),
    ("ฟาน วัน ขาย", "Phạm Văn Khải"),
    ("ฟาน วัน ขาย", "Phan Văn Khoa"),
    ("ฟาน วัน ยาง", "Phan Văn Giàu"),
    ("ฟาน วัน ยาง", "Phạm Văn Giang"),
    ("เล ขา เฟียว", "Lê Khả Phong"),
    ("เล ขา เฟียว", "Lê Khả Nhiêu"),
    ("โด๋ เหมื่อย", "Đỗ Mai"),
    ("โด๋ เหมื่อย", "Tô Mười"),
    ("เหงียน วัน หุ่ง", "Nguyễn Văn Hưng"),
    ("เหงียน วัน ฮึง", "Nguyễn Văn Hùng"),
    ("เหงียน วัน ลิญ", "Nguyễn Văn Linh Chi"),
    ("เหงียน วัน ลิญ", "Nguyễn Văn Lý"),
    ("ดิญ ลา ทัง", "Đinh La Thanh"),
    ("ดิญ ลา ทัง", "Đinh La Đăng"),
    ("หวู ดึ๊ก ดาม", "Vũ Đức Đạm Thủy"),
    ("หวู ดึ๊ก ดาม", "Vũ Đức Tám"),
    ("หวู ดึ๊ก ดาม", "Lữ Đức Đam"),
    ("ฮว่าง จุง หาย", "Hoàng Trung Hậu"),
    ("ฮว่าง จุง หาย", "Hoàng Trọng Hải"),
    ("เหงียน กวาง ห่าย", "Nguyễn Quang Hiếu"),
    ("เหงียน กวาง ห่าย", "Nguyễn Công Hải"),
    ("ดวาน วัน เหิ่ว", "Đoàn Văn Hiếu"),
    ("เหงียน กง เฟื้อง", "Nguyễn Công Phong"),
    ("โฮจิมินห์", "Hồ Chí Mình Anh"),
    ("โฮจิมินห์", "Hà Chí Minh"),
    ("โฮจิมินห์", "Hồ Thị Minh"),
]


@pytest.mark.parametrize(("thai", "vietnamese"), SAME)
def test_spellings_of_one_name_meet(thai: str, vietnamese: str) -> None:
    key = phonetic_key(thai, "th")
    assert key is not None
    assert key == phonetic_key(vietnamese, "vi")


@pytest.mark.parametrize(("thai", "vietnamese"), DIFFERENT)
def test_different_names_stay_apart(thai: str, vietnamese: str) -> None:
    keys = phonetic_key(thai, "th"), phonetic_key(vietnamese, "vi")
    assert None not in keys
    assert keys[0] != keys[1]


def test_no_two_people_of_the_list_share_a_key() -> None:
    people = {name for _, name in SAME}
    assert len({phonetic_key(name, "vi") for name in people}) == len(people)


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("Phạm Minh Chính", "PHẠM MINH CHÍNH", "vi"),
        ("Nguyễn Hoà Bình", "Nguyễn Hòa Bình", "vi"),
        ("โฮจิมินห์", "โฮ จิ มินห์", "th"),
        ("เหงียนซวนฟุก", "เหงียน ซวน ฟุก", "th"),
    ],
)
def test_case_tone_place_and_spaces_make_no_difference(one: str, other: str, lang: str) -> None:
    assert phonetic_key(one, lang) == phonetic_key(other, lang)


@pytest.mark.parametrize(
    ("name", "lang"), [("Vladimir Putin", "vi"), ("Joko Widodo", "vi"), ("", "vi"), ("", "th"), ("John Smith", "th")]
)
def test_what_is_no_such_name_has_no_key(name: str, lang: str) -> None:
    assert phonetic_key(name, lang) is None


def test_a_language_without_a_pack_is_refused() -> None:
    with pytest.raises(PackError):
        phonetic_key("Hồ Chí Minh", "xx")


@given(st.text(max_size=80), st.sampled_from(["th", "vi"]))
def test_any_text_is_read_or_refused(text: str, lang: str) -> None:
    key = phonetic_key(text, lang)
    assert key is None or (key and key.isascii())
