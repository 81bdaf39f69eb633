"""What sort of document a text is, who speaks in it, and of what date it is."""

from layout_maker import Page, marked

NEWS = """Crane topples at Marlow Wharf; operator says alarm was off

By Tessa Brand, Harbour Gazette
Monday, April 8, 2024

MARLOW WHARF – A rigger was crushed on Saturday when a crane fell, the port police said.

“We heard it go,” said Dunstan Pike, a docker.

Correction: Mr. Pike is not a rigger.
"""

STATEMENT = """WITNESS STATEMENT
Statement of: ODETTE FARLEIGH
Occupation: Trainee plumber
Taken at Brackwell police station on 3 May 2022, 14.20 hrs BST, by DC Rhona Sile

I am a trainee at the boiler house. I gave the wrench to Mr Dunn.

I never saw it again.

Signed: O. Farleigh
"""

TRANSCRIPT = """TRANSCRIPT OF RECORDED INTERVIEW
Case 19-7, Ashmole Freight, Dock 4
Witness: Gerald Prew, loader
Interviewer: Inspector Sunita Vale, Board of Dock Safety
Also present: Imre Kolt, attorney for Mr. Prew
Tuesday, June 4, 2019 – recording begins 9:05 a.m. EDT

[09:06:00]
1:01  Q. Who had the hook at the start of
1:02     the shift?
1:03  A. I did.
1:04  Q. Who took it?
1:05     MR. KOLT: Don’t answer that.
1:06  A. Bram did. He’s the new
1:07     signaller.
"""

ORDER = """DISTRICT COURT OF ELMORE COUNTY

OFFICE OF MINE SAFETY, Petitioner,
v.
GRANBY QUARRIES, INC., Respondent.

No. 20-CV-0099

ORDER ON PETITION TO ENFORCE SUBPOENA

1. This matter came before the Court on the petition of the Office of Mine Safety, filed June 2, 2020, to enforce a subpoena.

2. Ms. Ferro declined twice.

IT IS THEREFORE ORDERED:

(a) The petition is GRANTED.

(b) Ida Ferro shall appear not later than July 30, 2020.

DATED July 9, 2020.

/s/ Lionel Marsden
Judge of the District Court
"""

THREAD = """From: Ruth Calder <r.calder@quayside.example>
To: Hugh Tanner; Nell Ives
Date: Wed, 5 Feb 2025 17:40 +0100
Subject: RE: The winch

Hugh,

It was Amos who took the pin. Nell was in the office.

Ruth Calder
Yard Manager

> From: Hugh Tanner
> To: Ruth Calder
> Date: Wed, 5 Feb 2025 10:15 +0100
> Subject: The winch
>
> Ruth, I checked the winch on Monday.
>
> Hugh

>> From: Nell Ives
>> To: Hugh Tanner
>> Date: Tue, 4 Feb 2025 08:00 +0100
>>
>> Amos had the pin when I left.
>>
>> Nell
"""

LETTER = """BARROW & FINCH SOLICITORS
3 Mill Lane, Cowley

7 March 2023

Dear Ms Orde,

Re: Interview of Mr Pask

We act for Mr Pask. He declines your invitation to be interviewed.

Yours sincerely,

Winifred Barrow
Partner, Barrow & Finch
"""


def test_a_report_keeps_headline_byline_and_dateline_out_of_its_prose() -> None:
    page = Page(NEWS)

    assert page.document.genre == "news"
    assert page.kinds()[:5] == [
        ("headline", "Crane topples at Marlow Wharf; operator says alarm was off"),
        ("byline", "By Tessa Brand, Harbour Gazette"),
        ("byline", "Monday, April 8, 2024"),
        ("byline", "MARLOW WHARF –"),
        ("prose", "A rigger was crushed on Saturday when a crane fell, the port police said."),
    ]


def test_a_correction_is_prose_of_the_report() -> None:
    page = Page(NEWS)

    assert page.of("prose")[-1] == "Correction: Mr. Pike is not a rigger."
    assert page.block("Correction").speaker is None


def test_a_report_is_dated_by_its_dateline() -> None:
    assert Page(NEWS).document.date == "2024-04-08"


