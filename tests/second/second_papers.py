"""An invented statement, and a claim in it that the rules do not find."""

STATEMENT = (
    "statement.txt",
    b"""Statement of Ida Fennimore

Date: 28 September 2026

I am the assistant armourer. On Thursday 17 September, shortly after two, I handed the revolver W-03 to Perrin Oyelaran.
Mr Oyelaran told me that the site manager had taken the key from the cabin at nine. The foreman knew nothing of it.
""",
)
TAKING = {
    "kind": "taking_out",
    "quote": "the site manager had taken the key from the cabin at nine",
    "roles": {"agent": "the site manager", "item": "the key", "place": "the cabin"},
    "by": "Mr Oyelaran",
    "when": "nine",
}
