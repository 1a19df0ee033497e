"""What can go wrong, and who is told.

    MilepostError
    ├── UserError        a person can mend it; its text is the whole reply
    │   ├── NotFound     nothing by that name in this server's record
    │   ├── NotAllowed   the person may not do this
    │   ├── Conflict     the record has it already, or changed in the meantime
    │   └── NotFetched   a page could not be had from the web
    │       ├── AddressRefused   Milepost opens no such address, whoever asks
    │       ├── PageRefused      the site does not give it: a login, no such page, robots.txt
    │       ├── PageTooLarge     more than is read of one page
    │       └── Unreachable      the site or the way to it fails; later it may not
    ├── SettingsError    the operator can mend it; printed as one sentence, exit status 2
    └── PostFailed       a message could not be put in a channel; permanent or worth another try

The text of each is a sentence for the person it goes to, and says what to do next.
"""


class MilepostError(Exception):
    """Anything that Milepost raises on purpose."""


class UserError(MilepostError):
    """A person asked for something that cannot be done as asked."""


class NotFound(UserError):
    """Nothing by that name is in this server's record."""


class NotAllowed(UserError):
    """The person asking may not do this."""


class Conflict(UserError):
    """The record holds this already, or changed since the person looked."""


class NotFetched(UserError):
    """A page could not be had from the web; nothing of it was read."""


class AddressRefused(NotFetched):
    """Milepost opens no such address, whoever asks."""


class PageRefused(NotFetched):
    """The site does not give the page, and would not on another try."""


class PageTooLarge(NotFetched):
    """The page holds more than is read of one."""


class Unreachable(NotFetched):
    """The site did not answer as it should; on another try it may."""


class Unreadable(UserError):
    """A document gives no text: it is empty, damaged, locked, scanned or behind a wall."""


class WrongKind(Unreadable):
    """A document is of a kind that is not read, such as a picture or a spreadsheet."""


class TooMuch(Unreadable):
    """Reading a document takes more time or memory than it is given."""


class SettingsError(MilepostError):
    """The deployment is set up in a way that cannot work."""


class PostFailed(MilepostError):
    """A post did not reach its channel, as far as is known.

    `permanent` is true when trying again cannot help until a person acts: the channel is gone,
    the bot may not write there, direct messages are closed. `may_have_arrived` is true when the
    answer was lost rather than refused: a time-out, a broken connection, a server's error; of a
    permanent failure, when an earlier attempt may have arrived and nobody can look.
    `retry_after` is the wait in seconds that Discord asks for. `refused` is true when the message
    itself is at fault, which would be refused in any other place, too.
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool,
        may_have_arrived: bool = False,
        retry_after: float | None = None,
        refused: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
        self.may_have_arrived = may_have_arrived
        self.retry_after = retry_after
        self.refused = refused