def test_a_press_release_is_news_and_its_contact_line_claims_nothing() -> None:
    page = Page(
        "FOR IMMEDIATE RELEASE\nContact: Ines Roper, 555-0100\n\nBoard Cites Foundry\n\n"
        "HOLT, Ore., May 3, 2022 – The board cited the foundry on Monday.\n\n“We found no guard,” said Ines Roper.\n\n###\n"
    )

    assert page.document.genre == "news"
    assert page.document.date == "2022-05-03"
    assert page.of("prose") == ["The board cited the foundry on Monday.", "“We found no guard,” said Ines Roper."]


def test_the_given_date_wins_over_the_stated_one_and_that_over_the_metadata() -> None:
    assert Page(NEWS, date="2020-01-01", meta="2019-01-01T10:00:00").document.date == "2020-01-01"
    assert Page(NEWS, meta="2019-01-01T10:00:00").document.date == "2024-04-08"
    assert Page("The pin was gone.\n", meta="2019-01-01T10:00:00").document.date == "2019-01-01"


def test_a_text_without_a_year_has_no_date() -> None:
    assert Page("Port Row\n\nHOLT – Police said on Friday, October 21 that he fell.\n").document.date is None


def test_a_date_in_running_prose_is_not_the_documents_own() -> None:
    assert Page("The pin was gone on 3 May 2019, when we came back to the yard and looked for it.\n").document.date is None


def test_i_in_a_statement_is_the_person_it_is_a_statement_of() -> None:
    page = Page(STATEMENT)

    assert page.document.genre == "statement"
    assert [page.at(b.speaker) for b in page.document.blocks if b.kind == "prose"] == ["ODETTE FARLEIGH"] * 2
    assert (page.document.date, page.document.zone) == ("2022-05-03", "Europe/London")


def test_the_head_and_signature_of_a_statement_are_not_prose() -> None:
    page = Page(STATEMENT)

    assert page.fields() == {"Statement of": "ODETTE FARLEIGH", "Occupation": "Trainee plumber", "signature": "O. Farleigh"}
    assert [k for k, _ in page.kinds()] == ["headline", "field", "field", "byline", "prose", "prose", "signature"]


def test_a_declaration_names_its_speaker_after_i() -> None:
    page = Page(
        "DECLARATION\n\nI, Mabel Trent, declare as follows:\n\n1. I am a crane driver. I had my keys with me.\n\n"
        "2. I did not give my keys to anyone.\n\nI declare under penalty of perjury that this is true.\n\n"
        "Executed on July 20, 2021, at Lorne, Oregon.\n\n/s/ Mabel Trent\nMabel Trent\nCrane driver\n"
    )

    assert page.document.genre == "statement"
    assert page.at(page.block("crane driver. I").speaker) == "Mabel Trent"
    assert page.block("I did not give").copy.text == "I did not give my keys to anyone."
    assert page.document.date == "2021-07-20"


def test_a_statement_with_nobody_named_at_its_head_is_spoken_by_its_signer() -> None:
    page = Page(
        "WITNESS STATEMENT\n\nI saw my colleague fall. I ran to him and I held his hand.\n\nI told my wife.\n\nSigned: Bram Oster\n"
    )

    assert page.at(page.block("I ran").speaker) == "Bram Oster"


def test_questions_are_the_interviewers_and_answers_the_witnesss() -> None:
    page = Page(TRANSCRIPT)
    question, answer = page.block("Who had the hook"), page.block("I did.")

    assert page.document.genre == "transcript"
    assert (question.kind, question.copy.text) == ("question", "Who had the hook at the start of the shift?")
    assert (page.at(question.speaker), page.at(question.addressee)) == ("Sunita Vale", "Gerald Prew")
    assert (answer.kind, page.at(answer.speaker), page.at(answer.addressee)) == ("answer", "Gerald Prew", "Sunita Vale")


def test_an_answer_after_an_objection_answers_the_question_before_it() -> None:
    page = Page(TRANSCRIPT)
    answer = page.block("Bram did")

    assert page.at(page.block("Don’t answer").speaker) == "Imre Kolt"
    assert page.block("Don’t answer").kind == "remark"
    assert answer.question is not None
    assert page.document.blocks[answer.question].copy.text == "Who took it?"
    assert answer.copy.text == "Bram did. He’s the new signaller."


