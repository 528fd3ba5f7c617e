"""The evaluation: its figures equal those of a plain oracle, its disagreements are those that were made."""

import json
import random
import re
from collections import Counter
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from ruammit.cli.app import app, main
from ruammit.errors import GoldError, RuammitError
from ruammit.evaluation import LAYERS, Evaluation, Prediction, Tally, evaluate, html_report, read_gold, read_predictions
from ruammit.evaluation.annotation import Annotation
from ruammit.evaluation.prediction import parse_prediction
from ruammit.evaluation.report import marked
from ruammit.evaluation.scoring import locate, score_article, surface
from ruammit.evaluation.tallies import ArticleScore, Mark

CORPUS = Path(__file__).parents[2] / "corpus"
GOLD = read_gold(CORPUS)
Row = dict[str, Any]


# --- predictions with faults of every kind ---------------------------------------------------------------------------


def mangled(annotation: Annotation, seed: int) -> Row:
    """The annotation as a prediction in which rows are missing, doubled, and changed in a field."""
    dice = random.Random(f"{annotation.id} {seed}")
    data: Row = json.loads(annotation.model_dump_json())
    data["id"] = f"somewhere/{annotation.id}"
    for layer in ("money", "percent", "dates", "entities", "records"):
        rows: list[Row] = []
        for row in data[layer]:
            throw = dice.random()
            if throw < 0.15:
                continue
            kept = dict(row)
            if throw < 0.4:
                key = dice.choice(list(kept))
                kept[key] = dice.choice(data[layer])[key]
            if layer == "records" and throw > 0.8:
                kept["cross_border"] = dice.random() < 0.5
            rows += [kept, dict(dice.choice(data[layer]))] if throw > 0.9 else [kept]
        if layer in ("entities", "records"):
            dice.shuffle(rows)
        data[layer] = rows
    return data


def mangled_corpus(seed: int) -> dict[str, Row]:
    """Predictions for all articles but one."""
    left_out = GOLD[seed % len(GOLD)]
    return {gold.annotation.id: mangled(gold.annotation, seed) for gold in GOLD if gold is not left_out}


def as_predictions(rows: dict[str, Row]) -> dict[str, Prediction]:
    return {name: parse_prediction(row, name) for name, row in rows.items()}


# --- the oracle: the definitions written down once more, as plainly as can be ----------------------------------------


def oracle_places(rows: list[Row], text: str) -> list[range]:
    places, at = [], 0
    for row in rows:
        quote = row["quote"]
        starts = [i for i in range(len(text)) if text.startswith(quote, i)]
        whole = [i for i in starts if not (quote[0].isdigit() and re.search(r"\d[.,]?$", text[:i]))]
        start = ([i for i in whole if i >= at] or starts[:1] or [-1])[0]
        places.append(range(start, start + len(quote)) if start >= 0 else range(0))
        at = start + len(quote) if start >= 0 else at
    return places


def oracle_mentions(layer: str, gold: Row, told: list[Row], text: str) -> Counter[str]:
    def value(row: Row) -> tuple[object, ...]:
        if layer == "money":
            return (Fraction(row["amount"]), row["amount_max"] and Fraction(row["amount_max"]), row["currency"])
        if layer == "percent":
            return (Fraction(row["value"]), row["value_max"] and Fraction(row["value_max"]))
        return (row["start"], row["end"])

    def right(row: Row) -> set[tuple[object, ...]]:
        open_year = layer == "dates" and not gold["published"] and not re.search(r"\d{4}", row["quote"])
        return {value(row)} | ({("XXXX" + row["start"][4:], "XXXX" + row["end"][4:])} if open_year else set())

    count: Counter[str] = Counter(gold=len(gold[layer]), predicted=len(told))
    left = list(zip(oracle_places(told, text), told, strict=True))
    for place, row in zip(oracle_places(gold[layer], text), gold[layer], strict=True):
        hits = [pair for pair in left if set(pair[0]) & set(place) and value(pair[1]) in right(row)]
        if hits:
            left.remove(hits[0])
            count["right"] += 1
            for key in {"modifier", "change"} & set(row):
                count[key] += hits[0][1][key] == row[key]
    return count


