"""Places as callers name them, and words that only look like places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.places import Places, find_places
from index.lexicon import EXPANSIONS
from index.manifest import documents
from index.text import fold
from index.yamlfile import read_yaml

PROVINCE = ("guangdong", "guangdong-plan")
DATA = read_yaml(EXPANSIONS / "places.yaml")


def places(text):
    return find_places(fold(text))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("深圳的软件公司", ("shenzhen",)),
        ("鹏城的企业", ("shenzhen",)),
        ("我们刚来深创业", ("shenzhen",)),
        ("穗府的补贴", ("guangzhou",)),
        ("羊城软件园", ("guangzhou",)),
        ("廣州軟件名園", ("guangzhou",)),
        ("光明新区的房租", ("guangming",)),
        ("in Shenzhen and Canton", ("guangzhou", "shenzhen")),
        ("在SZ有公司，GZ也有", ("guangzhou", "shenzhen")),
        ("Guangming District rent", ("guangming",)),
        ("广东的开源社区", PROVINCE),
        ("省里给多少", PROVINCE),
        ("在粤落户", PROVINCE),
        ("the province pays", PROVINCE),
        ("省 数据库 最高", PROVINCE),
        ("省级财政配套多少", PROVINCE),
    ],
)
def test_place_is_known_by_its_other_names(text, named):
    assert places(text) == Places(named)


@pytest.mark.parametrize("text", ["光明、深圳、广州和省里各给多少", "省里各给多少，广州，深圳，光明"])
def test_several_places_come_in_the_order_of_the_documents(text):
    assert places(text).documents == ("guangdong", "guangzhou", "shenzhen", "guangdong-plan", "guangming")


@pytest.mark.parametrize("text", ["穗深两地首版次", "广深哪边高", "深穗对比"])
def test_two_cities_are_named_by_one_character_each(text):
    assert places(text).documents == ("guangzhou", "shenzhen")


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("我们公司在天河", "guangzhou"),
        ("琶洲的企业", "guangzhou"),
        ("南山区的公司，市里给多少", "shenzhen"),
        ("注册在蛇口", "shenzhen"),
        ("公明街道的厂", "guangming"),
        ("深圳市光明区的租金", "guangming"),
    ],
)
def test_district_is_an_address_in_its_city(text, document):
    found = places(text)
    assert (found.documents, found.elsewhere, found.own_policy) == ((document,), (), ())


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("南山区对小升规奖多少", "南山区"),
        ("天河区政策里的租金补贴", "天河区"),
        ("坪山的补贴标准", "坪山区"),
        ("宝安小升规的区级奖励", "宝安区"),
    ],
)
def test_district_that_is_asked_for_its_own_policy_is_told(text, district):
    assert places(text).own_policy == (district,)
    assert "guangming" not in places(text).documents


# --- 市里 and 区里


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("光明区和市里分别给多少", ("shenzhen", "guangming")),
        ("光明的企业，市级政策能叠加吗", ("shenzhen", "guangming")),
        ("光明 市 名园", ("shenzhen", "guangming")),
        ("广州市里给多少", ("guangzhou",)),
        ("我们在深圳，市里给多少", ("shenzhen",)),
        ("市里给多少", ()),
    ],
)
def test_the_city_is_that_of_the_district_named(text, named):
    assert places(text).documents == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("区里能补多少", ("guangming",)),
        ("深圳市和区里各给多少", ("shenzhen", "guangming")),
        ("光明的区级政策", ("guangming",)),
        ("天河区里能补多少", ("guangzhou",)),
        ("南山的公司，区里能补多少", ("shenzhen",)),
        ("广州的公司，区里能补多少", ("guangzhou",)),
    ],
)
def test_the_district_is_ours_unless_another_is_named(text, named):
    assert places(text).documents == named


@pytest.mark.parametrize(
    "text",
    [
        "国家级、省级、市级软件名园（基地）",
        "省级专精特新奖多少",
        "省级的呢",
        "评上省级能拿多少",
        "认定为市级奖多少",
        "国家、省、市级科技计划项目",
        "省级软件名园",
    ],
)
def test_level_of_an_award_is_no_place(text):
    assert places(text) == Places()


def test_level_beside_a_place_adds_none():
    assert places("深圳对国家级、省级、市级软件名园（基地）各奖多少").documents == ("shenzhen",)
    assert places("光明 省级软件名园给多少").documents == ("guangming",)


# --- the two documents of the province


@pytest.mark.parametrize("text", ["行动计划的目标", "广东省行动计划谁负责", "省计划里有几家", "软件产业集群的收入目标"])
def test_words_of_the_plan_mean_the_plan(text):
    assert places(text).documents == ("guangdong-plan",)


@pytest.mark.parametrize("text", ["广东的若干措施谁解释", "省措施有效期", "睇省嗰份措施", "省里那份措施"])
def test_words_of_the_measures_mean_the_measures(text):
    assert places(text).documents == ("guangdong",)


def test_words_of_the_plan_leave_other_places_alone():
    assert places("行动计划里对深圳怎么说").documents == ("shenzhen", "guangdong-plan")


# --- places without a document


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("珠海的软件企业", "珠海市"),
        ("杭州有没有类似的", "杭州市"),
        ("上海市级政策", "上海市"),
        ("浙江省里有补贴吗", "浙江省"),
        ("佛山南海的公司", "佛山市"),
        ("香港特区的公司", "香港"),
        ("云南山区的项目", "云南省"),
        ("广西安全软件", "广西壮族自治区"),
        ("a company in Hong Kong", "香港"),
    ],
)
def test_place_without_a_document_is_told_apart(text, place):
    assert places(text) == Places(elsewhere=(place,))


def test_two_places_that_run_together_are_both_found():
    assert places("中山东莞的企业").elsewhere == ("中山市", "东莞市")
    assert places("珠海南沙") == Places(("guangzhou",), ("珠海市",))


@pytest.mark.parametrize("text", ["从杭州搬到深圳", "由北京迁来深圳", "我们来自武汉，落户深圳"])
def test_where_a_company_comes_from_is_not_where_it_asks(text):
    assert places(text) == Places(("shenzhen",))


@pytest.mark.parametrize(
    "text",
    [
        "前途光明",
        "鹏城实验室和鹏城云脑",
        "粤港澳大湾区大赛",
        "做深做透深度学习",
        "资深工程师",
        "中山大学和孙中山",
        "蓝天白云",
        "珠江西岸",
        "推广深圳",
        "津贴和桂花",
        "team size and agzh",
        "HK$100 million",
    ],
)
def test_words_that_hold_a_name_are_no_place(text):
    found = places(text)
    assert found.elsewhere == ()
    assert set(found.documents) <= ({"shenzhen"} if "深圳" in text else set())


# --- the list itself


@pytest.mark.parametrize("row", DATA["places"], ids=lambda row: row["place"])
def test_every_name_of_a_place_leads_to_its_document(row):
    for word in (row["place"], *row["aliases"]):
        assert row["document"] in places(word).documents, word


@pytest.mark.parametrize("row", DATA["elsewhere"], ids=lambda row: row["place"])
def test_every_name_of_another_place_leads_to_no_document(row):
    for word in (row["place"], *row["aliases"]):
        assert places(word) == Places(elsewhere=(row["place"],)), word


def test_nothing_names_a_place_in_an_empty_text():
    assert places("") == Places()


@given(st.text(alphabet="广深穗圳光明区市省里级粤东州海南山东莞、的 gzs", max_size=24) | st.text(max_size=40))
def test_any_text_names_documents_that_exist(text):
    assert set(places(text).documents) <= {entry.id for entry in documents()}


def test_district_of_a_place_without_documents_is_not_ours():
    assert find_places("佛山南海区的公司年收入过5亿,区里给多少").documents == ()
