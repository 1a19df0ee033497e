"""What every place must be told and when, reckoned anew from what people wished.

Nothing here looks at how the bot reckons: the rules are written a second time, as simply as they
can be said, so that a mistake in one of the two shows as a difference.
"""