def oracle_entities(gold: list[Row], told: list[Row]) -> Counter[str]:
    right = {(row["name"], row["type"]): row["country"] for row in gold}
    found = {(row["name"], row["type"]): row["country"] for row in told}
    both = set(right) & set(found)
    return Counter(
        gold=len(right), predicted=len(found), right=len(both), country=sum(right[key] == found[key] for key in both)
    )


def oracle_slots(record: Row) -> set[str]:
    found = {f"kind {record['kind']}", f"status {record['status']}", *(f"sector {name}" for name in record["sectors"])}
    found |= {f"country {party['country'] or party['name']}" for party in record["parties"]}
    found |= {f"amount {Fraction(row['value'])} {row['currency']}" for row in record["amounts"]}
    found |= {f"share {Fraction(row['value'])}" for row in record["shares"]}
    found |= {f"count {Fraction(row['value'])}" for row in record["counts"]}
    return found | ({f"date {record['start']} {record['end']}"} if record["start"] or record["end"] else set())


def oracle_records(gold: list[Row], told: list[Row]) -> tuple[Counter[str], Counter[str]]:
    right = [oracle_slots(row) for row in gold]
    found = [oracle_slots(row) for row in told if row.get("cross_border", True)]
    pairs: Counter[str] = Counter(gold=len(right), predicted=len(found))
    inside: Counter[str] = Counter(gold=sum(map(len, right)), predicted=sum(map(len, found)))
    free = {(i, j) for i in range(len(right)) for j in range(len(found))}
    while True:
        ranks = []
        for i, j in free:
            kinds = {slot.split()[0] for slot in right[i] & found[j]}
            if "kind" in kinds and kinds & {"country", "amount"}:
                ranks.append((len(right[i] & found[j]), -len(right[i] ^ found[j]), i, j))
        if not ranks:
            return pairs, inside
        # The smaller union is, for as many common slots, the smaller symmetric difference.
        common, _, i, j = max(ranks)
        pairs["right"] += 1
        inside["right"] += common
        free = {(a, b) for a, b in free if a != i and b != j}


def oracle(rows: dict[str, Row]) -> dict[str, Counter[str]]:
    total: dict[str, Counter[str]] = {}
    for gold in GOLD:
        right: Row = json.loads(gold.annotation.model_dump_json())
        none: Row = {layer: [] for layer in LAYERS}
        told = rows.get(gold.annotation.id, none)
        counts = {
            layer: oracle_mentions(layer, right, told[layer], gold.article.text)
            for layer in ("money", "percent", "dates")
        }
        counts["entities"] = oracle_entities(right["entities"], told["entities"])
        counts["records"], counts["slots"] = oracle_records(right["records"], told["records"])
        for layer, count in counts.items():
            for scope in ("all", gold.annotation.lang):
                total.setdefault(f"{scope}/{layer}", Counter()).update(count)
    return total


@pytest.mark.parametrize("seed", range(8))
def test_figures_equal_the_oracles(seed: int) -> None:
    rows = mangled_corpus(seed)
    expected = oracle(rows)
    result = evaluate(CORPUS, as_predictions(rows))
    figures = result.figures()["scores"]
    further = {"subjects", "roles", "whole", "sides", "quiet"}  # tested one by one below
    assert {name for name in figures if name.partition("/")[2] not in further} == set(expected)
    for name, count in expected.items():
        told = figures[name]
        assert {key: told[key] for key in ("right", "predicted", "gold")} == {
            key: count[key] for key in ("right", "predicted", "gold")
        }
        precision, recall = count["right"] / count["predicted"], count["right"] / count["gold"]
        assert told["precision"] == precision
        assert told["recall"] == recall
        assert told["f1"] == pytest.approx(2 * precision * recall / (precision + recall))
        for key in ("modifier", "change", "country"):
            assert told.get(key, 0) == pytest.approx(count[key] / count["right"])
    assert len(result.absent) == len(GOLD) - len(rows)


@pytest.mark.parametrize("seed", range(3))
def test_disagreements_account_for_the_counts(seed: int) -> None:
    result = evaluate(CORPUS, as_predictions(mangled_corpus(seed)))
    for article in result.articles:
        for layer in ("money", "percent", "dates", "entities", "records"):
            tally = article.layers[layer]
            kinds = Counter(fault.kind for fault in article.faults if fault.layer == layer)
            assert kinds["missed"] + kinds["wrong"] == tally.gold - tally.right
            assert kinds["spurious"] <= tally.predicted - tally.right <= kinds["spurious"] + kinds["wrong"] * 9


