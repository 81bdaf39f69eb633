== an interview told backwards, as a newspaper does
news: - says step order of Ida Fenn by the Court about interview
news: - says step subpoena of Ida Fenn by the Bureau about interview
news: - says step decline by Ida Fenn about interview
news: - says step grant by the Court about subpoena request
news: Lena Sand says Lena Sand is attorney of Ida Fenn
news: Lena Sand expects step agree by Lena Sand about investigation
news: - expects step schedule of Ida Fenn about interview
expect proceeding interview of Ida Fenn, scheduled: decline, subpoena, grant, order, agree, schedule
expect proceedings 1

== a court order that enforces a subpoena
order: - says 2021-04-19 step petition by the Bureau about enforcement of subpoena
order: - says step subpoena of Ida Fenn by the Bureau about testimony
order: - says 2021-02-09 step request of Ida Fenn by the Bureau about interview
order: - says 2021-03-01 step request of Ida Fenn by the Bureau about interview
order: - says step decline by Ida Fenn about interview
order: - says 2021-03-15 step serve by the Bureau about subpoena
order: - says 2021-05-11 step grant by the Court about petition
order: - says step deny by the Court about motion to quash
order: - says step order of Ida Fenn by the Court about interview
expect proceeding interview of Ida Fenn, ordered: request, request, decline, subpoena, serve, petition, grant, deny, order

== what is denied or only to come is no step
news: - denies step charge about charges
news: - expects step complete by the Bureau about investigation
news: - asks step hold of Ida Fenn about interview
news: - says step decline by Ida Fenn about interview
expect proceeding interview of Ida Fenn, declined: decline
expect proceedings 1

== interviews of two people are two
news: - says step decline by Ida Fenn about interview
news: - says step hold of Bea Lund about interview
expect proceeding interview of Ida Fenn, declined: decline
expect proceeding interview of Bea Lund, held: hold

== a citation contested and paid
news: - says step cite of Nils Works by the Bureau about citation
news: - says step contest by Nils Works about the citation
news: - says step pay by Nils Works about a fine
expect proceeding citation of Nils Works, paid: cite, contest, pay

== records are asked for and given
mail: - says step request by the Bureau about inspection sheets
mail: - says step agree by Ida Fenn about the sheets
expect proceeding records_request of Ida Fenn, agreed: request, agree

== who works with the inquiry without an interview told
news: - says step cooperate by Bea Lund about investigation
news: - says step continue about investigation
expect proceeding cooperation of Bea Lund, cooperated: cooperate
expect proceeding investigation of ?, continued: continue

== a ruling on a motion of another party belongs to the subpoena it is about
order: - says step subpoena of Ida Fenn by the Bureau about testimony
order: - says step deny of Otto Reyes by the Court about motion to quash
order: - says step order of Ida Fenn by the Court about interview
expect proceeding interview of Ida Fenn, ordered: subpoena, deny, order
expect proceedings 1

== who agreed in May and declined in June has declined
may: - says step agree by Ida Fenn about interview
june: - says step decline by Ida Fenn about interview
expect proceeding interview of Ida Fenn, declined: agree, decline

== a subpoena for two people granted to one is not guessed at
news: - says step subpoena of Ida Fenn by the Bureau about interview
news: - says step subpoena of Bea Lund by the Bureau about interview
news: - says step grant by the Court about subpoena
expect proceeding interview of Ida Fenn, subpoenaed: subpoena
expect proceeding interview of Bea Lund, subpoenaed: subpoena
expect proceeding subpoena of ?, granted: grant
