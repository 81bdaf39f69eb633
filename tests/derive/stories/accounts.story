== empty and loaded cannot both be so
first: Ida Fenn says 13:10 colt W-03 contained nothing
second: Otto Reyes says 13:10 colt W-03 contained a live round
expect finding conflict 1, 2

== at two times both can be so
first: Ida Fenn says 09:10 colt W-03 contained nothing
second: Otto Reyes says 13:10 colt W-03 contained a live round
expect no finding conflict

== what is only expected clashes with nothing
first: - expects Ida Fenn handed colt W-03 to Bea Lund
second: Bea Lund denies Ida Fenn handed colt W-03 to Bea Lund
expect no finding conflict

== a man may deny what he himself said before
first: Ida Fenn says Ida Fenn loaded colt W-03
second: Ida Fenn denies Ida Fenn loaded colt W-03
expect finding conflict 1, 2

== he was there and he was not
first: - says 13:10 Ida Fenn was at stage two
second: Ida Fenn denies 13:10 Ida Fenn was at stage two
expect finding conflict 1, 2

== he was there at one time and not at another
first: - says 13:10 Ida Fenn was at stage two
second: Ida Fenn denies 15:10 Ida Fenn was at stage two
expect no finding conflict

== times are in the order that their bounds entail, and a day of no known year comes last
news: - says XXXX-10-22 Ida Fenn was at stage two
news: - says XXXX-10-21 Ida Fenn was at stage one
log: - says 13:10..13:20 Ida Fenn was at stage two
log: - says 13:05 Bea Lund was at stage two
log: - says Otto Reyes was at stage two
expect timeline 4, 3, 2, 1