def test_a_transcript_has_its_date_and_zone_from_its_head() -> None:
    document = Page(TRANSCRIPT).document

    assert (document.date, document.zone) == ("2019-06-04", "America/New_York")


def test_a_police_interview_is_told_apart_by_names() -> None:
    page = Page(
        "RECORD OF INTERVIEW\nPerson interviewed: Karel Dunne\nInterviewing officer: DS Maeve Holt\nDate: 4 May 2022\n\n"
        "DS HOLT: Karel, tell me about the key.\nDUNNE: I gave it to Jo at eight.\nShe said she’d put it back.\n"
        "DS HOLT: Did she?\nDUNNE: I don’t know.\nMS CARR: He has answered that.\nDS HOLT: Who else had one?\nDUNNE: Nobody.\n"
        "Interview concluded at 14:40.\n"
    )

    assert page.of("question") == ["Karel, tell me about the key.", "Did she?", "Who else had one?"]
    assert page.of("answer") == ["I gave it to Jo at eight. She said she’d put it back.", "I don’t know.", "Nobody."]
    assert page.at(page.block("I gave it").speaker) == "Karel Dunne"
    assert page.of("byline")[-1] == "Interview concluded at 14:40."


def test_a_deposition_changes_its_examiner() -> None:
    page = Page(
        "DEPOSITION OF CLARA WEEKS\n\n 1   BY MR. TOLL:\n"
        " 2        Q.   Who loaded the nail gun on the after-\n 3   noon of June 4?\n"
        " 4        A.   I did.\n 5             MS. RUE:  Objection.\n"
        " 6             THE WITNESS:  I really did.\n 7   BY MS. RUE:\n"
        " 8        Q.   Alone?\n 9        A.   Yes.\n"
    )

    assert page.of("question") == ["Who loaded the nail gun on the afternoon of June 4?", "Alone?"]
    assert page.at(page.block("Who loaded").speaker) == "MR. TOLL"
    assert page.at(page.block("Alone").speaker) == "MS. RUE"
    assert (page.block("I really did").kind, page.at(page.block("I really did").speaker)) == ("answer", "CLARA WEEKS")


def test_an_order_speaks_for_itself_and_its_caption_is_not_prose() -> None:
    page = Page(ORDER)

    assert page.document.genre == "order"
    assert page.document.date == "2020-07-09"
    assert page.of("prose") == [
        (
            "This matter came before the Court on the petition of the Office of Mine Safety, filed "
            "June 2, 2020, to enforce a subpoena."
        ),
        "Ms. Ferro declined twice.",
        "The petition is GRANTED.",
        "Ida Ferro shall appear not later than July 30, 2020.",
    ]
    assert all(b.speaker is None for b in page.document.blocks)


def test_an_order_names_its_parties_and_its_judge_as_fields() -> None:
    assert Page(ORDER).fields() == {
        "Petitioner": "OFFICE OF MINE SAFETY",
        "Respondent": "GRANBY QUARRIES, INC.",
        "signature": "Lionel Marsden",
        "signature-title": "Judge of the District Court",
    }


def test_each_mail_of_a_thread_has_its_own_sender_reader_and_date() -> None:
    page = Page(THREAD)
    rows = [(b.message, page.at(b.speaker), page.at(b.addressee), b.date) for b in page.document.blocks if b.kind == "prose"]

    assert page.document.genre == "mail"
    assert rows == [
        (0, "Ruth Calder", "Hugh Tanner", "2025-02-05T17:40:00"),
        (1, "Hugh Tanner", "Ruth Calder", "2025-02-05T10:15:00"),
        (2, "Nell Ives", "Hugh Tanner", "2025-02-04T08:00:00"),
    ]


def test_a_thread_is_of_the_date_of_its_newest_mail() -> None:
    document = Page(THREAD).document

    assert (document.date, document.zone) == ("2025-02-05", "+01:00")


def test_greetings_signatures_and_subjects_of_mails_are_not_prose() -> None:
    page = Page(THREAD)

    assert page.of("signature") == ["Ruth Calder", "Yard Manager", "Hugh", "Nell"]
    assert page.of("byline") == ["Hugh,"]
    assert page.of("headline") == ["Subject: RE: The winch", "Subject: The winch"]


