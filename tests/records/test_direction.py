import pytest

from ruammit.analysis import Analysis
from ruammit.examples import article_of
from ruammit.ontology.terms import Context
from ruammit.pipeline import run
from ruammit.records.direction import direction, introduced, related
from ruammit.records.index import ArticleIndex


def index_of(text: str, lang: str) -> ArticleIndex:
    return ArticleIndex(run(Analysis(article_of(text, lang)), until="entities"))


def test_a_little_word_leads_the_nearest_name_and_its_whole_list() -> None:
    index = index_of("Gạo xuất khẩu sang Lào, Campuchia và Malaysia của Việt Nam tăng mạnh.", "vi")
    towards = [item.side for item in index.named.items if introduced(index, Context.TOWARDS, item)]
    assert towards == ["LA", "KH", "MY"]
    assert [item.side for item in index.named.items if introduced(index, Context.OF, item)] == ["VN"]


@pytest.mark.parametrize(
    ("text", "lang", "givers", "takers"),
    [
        ("ออสเตรียเป็นนักลงทุนรายใหญ่ของลาว", "th", {"AT"}, {"LA"}),
        ("Ba Lan là thị trường xuất khẩu lớn nhất của Campuchia.", "vi", {"KH"}, {"PL"}),
        ("ออสเตรียและลาวลงนามข้อตกลง", "th", set(), set()),
    ],
)
def test_what_sides_are_to_each_other_tells_who_gives(text: str, lang: str, givers: set[str], takers: set[str]) -> None:
    index = index_of(text, lang)
    assert related(index, index.named.items) == (givers, takers)


def test_who_gives_is_told_by_direction_words_only_where_two_sides_are_named() -> None:
    index = index_of("Campuchia xuất khẩu gạo sang Pháp.", "vi")
    assert direction(index, index.named.items) == ({"KH"}, {"FR"})
    alone = index_of("Gạo xuất khẩu sang Pháp tăng.", "vi")
    assert direction(alone, alone.named.items) == (set(), set())
