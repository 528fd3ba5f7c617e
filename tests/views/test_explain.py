"""The derivation of each value: what was read, by which rule, from which pieces."""

from ruammit.views.explain import Derivation, explain


def rows(text: str, lang: str, layer: str) -> list[Derivation]:
    return [row for row in explain(text, lang) if row.layer == layer]


def test_an_amount_is_explained_piece_by_piece() -> None:
    first, second = rows("รวมกว่า 15,280 ล้านดอลลาร์สหรัฐ หรือประมาณ 520,586 ล้านบาท", "th", "money")
    assert first.value == "15280000000 USD, more"
    assert first.rule == "money-number-currency"
    assert first.pieces == (("15,280", "15280"), ("ล้าน", "1000000"), ("ดอลลาร์สหรัฐ", "USD"), ("กว่า", "more"))
    assert second.value == "520586000000 THB, about, the same as 15,280 ล้านดอลลาร์สหรัฐ"


def test_a_percentage_says_its_direction_and_unit() -> None:
    (row,) = rows("Fed hạ lãi suất 0,25 điểm phần trăm", "vi", "percent")
    assert row.value == "0.25 percentage points, decrease"


def test_a_number_is_shown_once_and_where_it_stands() -> None:
    text = "Ba nước góp 1,5 tỷ đồng"
    shown = explain(text, "vi")
    assert [(row.layer, row.quote) for row in shown if row.layer in ("numbers", "money")] == [
        ("numbers", "Ba"),
        ("money", "1,5 tỷ đồng"),
    ]
    assert all(text[row.start_char : row.end_char] == row.quote for row in shown)


def test_a_line_names_the_rule() -> None:
    (row,) = rows("hai mươi mốt người", "vi", "numbers")
    assert str(row) == 'numbers  "hai mươi mốt" = 21  [number-words]  hai -> 2, mươi -> 10, mốt -> 1'