def test_a_mail_quoted_under_on_someone_wrote_is_that_persons() -> None:
    page = Page(
        'From: "Quill, Marta" <marta@x.example>\nSent: '
        "Tuesday, April 2, 2024 4:52 PM\nTo: Gil Sand <gil@x.example>\nSubject: RE: saws\n\n"
        "Gil, I took it at three.\n\nRegards,\nMarta\n\nOn Mon, Apr 1, 2024 at 5:05 PM, Gil Sand <gil@x.example> wrote:\n"
        "> Marta, who took the saw that was\n> on the dock?\n> Gil\n"
    )
    quoted = page.block("who took")

    assert page.at(page.block("I took it").speaker) == "Quill, Marta"
    assert page.block("I took it").date == "2024-04-02T16:52:00"
    assert quoted.copy.text == "Marta, who took the saw that was on the dock?"
    assert (page.at(quoted.speaker), quoted.date) == ("Gil Sand", "2024-04-01T17:05:00")


def test_an_answer_below_a_quoted_mail_is_again_the_outer_senders() -> None:
    page = Page(
        "From: Ann Roe\nTo: Bob Poe\nDate: 3 May 2022 10:00\n\nSee below.\n\n> From: Bob Poe\n"
        "> To: Ann Roe\n> Date: 2 May 2022 09:00\n>\n"
        "> Who had the key?\n\nI had it until noon.\n"
    )

    assert page.at(page.block("Who had").speaker) == "Bob Poe"
    assert page.at(page.block("until noon").speaker) == "Ann Roe"


def test_a_memo_is_its_senders() -> None:
    page = Page(
        "MEMORANDUM\n\nTO: Alice Renn, Production Manager\nFROM: Gil Sand, Safety Officer\n"
        "DATE: April 2, 2024\nRE: Unattended saws\n\n"
        "On Monday I found a saw on the dock.\n"
    )
    block = page.block("I found")

    assert (page.at(block.speaker), page.at(block.addressee), block.date) == ("Gil Sand", "Alice Renn", "2024-04-02")


def test_a_letter_is_spoken_by_its_signer_to_the_one_it_greets() -> None:
    page = Page(LETTER)
    block = page.block("He declines")

    assert page.document.genre == "letter"
    assert page.document.date == "2023-03-07"
    assert (page.at(block.speaker), page.at(block.addressee)) == ("Winifred Barrow", "Ms Orde")
    assert page.of("headline") == ["Re: Interview of Mr Pask"]
    assert page.fields()["signature-title"] == "Partner, Barrow & Finch"


def test_a_form_set_as_a_table_is_read_as_fields() -> None:
    body = (
        "WITNESS STATEMENT\nStatement of:\tOdette Farleigh\nOccupation:\tTrainee plumber\n\n"
        "I am a trainee. I gave my wrench to him and I left.\n"
    )
    page = Page(body, marks=(marked(body, "table", "Statement of:\tOdette Farleigh\nOccupation:\tTrainee plumber"),))

    assert page.fields() == {"Statement of": "Odette Farleigh", "Occupation": "Trainee plumber"}
    assert page.at(page.block("I gave").speaker) == "Odette Farleigh"


def test_a_note_under_a_log_is_in_the_voice_of_whoever_initialled_it() -> None:
    page = Page(
        "TOOL LOG\nDate: 3 May 2022\n\nTime   Item   From   To\n06:50  Saw 2  Store  A. Roe\n\n"
        "“I never saw it back. – A.R.”\n“Who had it? – B.P.”\n"
    )

    assert page.document.genre == "log"
    assert [page.at(b.speaker) for b in page.document.blocks if b.kind == "prose"] == ["A.R.", "B.P."]


def test_anything_else_is_plain_prose_in_its_own_voice() -> None:
    page = Page("The pump was off.\n\nNobody had touched it.\n")

    assert page.document.genre == "plain"
    assert page.kinds() == [("prose", "The pump was off."), ("prose", "Nobody had touched it.")]