def test_articles_add_up_to_the_whole() -> None:
    figures = evaluate(CORPUS, as_predictions(mangled_corpus(1))).figures()
    for layer in LAYERS:
        for key in ("right", "predicted", "gold"):
            assert (
                sum(row[layer][key] for row in figures["articles"].values()) == figures["scores"][f"all/{layer}"][key]
            )


def test_annotations_score_full_against_themselves() -> None:
    rows = {gold.annotation.id: json.loads(gold.annotation.model_dump_json()) for gold in GOLD}
    result = evaluate(CORPUS, as_predictions(rows))
    unsaid = {"roles", "subjects"}  # the corpus is annotated without them
    told = [layer for layer in LAYERS if layer not in unsaid]
    assert {layer: result.tally(layer).f1 for layer in told} == dict.fromkeys(told, 1.0)
    assert not result.faults


def test_nothing_predicted_scores_nothing() -> None:
    result = evaluate(CORPUS, {})
    told = [layer for layer in LAYERS if layer != "quiet"]  # nothing is right where nothing is to be found
    assert {layer: result.tally(layer).f1 for layer in told} == dict.fromkeys(told, 0.0)
    assert len(result.absent) == len(GOLD)


# --- single decisions ------------------------------------------------------------------------------------------------

TEXT = "Ngày 4/11, vốn 125 triệu USD và 25 triệu USD, tăng 12,5%; năm 2020 hãng Alpha ký với Bỉ."


def annotated(**layers: list[Row]) -> Annotation:
    none: Row = {layer: [] for layer in ("money", "percent", "dates", "entities", "records")}
    return Annotation.model_validate({"id": "a", "lang": "vi", "published": None} | none | layers)


def scored(annotation: Annotation, **layers: list[Row]) -> ArticleScore:
    return score_article(annotation, TEXT, Prediction.model_validate({"id": "a"} | layers))


def money(quote: str, amount: str, **more: object) -> Row:
    row = {"quote": quote, "amount": amount, "amount_max": None, "currency": "USD", "modifier": "exact"}
    return row | more


def kinds(score: ArticleScore) -> list[tuple[str, str]]:
    return [(fault.layer, fault.kind) for fault in score.faults]


def test_a_quote_is_not_found_inside_a_longer_number() -> None:
    assert TEXT[locate("25 triệu USD", TEXT, 0) - 4 :].startswith(" và 25 triệu")
    assert locate("5%", TEXT, 0) == -1


def test_missed_wrong_spurious_and_differing_rows() -> None:
    gold = annotated(money=[money("125 triệu USD", "125000000"), money("25 triệu USD", "25000000")])
    right = [money("125 triệu USD", "125000000"), money("25 triệu USD", "25000000")]
    assert kinds(scored(gold, money=right)) == []
    assert kinds(scored(gold, money=right[:1])) == [("money", "missed")]
    assert kinds(scored(gold, money=[right[0], money("25 triệu USD", "25")])) == [("money", "wrong")]
    assert kinds(scored(gold, money=[*right, money("12,5%", "12")])) == [("money", "spurious")]
    less = scored(gold, money=[right[0], money("25 triệu USD", "25000000", modifier="less")])
    assert kinds(less) == [("money", "differs")]
    assert less.layers["money"].f1 == 1
    assert less.layers["money"].figures()["modifier"] == 0.5


def test_offsets_come_before_quotes() -> None:
    gold = annotated(money=[money("25 triệu USD", "25000000")])
    at = TEXT.index("và 25") + 3
    here = {"amount": "25000000", "currency": "USD", "start_char": at, "end_char": at + 12}
    assert scored(gold, money=[here]).layers["money"].right == 1
    assert scored(gold, money=[here | {"start_char": 0, "end_char": 5}]).layers["money"].right == 0


def test_rows_that_only_touch_do_not_overlap() -> None:
    gold = annotated(money=[money("25 triệu USD", "25000000")])
    at = TEXT.index("và 25") + 3
    before = {"amount": "25000000", "currency": "USD", "start_char": 0, "end_char": at}
    assert scored(gold, money=[before]).layers["money"].right == 0
    assert scored(gold, money=[before | {"end_char": at + 1}]).layers["money"].right == 1


