"""Checks a template's parameters as CloudFormation does.

LocalStack accepts any parameters, and then deploys a stack that does not respond.
"""

import re


class Refused(Exception):
    pass


def checked(declared: dict, given: dict[str, str]) -> None:
    """
    :param declared: the template's section of parameters
    :raises Refused: with CloudFormation's error message
    """
    unknown = [name for name in given if name not in declared]
    if unknown:
        raise Refused(f"Parameters: [{', '.join(unknown)}] do not exist in the template")
    for name, value in given.items():
        if why := _wrong(name, declared[name], value):
            raise Refused(why)


def _wrong(name: str, rules: dict, value: str) -> str | None:
    if "AllowedValues" in rules and value not in map(str, rules["AllowedValues"]):
        return f"Parameter '{name}' must be one of AllowedValues: {', '.join(map(str, rules['AllowedValues']))}"
    pattern = rules.get("AllowedPattern")
    if pattern and not re.fullmatch(pattern, value):
        return f"Parameter '{name}' must match pattern {pattern}"
    if rules["Type"] == "Number":
        try:
            number = float(value)
        except ValueError:
            return f"Parameter '{name}' must be a number"
        if number < rules.get("MinValue", number):
            return f"Parameter '{name}' must be a number not less than {rules['MinValue']}"
        if number > rules.get("MaxValue", number):
            return f"Parameter '{name}' must be a number not greater than {rules['MaxValue']}"
    return None
