from ruammit.views.explain import explain


def test_a_record_shows_its_trigger_its_slots_and_what_decided() -> None:
    text = "Năm 2018, Việt Nam xuất khẩu gạo sang Philippines đạt 459 triệu USD."
    (row,) = [row for row in explain(text, "vi") if row.layer == "records"]
    assert row.rule == "trade-export"
    pieces = dict(row.pieces)
    assert pieces["xuất khẩu"] == "trade by trade-export"
    assert pieces["Philippines"].startswith("PH, importer, sentence")
    assert pieces["459 triệu USD"] == "459000000 USD, export, sentence"
    assert pieces["Năm 2018"].startswith("2018-01-01 to 2018-12-31, sentence")
    assert {"told", "planned", "right"} <= pieces.keys()


def test_a_text_without_records_shows_none() -> None:
    assert not [row for row in explain("Giá vàng tăng 3%.", "vi") if row.layer == "records"]
