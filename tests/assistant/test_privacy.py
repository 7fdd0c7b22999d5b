"""Personal data is masked; figures, dates and document numbers are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.privacy import mask, unmasked
from index.clauses import corpus_clauses


@pytest.mark.parametrize(
    "number",
    [
        "13912345678",
        "139 1234 5678",
        "139-1234-5678",
        "139 123 45678",
        "13912 345678",
        "139.1234.5678",
        "+86 13912345678",
        "+8613912345678",
        "86-139-1234-5678",
        "１３９１２３４５６７８",
    ],
)
def test_mobile_number_is_masked_however_it_is_written(number):
    assert mask(f"我的手机{number}，深圳奖多少") == "我的手机【手机号已隐去】，深圳奖多少"


@pytest.mark.parametrize(
    "number",
    [
        "0755-12345678",
        "0755 1234 5678",
        "(020)12345678",
        "（0755）1234-5678",
        "075512345678",
        "010-1234567-801",
        "+86 755 1234 5678",
    ],
)
def test_landline_is_masked_however_it_is_written(number):
    assert mask(f"请回电{number}。") == "请回电【电话已隐去】。"


def test_password_is_masked_and_the_word_alone_is_not():
    assert mask("我网银登录密码是Gz@886655，别告诉别人") == "我网银登录密码是【密码已隐去】，别告诉别人"
    assert mask("商用密码产品检测中心，忘记密码怎么办") == "商用密码产品检测中心，忘记密码怎么办"


@pytest.mark.parametrize(
    ("said", "masked"),
    [
        ("微信号liu_zong_2026，加我", "微信号【微信号已隐去】，加我"),
        ("加我微信 wx_fake_chen88 发资料", "加我微信 【微信号已隐去】 发资料"),
        ("QQ 100000099，深圳奖多少", "QQ 【QQ号已隐去】，深圳奖多少"),
        ("护照号E12345678，来深圳工作", "护照号【证件号已隐去】，来深圳工作"),
        ("车牌粤B·12345，停哪里", "车牌【车牌号已隐去】，停哪里"),
    ],
)
def test_accounts_and_plates_are_masked(said, masked):
    assert mask(said) == masked


def test_a_mini_program_and_a_licence_are_no_account():
    kept = "微信小程序做营销，微信 miniapp，许可证粤B2-20201234，qq 营收5000万元"
    assert mask(kept) == kept


def test_address_is_masked_from_the_street_on():
    assert mask("寄到广州市天河区无名路888号9栋1203房") == "寄到广州市天河区【地址已隐去】"


def test_landline_without_area_code_is_masked_behind_the_word():
    assert mask("电话：12345678，座机 1234567") == "电话：【电话已隐去】，座机 【电话已隐去】"
    assert mask("营收12345678元") == "营收12345678元"


@pytest.mark.parametrize(
    "number",
    [
        "449901199002300012",
        "44990119900230001X",
        "449901 19900230 001x",
        "449901-19900230-0012",
        "４４９９０１１９９００２３０００１２",
    ],
)
def test_identity_number_is_masked_however_it_is_written(number):
    assert mask(f"身份证{number}想问") == "身份证【身份证号已隐去】想问"


@pytest.mark.parametrize(
    "number",
    [
        "6222020000135792463",
        "6222 0200 0013 5792 463",
        "6222-0200-0013-5792",
        "5200000000000007",
        "3568 0000 0000 0001",
    ],
)
def test_bank_card_is_masked_however_it_is_written(number):
    assert mask(f"打到{number}这张卡") == "打到【银行卡号已隐去】这张卡"


@pytest.mark.parametrize("address", ["zhang_san.01@example.com", "a+b@mail.example.com.cn", "X-1@163.example"])
def test_mail_address_is_masked(address):
    assert mask(f"回复到{address}。谢谢") == "回复到【邮箱已隐去】。谢谢"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("我叫张三，深圳奖多少", "我叫【姓名已隐去】，深圳奖多少"),
        ("我叫张三丰 公司在广州", "我叫【姓名已隐去】 公司在广州"),
        ("我叫欧阳文静。", "我叫【姓名已隐去】。"),
        ("你好我叫李想", "你好我叫【姓名已隐去】"),
        ("我叫王明做软件的", "我叫【姓名已隐去】做软件的"),
        ("我叫张三手机13912345678", "我叫【姓名已隐去】手机【手机号已隐去】"),
        ("姓名：王小明，联系人: 李四", "姓名：【姓名已隐去】，联系人: 【姓名已隐去】"),
        ("我的名字是赵六", "我的名字是【姓名已隐去】"),
        ("My name is Zhang San and we", "My name is 【姓名已隐去】 and we"),
    ],
)
def test_name_is_masked_behind_the_words_that_give_it(text, masked):
    assert mask(text) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("我是张三，想问租金", "我是【姓名已隐去】，想问租金"),
        ("您好，我是欧阳文静", "您好，我是【姓名已隐去】"),
        ("我是深圳某某科技公司的李小明，问首版次", "我是深圳某某科技公司的【姓名已隐去】，问首版次"),
        ("这边是光明科技的陈经理，想问", "这边是光明科技的【姓名已隐去】经理，想问"),
        ("我是王工，问流片", "我是【姓名已隐去】工，问流片"),
        ("我是劉德明 公司在廣州", "我是【姓名已隐去】 公司在廣州"),
        ("我姓陈，想问", "我姓【姓名已隐去】，想问"),
        ("（来电 赵女士）奖多少", "（来电 【姓名已隐去】女士）奖多少"),
        ("我是张三 13912345678", "我是【姓名已隐去】 【手机号已隐去】"),
    ],
)
def test_name_is_masked_behind_i_am_when_it_ends_the_phrase_or_has_a_title(text, masked):
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "我是高企，能拿多少",
        "我是软件公司",
        "我是做软件的，在光明",
        "我是龙岗的企业",
        "我是龙华，不在光明",
        "我是江门的，省里有补贴吗",
        "我是罗湖，算哪里",
        "我是高新技术企业总部",
        "我是东莞的金融企业，",
        "我是光明的方案商，",
        "我是张江总部的",
        "我是国企，有区别吗",
        "是不是万科的",
        "我是任何人都行",
    ],
)
def test_trades_and_places_behind_i_am_are_left(text):
    assert mask(text) == text


@pytest.mark.parametrize("text", ["联系人是谁", "我叫你只说一句", "我叫了外卖", "广州叫什么名字", "专精特新叫法"])
def test_words_that_give_no_name_are_left(text):
    assert mask(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "营收13800000000元",
        "营收13800000000 元，研发6222020000135792万元",
        "120000000000元",
        "1,234,567,890,123.00元",
        "营收 13.5 14.2 15.8 16.1 亿",
        "2021 2022 2023 2024 四年",
        "2021-2022-2023-2024年",
        "深府规〔2022〕5号、穗府办规〔2020〕2号、工信部规[2021]180号",
        "2022年10月15日到2027年10月14日",
        "租800平方米，每月30元，共36个月",
        "软件著作权2023SR1234567",
        "统一信用代码91440300MA5XXXXX0Q",
        "shenzhen#5.12",
        "30% 1.5个百分点 0.5亿 5000万 1:1",
    ],
)
def test_amounts_years_and_document_numbers_are_left(text):
    assert mask(text) == text


@pytest.mark.parametrize("clause", corpus_clauses().values(), ids=lambda clause: clause.id)
def test_nothing_of_the_documents_is_taken_for_personal_data(clause):
    assert mask(clause.text) == clause.text


def test_several_of_a_kind_are_all_masked():
    assert mask("13912345678或13812345678") == "【手机号已隐去】或【手机号已隐去】"


def test_masks_are_not_searched_for():
    assert unmasked("我叫【姓名已隐去】，手机【手机号已隐去】深圳").split() == ["我叫", "，手机", "深圳"]


@given(st.integers(min_value=0, max_value=10**15), st.sampled_from(["元", "万元", "亿元", "万", "%", "平方米"]))
def test_no_amount_with_a_unit_is_masked(number, unit):
    text = f"营收{number}{unit}"
    assert mask(text) == text


@given(st.text(alphabet="0123456789 -.@Xx我叫张三电话：１３元", max_size=60))
def test_masking_again_changes_nothing(text):
    assert mask(mask(text)) == mask(text)


@given(st.text(max_size=80))
def test_masking_never_raises(text):
    assert isinstance(unmasked(mask(text)), str)
