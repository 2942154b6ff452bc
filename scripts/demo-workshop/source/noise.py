# /// script
# requires-python = ">=3.11"
# dependencies = ["marimo", "mograder"]
#
# [tool.workshop.exercises.Q3]
# unlock = ["phrase"]
#
# [tool.workshop.exercises.Q4]
# unlock = ["session", "release"]
# ///

import marimo

__generated_with = "0.23.15"
app = marimo.App(width="medium", app_title="2. A key of noise")

with app.setup(hide_code=True):
    import html

    import marimo as mo
    from mograder.runtime import check, hint

    ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@app.cell(hide_code=True)
def _():
    # === MOGRADER: EXERCISES ===
    _exercises = ["Q3", "Q4"]
    return


@app.cell(hide_code=True)
def _():
    mo.md(r"""
    # A key of noise

    One turn for a whole letter is too little: you have just read such a message yourself. For three hundred years people
    thought that a **word** as the key was enough. Its letters take turns at turning the ring, and so the same letter
    becomes now this one, now that one.
    """)
    return


@app.cell(hide_code=True)
def _():
    mo.vstack(
        [
            mo.md(r"""
            ## Q3: A word as the key

            Write `encrypt(text, key)` for texts of capital letters. The first letter is turned by the first letter of the
            key (A by 0 places, B by 1, C by 2 …), the second by the second, and when the key is used up it begins again.

            `place(letter)` tells the place of a letter from 0 on, and `letter_at(n)` the letter at a place, round and round.
            """),
            hint(
                "Place and turn are added: `letter_at(place(letter) + place(turn))`.",
                "`key[index % len(key)]` begins again when the key is used up.",
                "`enumerate(text)` gives each letter with its index.",
            ),
        ]
    )
    return


@app.function(hide_code=True)
def place(letter):
    return ALPHABET.index(letter)


@app.function(hide_code=True)
def letter_at(n):
    return ALPHABET[n % 26]


@app.cell
def _():
    def encrypt(text, key):
        ### BEGIN SOLUTION
        return "".join(
            letter_at(place(letter) + place(key[index % len(key)])) for index, letter in enumerate(text)
        )
        ### NOTES
        # This is *Vigenère's cipher*, called the unbreakable one until 1863. Where the key is as short as a word, every
        # sixth letter, say, is turned alike, and the bars of the first notebook fit again.
        ### END SOLUTION
    return (encrypt,)


@app.cell(hide_code=True)
def _(encrypt):
    mo.stop(encrypt("A", "B") is None, check("Q3: A word as the key", []))
    check(
        "Q3: A word as the key",
        [
            (encrypt("AAA", "SEA") == "SEA", "Letters A show the key itself: AAA by SEA is SEA."),
            (encrypt("LIGHTHOUSE", "SEA") == "DMGZXHGYSW", "The key begins again: LIGHTHOUSE by SEA is DMGZXHGYSW."),
            (encrypt("ZEBRA", "B") == "AFCSB", "A key of one letter is Caesar's: ZEBRA by B is AFCSB."),
        ],
    )
    return


@app.cell(hide_code=True)
def _():
    spoken = mo.ui.text("ATTACKATDAWN", label="Text:")
    word = mo.ui.text("LEMON", label="Key:")
    mo.hstack([spoken, word], justify="start", wrap=True)
    return spoken, word


@app.cell(hide_code=True)
def _(encrypt, spoken, word):
    _letters = "".join(letter for letter in spoken.value.upper() if letter in ALPHABET)[:20]
    _key = "".join(letter for letter in word.value.upper() if letter in ALPHABET) or "A"
    mo.stop(encrypt("A", "B") is None, mo.md("*Here the letters get their colours, once they can be turned.*"))
    mo.Html(
        ribbons([("text", _letters), ("key", (_key * 20)[: len(_letters)]), ("secret", str(encrypt(_letters, _key)))])
    )
    return


@app.function(hide_code=True)
def ribbons(rows):
    """Texts below one another, each letter on its own colour."""
    cells = []
    for row, (name, text) in enumerate(rows):
        y = 4 + 44 * row
        cells.append(f'<text x="56" y="{y + 18}" text-anchor="end" font-size="12">{name}</text>')
        for index, letter in enumerate(text[:20]):
            hue = 360 * ALPHABET.find(letter) / 26
            cells.append(
                f'<rect x="{66 + 27 * index}" y="{y}" width="25" height="36" rx="4" fill="hsl({hue:.0f} 70% 78%)"/>'
                f'<text x="{78.5 + 27 * index}" y="{y + 18}" text-anchor="middle" font-size="16" fill="#222" '
                f'font-family="monospace">{html.escape(letter)}</text>'
            )
    described = "; ".join(f"{name} {text}" for name, text in rows)
    return f"""
    <svg viewBox="0 0 610 136" width="100%" style="display:block;max-width:610px" role="img"
         aria-label="{html.escape(described)}">
      <g fill="currentColor" dominant-baseline="central">{"".join(cells)}</g>
    </svg>
    """


@app.cell(hide_code=True)
def _():
    mo.vstack(
        [
            mo.md(r"""
            ## Q4: Two sheets of noise

            And if the key is pure chance, as long as the message, and used once? Then nobody can break it, ever. Two
            messengers have brought us two sheets of black and white dots. Each alone is noise. Together they are a picture.

            Write `overlay(one, other)` for two sheets, which are lists of rows of 0 and 1. A dot of the result is 1 where
            the two sheets **differ**, and 0 where they are the same.
            """),
            hint(
                "For two dots `a ^ b` is 1 where they differ.",
                "`zip(one, other)` walks through the rows of both sheets at once, and through the dots of two rows.",
            ),
        ]
    )
    return


