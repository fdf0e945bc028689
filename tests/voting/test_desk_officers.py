"""人员账号 at the desk: added, given a new password, closed and opened again."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.voting.desk_visitor import app_of, log_in, read
from tests.voting.meetings import PASSWORD, make_officers
from voting.cli import main
from voting.meeting import officers
from voting.meeting.audit import entries, faults_in
from voting.meeting.house import House
from voting.storage.registry import Officer

NEW = {"role": "chair", "name": "场党委副书记", "login": "zhuchi2", "password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def staff(house: House) -> dict[str, Officer]:
    return make_officers(house)


@pytest.fixture
def secretary(house: House, staff: dict[str, Officer]) -> FlaskClient:
    return log_in(app_of(house).test_client(), staff["secretary"])


def logins(house: House) -> dict[str, str]:
    with house.reading() as session:
        return {one.login: one.role for one in officers.everyone(session)}


def test_an_account_is_added_and_logs_in(house: House, secretary: FlaskClient) -> None:
    assert secretary.post("/desk/officers", data=NEW).status_code == 302
    assert logins(house)["zhuchi2"] == "chair"
    page = read(secretary.get("/desk/officers"))
    assert "已添加“场党委副书记”" in page
    newcomer = app_of(house).test_client()
    assert newcomer.post("/log-in", data={"login": "zhuchi2", "password": PASSWORD}).location == "/chair/"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"login": "mishu"}, "这个用户名已有人用，请换一个"),
        ({"login": ""}, "请填写用户名"),
        ({"login": "a b"}, "中间不能有空格"),
        ({"login": "长" * 61}, "1至60个字"),
        ({"name": ""}, "请填写姓名或岗位"),
        ({"role": "emperor"}, "不是有效的选择"),
        ({"password": "short", "again": "short"}, "密码至少8位"),
        ({"again": "another-password"}, "两次输入的密码不一样"),
    ],
)
def test_a_faulty_account_is_refused_beside_its_field_and_stays_typed(
    house: House, secretary: FlaskClient, change: dict[str, str], sentence: str
) -> None:
    page = secretary.post("/desk/officers", data=NEW | change)
    assert page.status_code == 400
    assert sentence in read(page)
    assert f'value="{(NEW | change)["name"]}"' in page.get_data(as_text=True)
    assert len(logins(house)) == 3


def test_a_forgotten_password_is_set_anew_and_ends_the_old_sessions(
    house: House, secretary: FlaskClient, staff: dict[str, Officer]
) -> None:
    chair = log_in(app_of(house).test_client(), staff["chair"])
    address = f"/desk/officers/{staff['chair'].id}/password"
    assert "重设“主持人”的密码" in read(secretary.get(address))
    assert secretary.post(address, data={"password": "short", "again": "short"}).status_code == 400
    assert chair.get("/password").status_code == 200
    fresh = {"password": "another-password", "again": "another-password"}
    assert secretary.post(address, data=fresh).location == "/desk/officers"
    assert chair.get("/password").location.startswith("/log-in")
    assert chair.post("/log-in", data={"login": "zhuchi", "password": "another-password"}).location == "/chair/"


def test_ones_own_password_is_changed_with_the_old_one(secretary: FlaskClient, staff: dict[str, Officer]) -> None:
    assert secretary.get(f"/desk/officers/{staff['secretary'].id}/password").location == "/password"


def test_a_closed_account_is_out_at_once_and_can_be_opened_again(
    house: House, secretary: FlaskClient, staff: dict[str, Officer]
) -> None:
    chair = log_in(app_of(house).test_client(), staff["chair"])
    secretary.post(f"/desk/officers/{staff['chair'].id}/close")
    assert "已停用" in read(secretary.get("/desk/officers"))
    assert chair.get("/password").location.startswith("/log-in")
    assert chair.post("/log-in", data={"login": "zhuchi", "password": PASSWORD}).status_code == 403
    secretary.post(f"/desk/officers/{staff['chair'].id}/reopen")
    assert chair.post("/log-in", data={"login": "zhuchi", "password": PASSWORD}).location == "/chair/"


def test_nobody_closes_his_own_account(house: House, secretary: FlaskClient, staff: dict[str, Officer]) -> None:
    page = secretary.post(f"/desk/officers/{staff['secretary'].id}/close")
    assert page.status_code == 403
    assert "不能停用自己" in read(page)
    assert secretary.get("/desk/").status_code == 200
    assert logins(house)["mishu"] == "secretary"


@pytest.mark.parametrize("act", ["close", "reopen", "password"])
def test_an_account_that_is_not_there_is_a_sentence(secretary: FlaskClient, act: str) -> None:
    page = secretary.post(f"/desk/officers/99/{act}")
    assert page.status_code == 404
    assert "没有这个账号" in read(page)


@pytest.mark.parametrize("role", ["chair", "scrutineer"])
def test_only_a_secretary_keeps_the_accounts(house: House, staff: dict[str, Officer], role: str) -> None:
    client = log_in(app_of(house).test_client(), staff[role])
    assert client.post("/desk/officers", data=NEW).status_code == 403
    assert client.post(f"/desk/officers/{staff['secretary'].id}/close").status_code == 403
    assert len(logins(house)) == 3


def test_whoever_has_forgotten_a_password_is_given_one_at_the_machine(
    house: House, staff: dict[str, Officer], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--instance", str(tmp_path)]
    assert main(["password", *place]) == 0
    assert "mishu\t秘书\t秘书（工作人员）" in capsys.readouterr().out
    browser = log_in(app_of(house).test_client(), staff["secretary"])
    assert main(["password", "mishu", *place]) == 0
    password = capsys.readouterr().out.partition("新密码：")[2].split()[0]
    fresh = app_of(house).test_client()
    assert fresh.post("/log-in", data={"login": "mishu", "password": PASSWORD}).status_code == 403
    assert fresh.post("/log-in", data={"login": "mishu", "password": password}).location == "/desk/"
    assert browser.get("/desk/").status_code == 302, "whoever was logged in with the old one is out"
    with house.reading() as session:
        log = entries(session)
    assert ("本机", "重设密码") in [(one.officer, one.act) for one in log]
    assert faults_in(log) == []


@pytest.mark.usefixtures("staff")
def test_a_name_that_nobody_has_is_said_and_changes_nothing(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["password", "nobody", "--instance", str(tmp_path)]) == 2
    assert "没有用户名为“nobody”的账号" in capsys.readouterr().err
    assert main(["password", "--instance", str(tmp_path / "nowhere")]) == 2
    assert "没有找到数据" in capsys.readouterr().err
    assert logins(house)["mishu"] == "secretary"