def test_a_form_without_colons_is_read_as_fields() -> None:
    table = "Statement of\tOdette Farleigh\nOccupation\tTrainee plumber"
    body = f"WITNESS STATEMENT\n\n{table}\n\nI am a trainee. I gave my wrench to him and I left.\n\nOn 2 May 2022 I saw him.\n"
    page = Page(body, marks=(marked(body, "table", table),))

    assert page.fields() == {"Statement of": "Odette Farleigh", "Occupation": "Trainee plumber"}
    assert page.of("prose")[-1] == "On 2 May 2022 I saw him."


def test_words_that_lead_into_speech_are_no_field() -> None:
    page = Page("The board wrote: no entry.\n\nHe said: give me the hook.\n\nMr Dunn shouted: run.\n")

    assert page.of("field") == []
    assert len(page.of("prose")) == 3


def test_a_report_in_the_first_person_is_its_writers() -> None:
    page = Page(
        "INCIDENT REPORT\nPrepared by: Hollis Brand\nDate: 3 May 2022\n\n"
        "I was at the gate. I saw the cart roll and I ran to it. I told my foreman.\n"
    )

    assert page.at(page.block("I was").speaker) == "Hollis Brand"


def test_a_dateline_with_a_state_and_an_agency_is_set_apart() -> None:
    page = Page(
        "Judge orders driver to speak\n\n"
        "HOLT, N.M. (AP) — A judge has ordered a driver to speak, the board said.\n\n"
        "“Good,” said Ann Roe.\n"
    )

    assert page.of("byline") == ["HOLT, N.M. (AP) —"]
    assert page.of("prose")[0].startswith("A judge has ordered")


def test_parties_whose_part_stands_on_a_line_of_its_own_are_found() -> None:
    page = Page(
        "IN THE HIGH COURT\nClaim No. KB-1\n\nBETWEEN:\n\nDOCK SAFETY BOARD\nClaimant\n- and -\n"
        "(1) DELLOW CRANES LIMITED\n(2) MR PAUL DELLOW\nDefendants\n\nORDER\n\n"
        "UPON the application of the Claimant dated 3 March 2023 and hearing counsel\nIT IS ORDERED THAT:\n\n"
        "1. Mr Dellow shall attend for interview.\n\nDated this 10th day of March 2023\n"
    )

    assert page.document.genre == "order"
    assert [(f.label, page.at(f.value)) for f in page.document.fields if f.label != "BETWEEN"] == [
        ("Claimant", "DOCK SAFETY BOARD"),
        ("Defendants", "DELLOW CRANES LIMITED"),
        ("Defendants", "MR PAUL DELLOW"),
    ]
    assert page.document.date == "2023-03-10"


def test_a_judge_named_under_a_ruled_line_has_signed() -> None:
    page = Page(
        ORDER.replace(
            "/s/ Lionel Marsden", "                          ____________________\n                          Hon. Lionel Marsden"
        )
    )

    assert page.fields()["signature"] == "Lionel Marsden"
    assert page.told("position") == [{"agent": "Lionel Marsden", "title": "Judge", "organisation": "District Court"}]


def test_initials_before_a_colon_stand_for_those_the_head_names() -> None:
    page = Page(
        "INTERVIEW TRANSCRIPT\nInterview of: Rosa Delmar\nConducted by: Investigator Tom Hale\n"
        "Also present: Vera Stone, union representative\n\n"
        "TH: Who set the press?\nRD: Mike did.\nTH: And the key?\nRD: I had it.\n"
        "VS: She has told you that.\nTH: Did he give it back?\nRD: No.\n"
    )

    assert page.of("answer") == ["Mike did.", "I had it.", "No."]
    assert page.at(page.block("Mike did").speaker) == "Rosa Delmar"
    assert page.at(page.block("She has told").speaker) == "Vera Stone"


def test_a_statement_ending_in_its_authors_bare_name_is_signed() -> None:
    page = Page(
        "Statement\n\nMy name is Harun Azmi and I am a fitter. I gave my key to Ms Blythe.\n\n"
        "I went home.\n\nHarun Azmi\n4 July 2023\n"
    )

    assert page.of("signature") == ["Harun Azmi"]
    assert page.document.date == "2023-07-04"