@app.cell
def _():
    def overlay(one, other):
        ### BEGIN SOLUTION
        return [[a ^ b for a, b in zip(row, below)] for row, below in zip(one, other)]
        ### NOTES
        # `^` is *exclusive or*: the ring of an alphabet that has two letters only, turned by 0 or 1. This is the
        # **one-time pad**. Each sheet alone is as likely to belong to any picture of this size, so it tells nothing.
        #
        # > The solution that you are reading was locked with AES, whose innermost step is the same `^`.
        ### END SOLUTION
    return (overlay,)


@app.cell(hide_code=True)
def _(overlay):
    mo.stop(overlay([[0]], [[1]]) is None, check("Q4: Two sheets of noise", []))
    check(
        "Q4: Two sheets of noise",
        [
            (overlay([[0, 1]], [[1, 1]]) == [[1, 0]], "A dot is 1 where the sheets differ: 0 and 1; and 0 for 1 and 1."),
            (overlay([[0, 0], [1, 0]], [[0, 0], [0, 1]]) == [[0, 0], [1, 1]], "Every row of the sheets has its row."),
        ],
    )
    return


@app.cell(hide_code=True)
def _():
    slide = mo.ui.slider(0, 12, value=9, full_width=True, show_value=True, label="Slide the second sheet: off by so many dots")
    slide
    return (slide,)


@app.cell(hide_code=True)
def _(first_sheet, overlay, second_sheet, slide):
    _by = slide.value
    _slid = [row[_by:] + row[:_by] for row in second_sheet]
    _result = overlay(first_sheet, _slid)
    mo.stop(
        _result is None,
        mo.hstack([mo.Html(sheet(first_sheet, "The first sheet")), mo.Html(sheet(second_sheet, "The second sheet"))]),
    )
    mo.Html(sheet(_result, "Both sheets, one over the other" if _by else "Both sheets, exactly one over the other"))
    return


@app.function(hide_code=True)
def sheet(rows, name):
    """Rows of 0 and 1 as dots on paper."""
    dots = "".join(
        f"M{10 * x} {10 * y}h10v10h-10z" for y, row in enumerate(rows) for x, dot in enumerate(row) if dot == 1
    )
    return f"""
    <svg viewBox="-6 -6 {10 * len(rows[0]) + 12} {10 * len(rows) + 12}" width="100%" role="img" aria-label="{name}"
         style="display:block;max-width:420px;margin:auto;background:#f4e9cf;border-radius:4px">
      <path d="{dots}" fill="#23365c"/>
    </svg>
    """


@app.cell(hide_code=True)
def _():
    first_sheet = unpack(
        "638788fad7cfacc5e4a54cdebc03a0c929a0d02bf250fce5c897bf3b99b42ba8"
        "3c5cb70f2fa115eb4714857e49ca5bddc019379f4a8690c5f66e938d151a8812"
        "eba7d8349a75f70459d9ede9cac2567dc48f118c73a0326cd341c4a66b5846bd"
    )
    second_sheet = unpack(
        "638788fad7cf6cc5e4a6bcdeb40090cd2aa2001bf2922c25c8b44e3b9eb7db90"
        "3c5ea70f2f82e4eb47d695be4ac9abedc81b279b4a8168c5f66a9b8d151d7012"
        "eba310349a793b0459d611e9cafda97dc570ee6c43be2c6a5520253f6ad846bc"
    )
    return first_sheet, second_sheet


@app.function(hide_code=True)
def unpack(digits):
    """Eight hexadecimal digits are the 32 dots of a row."""
    return [[int(bit) for bit in f"{int(digits[at : at + 8], 16):032b}"] for at in range(0, len(digits), 8)]


@app.cell(hide_code=True)
def _():
    mo.vstack(
        [
            mo.md(r"""
            ## The board

            In a classroom your instructor would now write the words of the session on the board, and everybody would open
            the last solution at once. Here is the board. Type its words into the card of Q4.
            """),
            mo.Html(
                """
                <div role="img" aria-label="A board with the words: museum whisper copper island velvet thunder"
                     style="max-width:30rem;margin:auto;padding:22px 26px;border:10px solid #8a5a2b;border-radius:6px;
                     background:#21463a;color:#f2f5ee;font:italic 22px/1.6 Georgia,serif;text-align:center">
                  museum whisper copper <br>island velvet thunder
                </div>
                """
            ),
            mo.md(r"""
            And the words for Q3? You have read them in the first notebook.

            | lock | how it opened here | how strong it is |
            |:---|:---|:---|
            | checks | your `shift` passed its checks | a teaching gate: the key lies in the site's files |
            | answer | your run came to the message | as hard as the answer is to guess |
            | phrase | six words, hidden in a message | as strong as its words |
            | session | six words on a board | as strong as its words, for whoever sees the board |
            | release | not yet: its key is with the instructor | real: nothing opens before it is released |

            To be the instructor, type this in the repository while `npm start` runs, and watch the card of any exercise
            that has this lock:

            `npm run workshop -- release-key Q4 --site dist/demo/workshop --private scripts/demo-workshop/private`
            """),
        ]
    )
    return


if __name__ == "__main__":
    app.run()
