== a hand-over tells who had it before and after, and nothing before that
report: - says Ida Fenn handed the revolver to Bea Lund
expect custody the revolver: ? unknown, Ida Fenn known, Bea Lund known

== a man said to have handled it is one of those who had it, not a third spell
report: - says Ida Fenn handed the revolver to Bea Lund
report: - says Bea Lund had the revolver
report: Otto Reyes says Ida Fenn had the revolver
expect custody the revolver: ? unknown, Ida Fenn known, Bea Lund known

== a log is followed row by row, and a safe and a cart can hold
log: - says 06:50 Ida Fenn took pistol P-3 out of safe
log: - says 07:44 Ida Fenn handed pistol P-3 to Bea Lund
log: - says 07:58 Bea Lund handed pistol P-3 to Ida Fenn
log: - says 08:20 Ida Fenn handed pistol P-3 to Otto Reyes
log: - says 08:31 Otto Reyes set down pistol P-3 on props cart
log: - says 08:47 Lena Sand picked up pistol P-3 from props cart
log: - says 09:06 Lena Sand put pistol P-3 into safe
expect custody pistol P-3: safe known, Ida Fenn known, Bea Lund known, Ida Fenn known, Otto Reyes known, props cart known, Lena Sand known, safe known
expect finding gap 5, 6
expect question Who had pistol P-3 between 08:31 and 08:47 on 1 May 2024?
expect no finding conflict

== between two hand-overs that do not join nobody is known to have it
report: - says 13:10 Ida Fenn handed the revolver to Bea Lund
report: - says 13:40 Otto Reyes handed the revolver to Lena Sand
expect custody the revolver: ? unknown, Ida Fenn known, Bea Lund known, ? unknown, Otto Reyes known, Lena Sand known
expect finding gap 1, 2
expect question Who had the revolver between 13:10 and 13:40 on 1 May 2024?

== what is picked up at no named place was not in the last one's hands
report: - says 09:00 Ida Fenn handed the revolver to Bea Lund
report: - says 09:40 Ida Fenn picked up the revolver from somewhere
expect custody the revolver: ? unknown, Ida Fenn known, Bea Lund known, ? unknown, Ida Fenn known

== what is picked up at no named place was where it was set down
report: - says 09:00 Bea Lund set down the revolver on the bench
report: - says 09:40 Ida Fenn picked up the revolver from somewhere
expect custody the revolver: ? unknown, Bea Lund known, the bench known, Ida Fenn known

== a giver whom nobody names leaves the holder before unknown
report: - says somebody handed the revolver to Bea Lund
expect custody the revolver: ? unknown, Bea Lund known
expect question Who handed the revolver to Bea Lund?

== two who disagree about a hand-over make the receiver contested
first: Ida Fenn says 13:10 Ida Fenn handed colt W-03 to Bea Lund
second: Bea Lund denies Ida Fenn handed colt W-03 to Bea Lund
expect custody colt W-03: ? unknown, Ida Fenn known, Bea Lund contested
expect finding conflict 1, 2
expect question Did Ida Fenn hand colt W-03 to Bea Lund?

== two who name another receiver at one time make both contested
first: Ida Fenn says 13:10 Ida Fenn handed colt W-03 to Bea Lund
second: Otto Reyes says 13:10 Ida Fenn handed colt W-03 to Lena Sand
expect custody colt W-03: ? unknown, Ida Fenn known, Lena Sand contested, Bea Lund contested
expect finding conflict 1, 2

== who denies having had it makes his spell contested
first: - says Ida Fenn handed colt W-03 to Bea Lund
second: Bea Lund denies Bea Lund had colt W-03
expect custody colt W-03: ? unknown, Ida Fenn known, Bea Lund contested

== one hand-over told twice is one, whether its time is told or not
report: - says Ida Fenn handed colt W-03 to Bea Lund
log: - says 13:10 Ida Fenn handed colt W-03 to Bea Lund
expect custody colt W-03: ? unknown, Ida Fenn known, Bea Lund known