def test_a_predicted_row_is_used_once() -> None:
    gold = annotated(money=[money("125 triệu USD", "5"), money("25 triệu USD", "5")])
    whole = {"amount": "5", "currency": "USD", "start_char": 0, "end_char": len(TEXT)}
    assert scored(gold, money=[whole]).layers["money"].right == 1
    assert scored(gold, money=[whole, whole]).layers["money"].right == 2


@pytest.mark.parametrize(
    ("quote", "published", "right"), [("4/11", None, 1), ("4/11", "2020-11-05", 0), ("năm 2020", None, 0)]
)
def test_an_open_year_is_right_where_nothing_tells_it(quote: str, published: str | None, right: int) -> None:
    row = {"quote": quote, "start": "2020-11-04", "end": "2020-11-04"}
    gold = annotated(dates=[row]).model_copy(update={"published": published})
    open_year = row | {"start": "XXXX-11-04", "end": "XXXX-11-04"}
    assert scored(gold, dates=[open_year]).layers["dates"].right == right
    assert scored(gold, dates=[row]).layers["dates"].right == 1


def test_generic_heads_and_spellings_of_names_do_not_count() -> None:
    assert surface("hãng tin Alpha", "vi") == surface("Alpha", "vi") == "Alpha"
    assert surface("A\u0301o\u200b", "vi") == "Áo"
    assert surface("hãng máy bay", "vi") == "hãng máy bay"
    assert surface("บริษัท เอ", "th") == "บริษัท เอ"


def test_a_name_with_another_type_is_wrong_and_not_also_spurious() -> None:
    gold = annotated(entities=[{"name": "Alpha", "type": "ORG", "country": None}])
    score = scored(gold, entities=[{"name": "Alpha", "type": "PERSON"}])
    assert kinds(score) == [("entities", "wrong")]


def record(kind: str, *countries: str, **more: object) -> Row:
    parties = [{"name": country, "country": country} for country in countries]
    row: Row = {"kind": kind, "status": "done", "parties": parties, "sectors": [], "amounts": [], "shares": []}
    return row | {"counts": [], "start": None, "end": None, "quote": "ký với Bỉ"} | more


def test_records_pair_by_kind_and_country_or_amount() -> None:
    gold = annotated(records=[record("agreement", "VN", "BE")])
    assert scored(gold, records=[record("agreement", "BE", "TH")]).layers["records"].right == 1
    assert scored(gold, records=[record("aid", "VN", "BE")]).layers["records"].right == 0
    assert scored(gold, records=[record("agreement", "TH", "JP")]).layers["records"].right == 0
    domestic = scored(gold, records=[record("agreement", "VN", "BE", cross_border=False)]).layers["records"]
    assert (domestic.right, domestic.predicted) == (0, 0)


def test_a_record_is_paired_with_the_one_most_like_it() -> None:
    pair = [record("trade", "VN", "BE", start="2024-01-01"), record("trade", "VN", "BE", start="2025-01-01")]
    score = scored(annotated(records=pair), records=pair[::-1])
    assert (score.layers["slots"].right, score.layers["slots"].gold) == (10, 10)
    assert not score.faults


def test_of_two_that_agree_as_much_the_one_with_less_besides_is_paired() -> None:
    plain = record("trade", "VN", "BE")
    for told in ([plain, record("trade", "VN", "BE", "TH")], [record("trade", "VN", "BE", "TH"), plain]):
        assert kinds(scored(annotated(records=[plain]), records=told)) == [("records", "spurious")]


# --- predictions on disk ---------------------------------------------------------------------------------------------


