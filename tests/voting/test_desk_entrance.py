"""The entrance: who gets in, from where, and what the others are told."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.voting.desk_visitor import FAR, app_of, log_in, read
from tests.voting.meetings import PASSWORD, make_officers
from voting.app import make_app
from voting.meeting import officers
from voting.meeting.house import House
from voting.storage.registry import Officer

FIRST = {"name": "组织科干事", "login": "mishu", "password": "一句容易记住的话", "again": "一句容易记住的话"}


@pytest.fixture
def visitor(house: House) -> FlaskClient:
    return app_of(house).test_client()


@pytest.fixture
def staff(house: House) -> dict[str, Officer]:
    return make_officers(house)


def names(house: House) -> list[str]:
    with house.reading() as session:
        return [one.login for one in officers.everyone(session)]


def test_the_first_visit_to_an_empty_house_asks_for_the_first_secretary(visitor: FlaskClient) -> None:
    assert visitor.get("/").location == "/first"
    assert "先建立秘书账号" in read(visitor.get("/first"))


def test_the_first_secretary_is_in_at_once(house: House, visitor: FlaskClient) -> None:
    assert visitor.post("/first", data=FIRST).location == "/desk/"
    assert names(house) == ["mishu"]
    assert visitor.get("/desk/").status_code == 200


@pytest.mark.parametrize(
    "where",
    [
        {"environ_overrides": FAR},
        {"headers": {"X-Forwarded-For": "127.0.0.1"}},  # a proxy stands on this machine, the visitor does not
        {"headers": {"Forwarded": "for=127.0.0.1"}},
        {"environ_overrides": FAR, "headers": {"X-Forwarded-For": "127.0.0.1"}},
    ],
)
def test_nobody_makes_the_first_account_from_elsewhere(
    house: House, visitor: FlaskClient, where: dict[str, Any]
) -> None:
    page = visitor.get("/first", **where)
    assert page.status_code == 403
    assert "只能在运行本系统的电脑上建立" in read(page)
    assert visitor.post("/first", data=FIRST, **where).status_code == 403
    assert names(house) == []


def test_an_ipv4_visitor_on_an_ipv6_socket_is_this_machine_too(house: House, visitor: FlaskClient) -> None:
    visitor.post("/first", data=FIRST, environ_overrides={"REMOTE_ADDR": "::ffff:127.0.0.1"})
    assert names(house) == ["mishu"]


@pytest.mark.usefixtures("staff")
def test_a_second_first_secretary_is_sent_to_log_in(house: House, visitor: FlaskClient) -> None:
    assert visitor.post("/first", data=FIRST).location == "/log-in"
    assert "mishu" in names(house)
    assert len(names(house)) == 3


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"password": "short", "again": "short"}, "密码至少8位"),
        ({"again": "另一句话另一句话"}, "两次输入的密码不一样"),
        ({"again": ""}, "请把密码再输一遍"),
        ({"login": "mi shu"}, "中间不能有空格"),
        ({"login": ""}, "请填写用户名"),
        ({"name": " "}, "请填写姓名或岗位"),
        ({"name": "长" * 61}, "60字以内"),
    ],
)
def test_a_faulty_first_account_is_refused_and_keeps_what_was_typed(
    house: House, visitor: FlaskClient, change: dict[str, str], sentence: str
) -> None:
    page = visitor.post("/first", data=FIRST | change)
    assert page.status_code == 400
    assert sentence in read(page)
    assert f'value="{(FIRST | change)["login"]}"' in page.get_data(as_text=True)
    assert names(house) == []


@pytest.mark.parametrize(
    ("role", "login", "place"),
    [("secretary", "mishu", "/desk/"), ("chair", "zhuchi", "/chair/"), ("scrutineer", "jianpiao", "/watch/")],
)
@pytest.mark.usefixtures("staff")
def test_everyone_is_led_to_the_own_place(visitor: FlaskClient, role: str, login: str, place: str) -> None:
    answer = visitor.post("/log-in", data={"login": login, "password": PASSWORD})
    assert answer.location == place, role
    assert visitor.get("/").location == place


@pytest.mark.usefixtures("staff")
def test_a_visitor_is_led_where_he_was_going(visitor: FlaskClient) -> None:
    asked = visitor.get("/desk/new?source=3").location
    assert asked.startswith("/log-in?next=")
    page = visitor.get(asked).get_data(as_text=True)
    assert 'value="/desk/new?source=3"' in page
    sent = {"login": "mishu", "password": PASSWORD, "next": "/desk/new?source=3"}
    assert visitor.post("/log-in", data=sent).location == "/desk/new?source=3"


@pytest.mark.parametrize("target", ["https://evil.test/desk/", "//evil.test/desk/", "/\\evil.test", "/watch/"])
@pytest.mark.usefixtures("staff")
def test_log_in_leads_nowhere_else(visitor: FlaskClient, target: str) -> None:
    sent = {"login": "mishu", "password": PASSWORD, "next": target}
    assert visitor.post("/log-in", data=sent).location == "/desk/"


@pytest.mark.parametrize(("login", "password"), [("mishu", "wrong-password"), ("nobody", PASSWORD)])
@pytest.mark.usefixtures("staff")
def test_a_wrong_name_and_a_wrong_password_are_told_alike(visitor: FlaskClient, login: str, password: str) -> None:
    page = visitor.post("/log-in", data={"login": login, "password": password})
    assert page.status_code == 403
    assert "用户名或密码不对" in read(page)
    assert f'value="{login}"' in page.get_data(as_text=True)


def test_a_closed_account_does_not_log_in(house: House, visitor: FlaskClient, staff: dict[str, Officer]) -> None:
    officers.set_active(house, staff["secretary"], staff["chair"].id, is_active=False)
    assert visitor.post("/log-in", data={"login": "zhuchi", "password": PASSWORD}).status_code == 403


@pytest.mark.usefixtures("staff")
def test_the_eleventh_wrong_try_for_a_name_is_put_off_kindly(visitor: FlaskClient) -> None:
    wrong = {"login": "mishu", "password": "wrong-password"}
    for _ in range(10):
        assert visitor.post("/log-in", data=wrong, environ_overrides=FAR).status_code == 403
    right = {"login": "mishu", "password": PASSWORD}
    page = visitor.post("/log-in", data=right, environ_overrides=FAR)
    assert page.status_code == 429
    assert "请等5分钟再试" in read(page)
    assert 'value="mishu"' in page.get_data(as_text=True)
    other = {"login": "zhuchi", "password": PASSWORD}
    assert visitor.post("/log-in", data=other, environ_overrides=FAR).status_code == 302
    assert visitor.post("/log-in", data=right).status_code == 302, "the machine itself is never shut out"


UNSEEN = {"a space": " mishu ", "no width": "mi\u200bshu", "another direction": "mishu\u200f"}


@pytest.mark.parametrize("login", UNSEEN.values(), ids=UNSEEN)
@pytest.mark.usefixtures("staff")
def test_what_nobody_sees_in_a_name_makes_no_other_name_of_it(visitor: FlaskClient, login: str) -> None:
    """It finds the account, and the wrong tries for it are counted together."""
    for typed in ["mishu", login] * 5:
        assert visitor.post("/log-in", data={"login": typed, "password": "x"}, environ_overrides=FAR).status_code == 403
    assert visitor.post("/log-in", data={"login": login, "password": "x"}, environ_overrides=FAR).status_code == 429
    assert visitor.post("/log-in", data={"login": login, "password": PASSWORD}).status_code == 302


def test_log_out_needs_a_post_and_forgets(visitor: FlaskClient, staff: dict[str, Officer]) -> None:
    log_in(visitor, staff["secretary"])
    assert visitor.get("/log-out").status_code == 405
    assert visitor.get("/desk/").status_code == 200
    assert visitor.post("/log-out").location == "/log-in"
    assert visitor.get("/desk/").location.startswith("/log-in")


def test_a_new_password_ends_every_other_session(house: House, visitor: FlaskClient, staff: dict[str, Officer]) -> None:
    elsewhere = log_in(app_of(house).test_client(), staff["chair"])
    log_in(visitor, staff["chair"])
    fresh = {"old": PASSWORD, "password": "一句新的容易的密码", "again": "一句新的容易的密码"}
    assert visitor.post("/password", data=fresh | {"password": "短", "again": "短"}).status_code == 400
    assert visitor.post("/password", data=fresh | {"password": "两次不一样的密码"}).status_code == 400
    assert "现在的密码不对" in read(visitor.post("/password", data=fresh | {"old": "wrong"}))
    assert visitor.post("/password", data=fresh).location == "/chair/"
    assert visitor.get("/password").status_code == 200
    assert elsewhere.get("/password").location.startswith("/log-in")
    again = {"login": "zhuchi", "password": "一句新的容易的密码"}
    assert elsewhere.post("/log-in", data=again).location == "/chair/"


def test_a_form_without_its_token_changes_nothing(house: House) -> None:
    client = make_app(house).test_client()
    page = client.post("/first", data=FIRST)
    assert page.status_code == 400
    assert "页面已过期" in read(page)
    assert names(house) == []


@pytest.mark.usefixtures("staff")
def test_the_language_is_switched_and_kept(visitor: FlaskClient) -> None:
    assert visitor.post("/language", data={"lang": "en", "next": "/log-in"}).location == "/log-in"
    assert '<html lang="en"' in visitor.get("/log-in").get_data(as_text=True)
    assert visitor.post("/language", data={"lang": "zh_CN", "next": "https://evil.test/"}).location == "/"
    assert '<html lang="zh-CN"' in visitor.get("/log-in").get_data(as_text=True)
    assert visitor.get("/language").status_code == 405


@pytest.mark.parametrize("path", ["/desk/", "/desk/new", "/desk/officers", "/desk/1/", "/desk/1/cards", "/password"])
@pytest.mark.usefixtures("staff")
def test_nobody_sees_the_desk_without_a_log_in(visitor: FlaskClient, path: str) -> None:
    assert visitor.get(path).location.startswith("/log-in")


@pytest.mark.parametrize("role", ["chair", "scrutineer"])
def test_the_desk_is_the_secretarys_alone(visitor: FlaskClient, staff: dict[str, Officer], role: str) -> None:
    page = log_in(visitor, staff[role]).get("/desk/")
    assert page.status_code == 403
    assert "您的账号不能打开这个页面" in read(page)


def test_no_page_is_a_sentence_and_no_trace(visitor: FlaskClient, staff: dict[str, Officer]) -> None:
    log_in(visitor, staff["secretary"])
    for path in ("/nowhere", "/desk/99/", "/desk/99/people"):
        page = visitor.get(path)
        assert page.status_code == 404
        assert "没有" in read(page)
        assert "Traceback" not in page.get_data(as_text=True)
