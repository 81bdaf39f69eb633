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

== who handed a thing over is asked of everybody who had it, and one of them is nearest
first: - says 09:00 Ines Vael handed rifle R-7 to Ruth Onslow
second: - says 09:40 Ruth Onslow handed rifle R-7 to Abe Lorne
third: - says 10:00 somebody handed rifle R-7 to Tomas Reth
expect answers Who handed rifle R-7 to Tomas Reth?: Abe Lorne +0, Ines Vael +15, Ruth Onslow +15, ? +15

== where a thing lay between two hands is one of the answers
first: - says 08:31 Ines Vael set down rifle R-7 on props cart
second: - says 08:47 Tomas Reth picked up rifle R-7 from props cart
expect answers Who had rifle R-7 between 08:31 and 08:47 on 1 May 2024?: props cart +0, Ines Vael +30, Tomas Reth +30, ? +30

== what is denied of one counts against him, what he denies of himself is presumed of all
first: - says Ines Vael had rifle R-7
second: - says Ruth Onslow had rifle R-7
third: - asks who took rifle R-7 out of gun safe
fourth: Abe Lorne denies Ines Vael took rifle R-7 out of gun safe
fifth: Ruth Onslow denies Ruth Onslow took rifle R-7 out of gun safe
expect answers Who took rifle R-7 out of the gun safe?: Ruth Onslow +0, Ines Vael +10, ? +15

== what only one person may be is no table
first: - says Ines Vael had rifle R-7
second: - says somebody put rifle R-7 into gun safe
expect no answers

== who announced something is open between those whom the accounts name
first: Ruth Onslow says Ines Vael announced cold gun
second: Abe Lorne says Tomas Reth announced cold gun
third: - asks who announced cold gun
fourth: Ines Vael denies Ines Vael announced cold gun
fifth: Tomas Reth denies Tomas Reth announced cold gun
sixth: Mina Stahl says Ruth Onslow had rifle R-7
expect answers Who announced cold gun?: Ines Vael +0, Tomas Reth +0, ? +15