def test_predictions_from_a_file_and_from_a_folder_are_alike(tmp_path: Path) -> None:
    rows = mangled_corpus(0)
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows.values())
    (tmp_path / "all.jsonl").write_text(lines + "\n\n", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    for name, row in rows.items():
        (tmp_path / "folder" / f"{name}.json").write_text(json.dumps(row), encoding="utf-8")
    assert read_predictions(tmp_path / "all.jsonl") == read_predictions(tmp_path / "folder") == as_predictions(rows)


def test_article_beside_its_annotation(tmp_path: Path) -> None:
    for gold in GOLD:
        path = tmp_path / gold.annotation.lang / f"{gold.annotation.id}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(gold.path.read_text(encoding="utf-8"), encoding="utf-8")
        path.with_suffix(".txt").write_text(gold.article.text, encoding="utf-8", newline="")
    rows = as_predictions(mangled_corpus(2))
    beside, apart = evaluate(tmp_path, rows), evaluate(CORPUS, rows)
    assert beside.figures()["scores"] == apart.figures()["scores"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"id": "a", "money": [{"amount": "1"}]}', "money[0].currency: Field required"),
        ('{"id": "a", "money": [{"amount": "1", "currency": "USD"}]}', "needs its quote, or start_char and end_char"),
        ('{"money": []}', "id: Field required"),
        ("[1, 2", "not JSON"),
    ],
)
def test_a_bad_prediction_is_named_with_its_line(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "told.jsonl"
    path.write_text('{"id": "b"}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(GoldError) as caught:
        read_predictions(path)
    assert caught.value.where == f"{path}, line 2"
    assert told in caught.value.what
    assert caught.value.cure


# --- the report ------------------------------------------------------------------------------------------------------


class Words(HTMLParser):
    """The text of a document, and the names of its elements."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.elements: Counter[str] = Counter()

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.elements[tag] += 1


def read(html: str) -> Words:
    words = Words()
    words.feed(html)
    return words


def test_report_shows_every_article_and_fault() -> None:
    result = evaluate(CORPUS, as_predictions(mangled_corpus(3)))
    words = read(html_report(result))
    assert words.elements["article"] == len(GOLD)
    shown = "".join(words.words)
    for gold in GOLD:
        assert gold.article.text in shown
    assert words.elements["script"] == 0


def test_report_escapes_what_comes_from_outside() -> None:
    evil = "<script>alert(1)</script>\"'&"
    text = f"{evil} 5 triệu USD {evil}"
    gold = annotated(money=[money("5 triệu USD", "5000000")]).model_copy(update={"id": evil})
    told = {"id": "a", "money": [money("5 triệu USD", "5", currency=evil)]}
    told["entities"] = [{"name": evil, "type": evil, "country": evil}]
    told["records"] = [record(evil, evil, quote=evil)]
    result = Evaluation([score_article(gold, text, Prediction.model_validate(told))])
    html = html_report(result, title=evil)
    assert "<script" not in html
    assert read(html).elements["script"] == 0
    assert text in "".join(read(html).words)


def test_marks_may_overlap_and_the_gravest_gives_the_colour() -> None:
    marks = [Mark(0, 6, "dates", "right", "a"), Mark(4, 9, "money", "missed", "b"), Mark(20, 99, "money", "right", "c")]
    html = marked("0123456789", marks)
    assert read(html).words == ["0123", "45", "678", "9"]
    assert re.findall(r'class="(\w+)"', html) == ["right", "missed", "missed"]


# --- the command -----------------------------------------------------------------------------------------------------


@pytest.fixture
def told(tmp_path: Path) -> str:
    path = tmp_path / "told.jsonl"
    lines = [json.dumps(row, ensure_ascii=False) for row in mangled_corpus(4).values()]
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def test_command_prints_the_figures(told: str) -> None:
    outcome = CliRunner().invoke(app, ["evaluate", str(CORPUS / "annotations"), "--predictions", told])
    assert outcome.exit_code == 0
    tally = evaluate(CORPUS, read_predictions(Path(told))).tally("money", "th")
    line = next(line for line in outcome.stdout.splitlines() if line.startswith("th/money"))
    assert line.split()[1:4] == [f"{value:.3f}" for value in (tally.precision, tally.recall, tally.f1)]


def test_command_gives_json_and_a_report_and_lists_errors(told: str, tmp_path: Path) -> None:
    html = tmp_path / "new" / "report.html"
    arguments = ["evaluate", str(CORPUS), "--predictions", told]
    outcome = CliRunner().invoke(app, [*arguments, "--json", "--html", str(html)])
    assert json.loads(outcome.stdout)["scores"]["all/money"]["gold"] == sum(len(g.annotation.money) for g in GOLD)
    assert html.read_text(encoding="utf-8").startswith("<!doctype html>")
    outcome = CliRunner().invoke(app, [*arguments, "--errors", "percent"])
    faults = [fault for fault in evaluate(CORPUS, read_predictions(Path(told))).faults if fault.layer == "percent"]
    listed = [line for line in outcome.stdout.splitlines() if " | " in line]
    assert len(listed) == len(faults) > 0


@pytest.mark.parametrize(
    ("floor", "code"), [("money=0.01", 0), ("money=1", 1), ("vi/slots=0.99", 1), ("th/dates=0", 0)]
)
def test_command_fails_below_a_floor(told: str, floor: str, code: int) -> None:
    outcome = CliRunner().invoke(app, ["evaluate", str(CORPUS), "--predictions", told, "--min", floor])
    assert outcome.exit_code == code
    assert ("is below" in outcome.stderr) == bool(code)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--min", "gold=0.5"],
        ["--min", "money"],
        ["--min", "money=97"],
        ["--min", "fr/money=0.5"],
        ["--errors", "slots"],
    ],
)
def test_command_refuses_what_makes_no_sense(
    told: str, arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["ruammit", "evaluate", str(CORPUS), "--predictions", told, *arguments])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 2
    assert arguments[0] in capsys.readouterr().err


def test_report_that_cannot_be_written(told: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    arguments = ["evaluate", str(CORPUS), "--predictions", told, "--html", str(tmp_path / "file" / "report.html")]
    outcome = CliRunner().invoke(app, arguments)
    assert isinstance(outcome.exception, RuammitError)
    assert "cannot write" in str(outcome.exception)


def exported(**more: object) -> dict[str, object]:
    row: dict[str, object] = {
        "kind": "trade",
        "status": "done",
        "parties": [
            {"name": "Việt Nam", "country": "VN", "role": "exporter"},
            {"name": "Lào", "country": "LA", "role": "importer"},
        ],
        "sectors": ["trade"],
        "amounts": [{"value": "5", "currency": "USD", "measure": "export"}],
        "shares": [],
        "counts": [],
        "start": "2024-01-01",
        "end": "2024-12-31",
        "subject": "gạo trắng",
        "quote": "xuất khẩu gạo trắng sang Lào",
    }
    return row | more


@pytest.mark.parametrize(
    ("more", "whole", "subjects", "roles", "sides"),
    [
        ({}, 1, 1, 2, 1),
        ({"sectors": ["agriculture"]}, 1, 1, 2, 1),
        ({"start": None}, 1, 1, 2, 1),
        ({"end": "2025-12-31"}, 0, 1, 2, 1),
        ({"subject": {"quote": "gạo"}}, 1, 0, 2, 1),
        ({"subject": {"quote": "gạo trắng sang"}}, 1, 1, 2, 1),
        (
            {
                "parties": [
                    {"name": "Lào", "country": "LA", "role": "exporter"},
                    {"name": "Việt Nam", "country": "VN", "role": "importer"},
                ]
            },
            0,
            1,
            0,
            1,
        ),
        ({"parties": [{"name": "Việt Nam", "country": "VN"}, {"name": "Mỹ", "country": "US"}]}, 0, 1, 0, 0),
    ],
)
def test_what_makes_a_record_whole(more: dict[str, object], whole: int, subjects: int, roles: int, sides: int) -> None:
    empty: dict[str, object] = {"money": [], "percent": [], "dates": [], "entities": []}
    text = "Năm 2024, Việt Nam xuất khẩu gạo trắng sang Lào."
    annotation = Annotation.model_validate(
        {"id": "a", "lang": "vi", "published": None, **empty, "records": [exported()]}
    )
    prediction = Prediction.model_validate({"id": "a", "records": [exported(**more)]})
    layers = score_article(annotation, text, prediction).layers
    got = [layers[name].right for name in ("whole", "subjects", "roles", "sides")]
    assert got == [whole, subjects, roles, sides]


def test_an_article_without_records_is_quiet_where_it_gets_none() -> None:
    empty: dict[str, object] = {"money": [], "percent": [], "dates": [], "entities": [], "records": []}
    annotation = Annotation.model_validate({"id": "a", "lang": "vi", "published": None, **empty})
    loud = Prediction.model_validate({"id": "a", "records": [exported()]})
    assert score_article(annotation, "", Prediction(id="a")).layers["quiet"].right == 1
    assert score_article(annotation, "", loud).layers["quiet"].right == 0


def test_where_there_is_nothing_to_find_no_figure_is_given() -> None:
    assert Tally().written() == ("-", "-", "-")
    assert Tally(predicted=2).written() == ("0.000", "0.000", "0.000")
    assert Tally(right=1, predicted=1, gold=2).written() == ("1.000", "0.500", "0.667")