== times come before the order of telling
report: - says 13:40 Bea Lund handed the revolver to Otto Reyes
report: - says 13:10 Ida Fenn handed the revolver to Bea Lund
expect custody the revolver: ? unknown, Ida Fenn known, Bea Lund known, Otto Reyes known

== without times what joins comes before the order of telling
report: - says Bea Lund handed the revolver to Otto Reyes
report: - says Ida Fenn handed the revolver to Bea Lund
expect custody the revolver: ? unknown, Ida Fenn known, Bea Lund known, Otto Reyes known
expect no finding gap

== a later holding elsewhere is a break in the chain
report: - says 13:10 Ida Fenn handed the revolver to Bea Lund
report: - says 15:00 Ida Fenn had the revolver
expect custody the revolver: ? unknown, Ida Fenn known, Bea Lund known, ? unknown, Ida Fenn known

== what is only asked or expected moves nothing
report: - asks Ida Fenn handed the revolver to somebody
report: - expects Bea Lund handed the revolver to Otto Reyes
report: - says Ida Fenn had the revolver
expect custody the revolver: ? unknown, Ida Fenn known

== before a later holding, whoever had it last
report: - says 13:10 Ida Fenn handed the revolver to Bea Lund
report: - says 14:00 Otto Reyes had the revolver
expect custody the revolver: ? unknown, Ida Fenn known, Bea Lund known, ? unknown, Otto Reyes known
expect question Who had the revolver between 13:10 and 14:00 on 1 May 2024?

== a holding of no told time by somebody else breaks no chain and is asked about
report: - says Ida Fenn handed the revolver to Bea Lund
report: - says Otto Reyes had the revolver
expect custody the revolver: ? unknown, Ida Fenn known, Bea Lund known
expect question When did Otto Reyes have the revolver?
expect no finding gap

== without any hand-over told, holdings alone are spells
report: - says 09:00 Ida Fenn had the revolver
report: - says 11:00 Bea Lund had the revolver
expect custody the revolver: ? unknown, Ida Fenn known, ? unknown, Bea Lund known
expect finding gap 1, 2

== what has no told time fills a gap of the log rather than follow it
log: - says 12:08 Ida Fenn put colt W-03 into safe
log: - says 13:20 Lena Sand picked up colt W-03 from floor
log: - says 13:57 Lena Sand handed colt W-03 to Nils Ray
letter: - says Ida Fenn handed colt W-03 to Bea Lund
letter: - says Bea Lund handed colt W-03 to Otto Reyes
expect custody colt W-03: ? unknown, Ida Fenn known, safe known, ? unknown, Ida Fenn known, Bea Lund known, Otto Reyes known, ? unknown, floor known, Lena Sand known, Nils Ray known

== a denial that names no receiver denies the one hand-over it fits
first: - says Ida Fenn handed colt W-03 to Bea Lund
second: Ida Fenn denies Ida Fenn handed colt W-03 to somebody
expect custody colt W-03: ? unknown, Ida Fenn known, Bea Lund contested
expect finding conflict 1, 2

== a denial that names no receiver denies nothing where several fit it
log: - says 09:00 Ida Fenn handed colt W-03 to Bea Lund
log: - says 09:30 Bea Lund handed colt W-03 to Ida Fenn
log: - says 10:00 Ida Fenn handed colt W-03 to Otto Reyes
second: Ida Fenn denies Ida Fenn handed colt W-03 to somebody
expect custody colt W-03: ? unknown, Ida Fenn known, Bea Lund known, Ida Fenn known, Otto Reyes known
expect no finding conflict

== two who may be one person do not clash
log: - says 13:10 I. Fenn handed colt W-03 to Bea Lund
letter: Bea Lund says 13:10 Ida Fenn handed colt W-03 to Bea Lund
expect no finding conflict
