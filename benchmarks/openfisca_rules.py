"""Eight measures of Guangdong on 2021-07-27, written for OpenFisca, to compare speed
with.

They are those whose outcome is certain once every fact is known: unemployment and
hardship registration, employment services, training subsidy, work-injury insurance,
legal aid, premises at home and the subsidy for jobs. As is usual there, a value that is
missing is false, 0 or "none".
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from eligibility.law.facts import Fact, Kind

Truths = NDArray[np.bool_]
Formula = Callable[[Any, Any, Any], Truths]
PERSON: Any = build_entity("person", "persons", "A person", is_person=True)
NEVER = date(9999, 1, 1)
MEASURES = (
    "unemployment-registration",
    "hardship-recognition",
    "public-employment-services",
    "skills-training-subsidy",
    "work-injury-insurance",
    "legal-aid",
    "home-premises",
    "startup-jobs-subsidy",
)
FACTS = (
    "able_to_work",
    "birth_date",
    "business_form",
    "business_registered_on",
    "certificate_on",
    "claim",
    "economic_hardship",
    "employment_form",
    "hardship_ground",
    "hukou",
    "insured_staff",
    "insured_staff_months",
    "labour_relationship",
    "owners_consent",
    "pension_insured_as",
    "platform_work",
    "premises",
    "receives_pension",
    "residence_use_forbidden",
    "retirement_category",
    "rural_migrant_worker",
    "seeking_work",
    "sex",
    "special_worker",
    "student",
    "unemployment_registered_on",
    "unit_willing_to_enrol",
    "veteran",
    "work_city",
)


def _since(values: Mapping[str, Any]) -> dict[str, Any]:
    return {"values": {"2020-01-01": {"value": values["value"]}}}


PARAMETERS = {
    id_: _since({"value": value})
    for id_, value in {
        "minimum_age": 16,
        "retirement_age_men": 60,
        "retirement_age_women": 50,
        "retirement_age_women_later": 55,
        "older_jobseeker_age_men": 50,
        "older_jobseeker_age_women": 40,
        "long_unemployment_months": 12,
        "veteran_unemployment_months": 6,
        "skills_claim_months": 12,
        "startup_years": 3,
        "jobs_subsidy_months": 6,
    }.items()
}


def system(facts: Mapping[str, Fact]) -> Any:
    """The measures as OpenFisca's tax and benefit system; `facts` are its inputs."""
    built: Any = TaxBenefitSystem([PERSON])
    for id_ in FACTS:
        built.add_variable(_input(facts[id_]))
    for name, formula in FORMULAS.items():
        built.add_variable(_variable(name, bool, DateUnit.DAY, formula=formula))
    built.parameters = ParameterNode("", data=PARAMETERS)
    return built


def _input(fact: Fact) -> type[Variable]:
    match fact.kind:
        case Kind.BOOL:
            return _variable(fact.id, bool, DateUnit.ETERNITY)
        case Kind.CHOICE:
            names = [*fact.values, "unknown"]
            # The functional form of an enumeration, whose members are the choices.
            values: Any = Enum(fact.id, {name: name for name in names})
            last = values["none" if "none" in names else "unknown"]
            more = {"possible_values": values, "default_value": last}
            return _variable(fact.id, Enum, DateUnit.ETERNITY, **more)
        case Kind.DATE:
            more = {"default_value": NEVER}
            return _variable(fact.id, date, DateUnit.ETERNITY, **more)
        case Kind.INTEGER | Kind.NUMBER | Kind.MONEY:
            return _variable(fact.id, int, DateUnit.ETERNITY)


def _variable(
    name: str, type_: type, period: DateUnit, **more: object
) -> type[Variable]:
    said = {"value_type": type_, "entity": PERSON, "definition_period": period}
    return type(name, (Variable,), {**said, "label": name, **more})


def _is(persons: Any, fact: str, period: Any, *wanted: str) -> Truths:
    found = persons(fact, period)
    values = found.possible_values
    first, *others = (found == values[one] for one in wanted)
    for one in others:
        first = first | one
    return np.asarray(first)


def _years_ago(period: Any, years: Any) -> np.datetime64:
    return np.datetime64(period.start.offset(-int(years), "year").date)


def _months_ago(period: Any, months: Any) -> np.datetime64:
    return np.datetime64(period.start.offset(-int(months), "month").date)


def _today(period: Any) -> np.datetime64:
    return np.datetime64(period.start.date)


def _sixteen(persons: Any, period: Any, parameters: Any) -> Truths:
    born = persons("birth_date", period)
    return np.asarray(born <= _years_ago(period, parameters(period).minimum_age))


