"""The names of months and weekdays, long and short."""

from types import MappingProxyType

MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAY_NAMES = (*("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),)
MONTHS = MappingProxyType(
    {name.lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
    | {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
    | {"sept": 9}
)
"""The number of each month, by its name in lower case."""
WEEKDAYS = MappingProxyType(
    {name.lower(): number for number, name in enumerate(WEEKDAY_NAMES)}
    | {
        name[:length].lower(): number
        for number, name in enumerate(WEEKDAY_NAMES)
        for length in (3, 4)
    }
)
"""The number of each weekday, Monday 0, by its name in lower case."""
