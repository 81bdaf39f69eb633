# What needs more than two claims to clash, what each answer would cost, and whom to hear.

== who is at the store all the hour hands nothing over in the yard
first: Ines Vael says 2024-05-01T13:00:00/2024-05-01T14:00:00 Ines Vael was at the yard
second: Tomas Reth says 2024-05-01T13:00:00/2024-05-01T14:00:00 Tomas Reth was at the armoury
third: Ruth Onslow says 13:30 Ines Vael handed rifle R-7 to Tomas Reth
expect finding conflict 1, 2, 3

== at another hour he may
first: Ines Vael says 2024-05-01T13:00:00/2024-05-01T14:00:00 Ines Vael was at the yard
second: Tomas Reth says 2024-05-01T13:00:00/2024-05-01T14:00:00 Tomas Reth was at the armoury
third: Ruth Onslow says 14:30 Ines Vael handed rifle R-7 to Tomas Reth
expect no finding conflict

== a minute is as long as it is, so one thing follows another within it
first: - says 06:40 Ines Vael took rifle R-7 out of the safe
second: - says 06:40 Ines Vael loaded rifle R-7
expect no finding conflict

== two who had it both deny, and nobody is nearer to it than the other
first: - says Ines Vael handed rifle R-7 to Tomas Reth
second: - asks who loaded rifle R-7
third: Ines Vael denies Ines Vael loaded rifle R-7
fourth: Tomas Reth denies Tomas Reth loaded rifle R-7
expect answers Who loaded rifle R-7?: Ines Vael +0, Tomas Reth +0, ? +15

== who says nothing stands as he would if he had denied it
first: - says Ines Vael handed rifle R-7 to Tomas Reth
second: - asks who loaded rifle R-7
third: Tomas Reth denies Tomas Reth loaded rifle R-7
expect answers Who loaded rifle R-7?: Ines Vael +0, Tomas Reth +0, ? +15

== what a laboratory says of another weighs more than what he says of himself
first: - says Ines Vael handed rifle R-7 to Tomas Reth
second: - asks who loaded rifle R-7
third: Ruth Onslow denies Tomas Reth loaded rifle R-7
expect answers Who loaded rifle R-7?: Ines Vael +0, Tomas Reth +10, ? +15

== one name alone is no table
first: - says Ines Vael had rifle R-7
second: - asks who loaded rifle R-7
expect no answers

== to hear who has not spoken settles more
first: - says Ines Vael handed rifle R-7 to Tomas Reth
second: - asks who loaded rifle R-7
third: Tomas Reth says rifle R-7 contained a live round
expect hear Ines Vael, Tomas Reth
