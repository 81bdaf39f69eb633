"""Three small documents, as name and bytes."""

NOTE = ("note.txt", b"On Monday Ida Fennimore handed the lamp to Perrin Oyelaran.\nPerrin Oyelaran handed the lamp to Sol.\n")
LETTER = ("letter.txt", b"I saw it. Sol handed the lamp to Ida Fennimore.\n")
MEMO = ("memo.txt", b"Ida Fennimore handed the key to Wren Achterberg.\n")
