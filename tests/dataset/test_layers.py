"""The columns of the layers are those of the models."""

import pyarrow as pa

from ruammit.dataset.layers import arrow_schema
from ruammit.schema import Article


def test_values_have_the_types_of_their_columns() -> None:
    money = arrow_schema("money")
    assert money.field("amount").type == pa.decimal128(38, 9)
    assert arrow_schema("dates").field("start").type == pa.date32()
    amounts = arrow_schema("records").field("amounts").type
    assert pa.types.is_list(amounts)
    assert amounts.value_type.field("value").type == pa.decimal128(38, 9)


def test_articles_have_the_columns_of_the_contract() -> None:
    assert set(Article.model_fields) <= set(arrow_schema("articles").names)
