from __future__ import annotations

import re

from assistant.web.profile import FILES, build
from assistant.web.query import Query

COMPANY = {
    "place": "光明区",
    "revenue": "12亿",
    "newly_settled": "是",
    "interest_paid": "360万",
    "area": "3000",
    "rent_per_m2_month": "40",
}


def page(language: str = "zh", **said: str) -> str:
    return build(Query.of(said.items()), language=language)


def test_without_a_place_it_asks_for_one() -> None:
    assert "先选企业所在的地方" in page()
    assert "<details" not in page()


def test_a_place_asks_only_for_what_bears_on_it_in_groups() -> None:
    guangzhou, guangming = page(place="广州市"), page(place="光明区")
    assert 'name="listing_stage"' in guangming
    assert 'name="listing_stage"' not in guangzhou
    assert re.findall(r'<details class="pa-group"( open)?>', guangming).count(" open") == 1
    assert "已填 0／16" in guangming


def test_groups_with_something_filled_stand_open() -> None:
    html = page(**COMPANY)
    assert re.findall(r'<details class="pa-group"( open)?>', html).count(" open") == 3
    assert "已填 2／16" in html


def test_claims_stand_with_amount_clause_and_a_bar_as_long_as_they_are_large() -> None:
    html = page(**COMPANY)
    bars = [int(width) for width in re.findall(r'<rect width="(\d+)"', html)]
    assert max(bars) == 100
    assert bars[: len(bars) - 1] == sorted(bars[: len(bars) - 1], reverse=True)
    assert "108万元" in html
    assert "/reader?clause=guangming%233.11" in html


def test_the_best_combination_is_the_sum_of_what_is_counted_and_says_why() -> None:
    html = page(**COMPANY)
    best = html.partition('class="pa-figure pa-best"')[2].partition("</section>")[0]
    assert "1266万元" in best
    assert "光明区若干措施：不同事项，分别给予" in best
    assert "不同层级的支持可以叠加享受" in best
    assert "shenzhen#8" in best


def test_what_may_not_be_combined_is_named() -> None:
    apart = page(**COMPANY).partition("不能同时享受")[2][:300]
    assert "专业产业园租金补贴 与 其他产业园租金补贴" in apart


def test_missing_facts_lead_to_their_fields(read) -> None:
    seen = read(page(**COMPANY))
    targets = [link[1:] for link in seen.links if link.startswith("#pa-in-")]
    assert targets
    assert set(targets) <= set(seen.ids)


def test_a_claim_leads_to_the_calculator_with_the_facts_it_uses() -> None:
    assert "/calculator?award=shenzhen%235.12%2Fa&amp;revenue=12%E4%BA%BF" in page(**COMPANY)


def test_what_is_ruled_out_says_why() -> None:
    html = page(place="光明区", newly_settled="否", revenue="12亿")
    assert "不满足：新引进" in html.partition('id="pa-ruled_out"')[2]


def test_files_hold_the_same_profile_as_the_page() -> None:
    html = page(**COMPANY)
    for name in FILES:
        link = re.search(rf'href="(/match/{name}\?[^"]+)"', html)
        assert link is not None
        assert "revenue=12%E4%BA%BF" in link[1]
    assert all(make(Query(), language="zh") is None for make in FILES.values())


def test_without_facts_it_says_what_would_be_a_beginning() -> None:
    assert "还没有能算出金额的奖补" in page(place="广州市")
