"""Lexicons: what a pack's files must look like, and what an error says."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from babel import Locale

import ruammit.evaluation.scoring
import ruammit.pipeline  # every engine names the lexicons that it reads
import ruammit.proposers.lexicon
import ruammit.training.names.replacing  # noqa: F401
from ruammit import languages
from ruammit.errors import PackError
from ruammit.languages.lexicons import NEVER, Expression, Lexicon, Table, WordList, Words, lexicons
from ruammit.mentions.lexicons import CurrencyLexicon, MoneyLexicon

THAI = languages.pack("th")
UNCHECKED = {"sectors", "units"}  # a pack refines their names


class Heads(Table):
    state: Words = frozenset()
    company: WordList = ()


class SampleLexicon(Lexicon, file="sample"):
    titles: Words = frozenset()
    number: Expression = NEVER
    heads: Heads = Heads()


def pack(folder: Path, text: str) -> languages.LanguagePack:
    (folder / "lexicons").mkdir(exist_ok=True)
    (folder / "lexicons" / "sample.toml").write_text(text, encoding="utf-8")
    return replace(THAI, folder=folder)


def test_lists_come_in_the_spelling_of_the_reading_view(tmp_path: Path) -> None:
    lexicon = pack(tmp_path, 'titles = ["\u0e19\u0e4d\u0e32", "Thu\u1ef7"]\n[heads]\ncompany = ["b", "a"]').lexicon(
        SampleLexicon
    )
    assert lexicon.titles == {"\u0e19\u0e33", "Th\u1ee7y"}
    assert lexicon.heads.company == ("b", "a")


def test_an_expression_asks_the_script_for_its_letters(tmp_path: Path) -> None:
    lexicon = pack(tmp_path, "number = '{letter}{2}$'").lexicon(SampleLexicon)
    assert lexicon.number.fullmatch("ที่") is None
    assert lexicon.number.fullmatch("ดี")
    assert lexicon.number.fullmatch("ab") is None


def test_what_a_pack_leaves_out_is_empty(tmp_path: Path) -> None:
    lexicon = pack(tmp_path, "").lexicon(SampleLexicon)
    assert lexicon == replace(THAI, folder=tmp_path / "none").lexicon(SampleLexicon)
    assert (lexicon.titles, lexicon.heads.state) == (frozenset(), frozenset())
    assert lexicon.number.search("") is None


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ('titles = ["a",\n  1]', 1, r"titles\[1\]: Input should be a valid string"),
        ("\n# title\ntitel = []", 3, "titel: no such key"),
        ('titles = []\n[heads]\n# here\nstates = ["a"]', 4, r"heads\.states: no such key"),
        ("titles = []\n[heads]\ncompany = 1", 3, r"heads\.company: Input should be a valid tuple"),
        ("number = '('", 1, "number: Input should be a valid regular expression"),
        ('heads = "a"', 1, "heads: Input should be a valid dictionary"),
    ],
)
def test_an_error_names_file_line_and_key(tmp_path: Path, text: str, line: int, key: str) -> None:
    with pytest.raises(PackError, match=rf"sample\.toml, line {line}: {key}"):
        pack(tmp_path, text).lexicon(SampleLexicon)


def test_an_error_counts_the_others(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=re.escape("(and 1 more)")):
        pack(tmp_path, "a = 1\nb = 2").lexicon(SampleLexicon)


@pytest.mark.parametrize(("data", "message"), [(b"titles = [", r"at end of document"), (b"\xff", "not UTF-8")])
def test_a_file_that_is_no_toml(tmp_path: Path, data: bytes, message: str) -> None:
    broken = pack(tmp_path, "")
    (tmp_path / "lexicons" / "sample.toml").write_bytes(data)
    with pytest.raises(PackError, match=rf"sample\.toml: .*{message}"):
        broken.lexicon(SampleLexicon)


def test_every_lexicon_of_a_pack_is_read_by_an_engine_and_fits(subtests: pytest.Subtests) -> None:
    for code in languages.codes():
        own = languages.pack(code)
        models = {model.file: model for model in lexicons() if model.cased in (None, own.script.cased)}
        for path in sorted((own.folder / "lexicons").glob("*.toml")):
            with subtests.test(pack=code, lexicon=path.stem):
                if path.stem in UNCHECKED and path.stem not in models:
                    continue
                assert path.stem in models, "no engine reads this file"
                own.lexicon(models[path.stem])


@pytest.mark.parametrize("code", languages.codes())
def test_the_currencies_of_a_pack_are_those_of_iso_4217(code: str) -> None:
    own = languages.pack(code)
    lexicon = own.lexicon(MoneyLexicon)
    named = [lexicon.words, lexicon.millions.words, lexicon.subunits, lexicon.shared.defaults]
    named += [lexicon.ambiguous.scaled, lexicon.ambiguous.large, own.lexicon(CurrencyLexicon).names]
    found = {currency for table in named for currency in table.values()} | {lexicon.home}
    assert found - set(Locale("en").currencies) == set()
