"""Roles include one another; where no service stands in between, the person is the local one."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from assistant.errors import NotPermitted
from assistant.person import LOCAL, Person, Role, browser_owner, login_owner, person_of, require


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.GUEST, {Role.GUEST}),
        (Role.OPERATOR, {Role.GUEST, Role.OPERATOR}),
        (Role.SUPERVISOR, set(Role)),
    ],
)
def test_a_role_may_do_what_those_before_it_may(role, may):
    assert {needed for needed in Role if role.may(needed)} == may


def test_what_a_role_does_not_allow_names_the_role_that_would():
    require(LOCAL, Role.SUPERVISOR)
    with pytest.raises(NotPermitted, match=r"主管.*坐席.*supervisor.*operator"):
        require(Person("王", Role.OPERATOR, "user:王"), Role.SUPERVISOR)


def test_the_person_of_a_request_is_the_one_that_stands_on_it():
    person = Person("王", Role.GUEST, "user:王")
    assert person_of(SimpleNamespace(state=SimpleNamespace(person=person))) is person
    assert person_of(SimpleNamespace(state=SimpleNamespace())) is LOCAL
    assert person_of(None) is LOCAL


def test_owners_of_browsers_and_logins_never_meet_and_tell_no_secret():
    assert browser_owner("secret") == browser_owner("secret") != browser_owner("other")
    assert "secret" not in browser_owner("secret")
    assert login_owner("x") != browser_owner("x")