def _before_retirement(persons: Any, period: Any, parameters: Any) -> Truths:
    given = parameters(period)
    born = persons("birth_date", period)
    later = _is(persons, "pension_insured_as", period, "individual") | _is(
        persons, "retirement_category", period, "cadre"
    )
    oldest = np.select(
        [_is(persons, "sex", period, "male"), later],
        [
            _years_ago(period, given.retirement_age_men),
            _years_ago(period, given.retirement_age_women_later),
        ],
        _years_ago(period, given.retirement_age_women),
    )
    return np.asarray(born > oldest)


def _working_age(persons: Any, period: Any, _: Any) -> Truths:
    return np.asarray(
        persons("at_least_sixteen", period) & persons("before_retirement", period)
    )


def _in_guangdong(persons: Any, period: Any, _: Any) -> Truths:
    return ~_is(persons, "work_city", period, "other", "unknown")


def _out_of_work(persons: Any, period: Any, _: Any) -> Truths:
    return np.asarray(
        _is(persons, "employment_form", period, "none")
        & persons("able_to_work", period)
        & persons("seeking_work", period)
        & persons("working_age", period)
    )


def _services(persons: Any, period: Any, _: Any) -> Truths:
    return np.asarray(
        persons("seeking_work", period) & persons("at_least_sixteen", period)
    )


def _hardship(persons: Any, period: Any, parameters: Any) -> Truths:
    given = parameters(period)
    born = persons("birth_date", period)
    since = persons("unemployment_registered_on", period)
    oldest = np.where(
        _is(persons, "sex", period, "male"),
        _years_ago(period, given.older_jobseeker_age_men),
        _years_ago(period, given.older_jobseeker_age_women),
    )
    veteran = persons("veteran", period) | _is(
        persons, "hardship_ground", period, "veteran"
    )
    half_a_year = _months_ago(period, given.veteran_unemployment_months)
    ground = (
        (born <= oldest)
        | ~_is(persons, "hardship_ground", period, "none", "veteran", "unknown")
        | (since <= _months_ago(period, given.long_unemployment_months))
        | (veteran & (since <= half_a_year))
    )
    of_guangdong = _is(persons, "hukou", period, "guangdong")
    return np.asarray(of_guangdong & persons("out_of_work", period) & ground)


def _skills(persons: Any, period: Any, parameters: Any) -> Truths:
    certified = persons("certificate_on", period)
    earliest = _months_ago(period, parameters(period).skills_claim_months)
    works_here = ~_is(persons, "employment_form", period, "none") & persons(
        "in_guangdong", period
    )
    return np.asarray(
        persons("working_age", period)
        & (_is(persons, "hukou", period, "guangdong") | works_here)
        & (certified <= _today(period))
        & (certified >= earliest)
        & ~persons("student", period)
        & ~persons("receives_pension", period)
    )


def _work_injury(persons: Any, period: Any, _: Any) -> Truths:
    trade = _is(
        persons, "platform_work", period, "ride_hailing", "food_delivery", "parcel"
    )
    return np.asarray(
        persons("in_guangdong", period)
        & (~_is(persons, "special_worker", period, "none", "unknown") | trade)
        & ~persons("labour_relationship", period)
        & persons("unit_willing_to_enrol", period)
    )


def _legal_aid(persons: Any, period: Any, _: Any) -> Truths:
    claim = _is(persons, "claim", period, "unpaid_wages", "work_injury")
    need = persons("economic_hardship", period) | persons(
        "rural_migrant_worker", period
    )
    return np.asarray(claim & need)


def _home_premises(persons: Any, period: Any, _: Any) -> Truths:
    return np.asarray(
        persons("in_guangdong", period)
        & _is(persons, "premises", period, "residence")
        & persons("owners_consent", period)
        & ~persons("residence_use_forbidden", period)
    )


def _startup_jobs(persons: Any, period: Any, parameters: Any) -> Truths:
    given = parameters(period)
    since = persons("business_registered_on", period)
    form = ~_is(persons, "business_form", period, "none", "other_company", "unknown")
    months = persons("insured_staff_months", period)
    return np.asarray(
        persons("in_guangdong", period)
        & form
        & (since <= _today(period))
        & (since >= _years_ago(period, given.startup_years))
        & (persons("insured_staff", period) >= 1)
        & (months >= given.jobs_subsidy_months)
    )


FORMULAS: Mapping[str, Formula] = {
    "at_least_sixteen": _sixteen,
    "before_retirement": _before_retirement,
    "working_age": _working_age,
    "in_guangdong": _in_guangdong,
    "out_of_work": _out_of_work,
    "unemployment-registration": lambda persons, period, _: persons(
        "out_of_work", period
    ),
    "hardship-recognition": _hardship,
    "public-employment-services": _services,
    "skills-training-subsidy": _skills,
    "work-injury-insurance": _work_injury,
    "legal-aid": _legal_aid,
    "home-premises": _home_premises,
    "startup-jobs-subsidy": _startup_jobs,
}
"""The measures, and what several of them share, each worked out once."""
