== a question in a text is open and asserts nothing
report: - asks who loaded the revolver
report: - says Ida Fenn handed the revolver to Bea Lund
expect question Who loaded the revolver?
expect no finding conflict

== a question answered plainly is no longer open
report: - asks who loaded colt W-03
interview: Ida Fenn says Ida Fenn loaded colt W-03
expect no question Who loaded

== an answer that another denies leaves the question open
report: - asks who loaded colt W-03
interview: Otto Reyes says Ida Fenn loaded colt W-03
letter: Ida Fenn denies Ida Fenn loaded colt W-03
expect question Who loaded colt W-03?
expect question Did Ida Fenn load colt W-03?
expect finding conflict 2, 3

== a thing done by nobody named asks who did it
report: - says somebody loaded the revolver
expect question Who loaded the revolver?

== who denies his own deed is asked whether he did it
letter: Ida Fenn denies Ida Fenn loaded the revolver
expect question Did Ida Fenn load the revolver?

== a question about a stretch of time is the gap of that time
log: - says 08:31 Otto Reyes set down pistol P-3 on props cart
log: - says 08:47 Lena Sand picked up pistol P-3 from props cart
log: - asks who had pistol P-3
expect question Who had pistol P-3 between 08:31 and 08:47 on 1 May 2024?
expect no question Who had pistol P-3?
