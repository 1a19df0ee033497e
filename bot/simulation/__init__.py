"""`milepost simulate`: the proof of delivery.

The bot itself, unmodified but for its clock, its disk and its connection, lives through two years
in seconds: people change their minds, Discord fails in every way it can, and the process is killed
between any two steps. An oracle that knows only what people wished says what each place must have
been told, and nothing may be lost, doubled, early, late or hidden.
"""
