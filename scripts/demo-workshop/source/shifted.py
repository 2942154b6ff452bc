# /// script
# requires-python = ">=3.11"
# dependencies = ["marimo", "mograder"]
#
# [tool.workshop.exercises.Q1]
# unlock = ["checks", "release"]
#
# [tool.workshop.exercises.Q2]
# unlock = ["answer", "release"]
# answer = ["message"]
# ///

import marimo

__generated_with = "0.23.15"
app = marimo.App(width="medium", app_title="1. A shifted alphabet")

with app.setup(hide_code=True):
    import hashlib
    import html
    import math

    import marimo as mo
    from mograder.runtime import check, hint

    ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@app.cell(hide_code=True)
def _():
    # === MOGRADER: EXERCISES ===
    _exercises = ["Q1", "Q2"]
    return


@app.cell(hide_code=True)
def _():
    mo.md(r"""
    # A shifted alphabet

    Julius Caesar wrote to his generals in an alphabet that was pushed along by three places: every A became a D, every B
    an E, and at the end X, Y and Z went round to A, B and C. Whoever knew the three could read it.

    In ten minutes you build his machine, and then you break it. Turn the inner ring: the letter outside becomes the one
    below it.
    """)
    return


@app.cell(hide_code=True)
def _():
    places = mo.ui.slider(0, 25, value=3, show_value=True, full_width=True, label="Turn the ring by so many places")
    places
    return (places,)


@app.cell(hide_code=True)
def _(places):
    mo.Html(wheel(places.value))
    return


@app.function(hide_code=True)
def wheel(places):
    """Two rings of letters as SVG, the inner one turned."""

    def ring(radius, turned, size, weight):
        letters = []
        for index, letter in enumerate(ALPHABET):
            angle = 2 * math.pi * (index - turned) / 26
            x, y = 160 + radius * math.sin(angle), 160 - radius * math.cos(angle)
            letters.append(f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}">{letter}</text>')
        return "".join(letters)

    spokes = "".join(
        f'<path d="M160 60V40" transform="rotate({360 * (index + 0.5) / 26:.2f} 160 160)"/>' for index in range(26)
    )
    return f"""
    <svg viewBox="0 0 320 320" width="100%" style="display:block;max-width:340px;margin:auto" role="img"
         aria-label="A wheel of two alphabets, the inner one turned by {places} places">
      <circle cx="160" cy="160" r="152" fill="#2f6fde" opacity=".12"/>
      <circle cx="160" cy="160" r="118" fill="#e08a1e" opacity=".18"/>
      <g fill="none" stroke="currentColor" opacity=".45">
        <circle cx="160" cy="160" r="152"/><circle cx="160" cy="160" r="118"/><circle cx="160" cy="160" r="82"/>{spokes}
      </g>
      <g fill="currentColor" text-anchor="middle" dominant-baseline="central" font-family="monospace">
        {ring(135, 0, 17, 400)}{ring(100, places, 17, 700)}
        <text x="160" y="150" font-size="40" font-weight="700">{places}</text>
        <text x="160" y="182" font-size="12">{"place" if places == 1 else "places"}</text>
      </g>
    </svg>
    """


@app.cell(hide_code=True)
def _():
    mo.vstack(
        [
            mo.md(r"""
            ## Q1: The machine

            Write `shift(letter, places)`: the letter so many places further on. After Z comes A again; a space, or anything
            else that is no capital letter, stays as it is. `ALPHABET` holds the 26 letters in order.
            """),
            hint(
                "`ALPHABET.index(letter)` tells the place of a letter, counted from 0.",
                "`%` is what is left after a division: `27 % 26` is 1, and `-1 % 26` is 25.",
            ),
        ]
    )
    return


@app.cell
def _():
    def shift(letter, places):
        ### BEGIN SOLUTION
        if letter not in ALPHABET:
            return letter
        return ALPHABET[(ALPHABET.index(letter) + places) % 26]
        ### NOTES
        # The remainder of a division closes the line of letters to a **ring**. It does so for backward steps, too: in
        # Python `-1 % 26` is 25. Other languages say -1 here, and their programs fall off the end of the alphabet.
        ### END SOLUTION
    return (shift,)


@app.cell(hide_code=True)
def _(shift):
    mo.stop(shift("A", 1) is None, check("Q1: The machine", []))
    check(
        "Q1: The machine",
        [
            (shift("A", 3) == "D", "A, three places on, is D."),
            (shift("Y", 3) == "B", "After Z it goes on with A: Y becomes B."),
            (shift("B", -3) == "Y", "It turns backwards as well: B, by -3, is Y."),
            (shift(" ", 7) == " ", "A space stays a space."),
        ],
    )
    return


@app.cell(hide_code=True)
def _():
    letter_home = mo.ui.text("MEET ME AT THE OLD LIGHTHOUSE", label="Your machine at work:", full_width=True)
    letter_home
    return (letter_home,)


@app.cell(hide_code=True)
def _(letter_home, places, shift):
    mo.stop(shift("A", 1) is None, mo.md("*The tape stays empty until your machine turns.*"))
    mo.Html(tape("".join(str(shift(letter, places.value)) for letter in letter_home.value.upper()[:60])))
    return


@app.function(hide_code=True)
def tape(text):
    """A strip of paper with a text."""
    return (
        '<div style="padding:14px 18px;border-radius:4px;background:#f4e9cf;color:#3b2f14;font:700 17px/1.5 monospace;'
        'letter-spacing:.14em;overflow-wrap:anywhere;border-block:3px dashed #d9c79b">'
        f"{html.escape(text) or '&nbsp;'}</div>"
    )


@app.cell(hide_code=True)
def _():
    intercepted = (
        "NVCC IVRU KYV JYZG CVRMVJ RK KVE WIFD KYV GZVI SVYZEU KYV CZXYKYFLJV "
        "KVCC KYVD NYF JVEK PFL NZKY KYVJV NFIUJ MZFCZE TRJKCV FTVRE GVETZC IRSSZK CRUUVI"
    )
    mo.vstack(
        [
            mo.md(r"""
            ## Q2: Read what is not for you

            This came over the wire last night. Nobody told us by how many places the ring was turned.
            """),
            mo.Html(tape(intercepted)),
        ]
    )
    return (intercepted,)


@app.cell(hide_code=True)
def _():
    guess = mo.ui.slider(0, 25, value=0, show_value=True, full_width=True, label="Perhaps it was turned by")
    guess
    return (guess,)


@app.cell(hide_code=True)
def _(guess, intercepted):
    mo.Html(profile(intercepted, guess.value))
    return


@app.function(hide_code=True)
def profile(text, guess):
    """How often each letter would occur, as bars, over the usual profile of English."""
    usual = [82, 15, 28, 43, 127, 22, 20, 61, 70, 2, 8, 40, 24, 67, 75, 19, 1, 60, 63, 91, 28, 10, 24, 2, 20, 1]
    letters = sum(text.count(letter) for letter in ALPHABET)
    bars = []
    for index, letter in enumerate(ALPHABET):
        here = 1000 * text.count((ALPHABET * 2)[index + guess]) / letters
        x = 8 + 15 * index
        bars.append(
            f'<rect x="{x}" y="{130 - 0.8 * usual[index]:.1f}" width="12" height="{0.8 * usual[index]:.1f}" fill="#2f6fde" '
            f'opacity=".28"/><rect x="{x + 3}" y="{130 - 0.8 * here:.1f}" width="6" height="{0.8 * here:.1f}" '
            f'fill="#e08a1e"/><text x="{x + 6}" y="144">{letter}</text>'
        )
    return f"""
    <svg viewBox="0 0 400 152" width="100%" style="display:block;max-width:640px" role="img"
         aria-label="Letters of the message if it was turned by {guess} places, over the letters of English">
      <g fill="currentColor" font-size="10" text-anchor="middle" font-family="monospace">{"".join(bars)}</g>
    </svg>
    """


@app.cell(hide_code=True)
def _():
    mo.vstack(
        [
            mo.md(r"""
            The broad bars are the letters of English, the thin ones those of the message. They fit for one turn only.

            Let `message` be the text as it was before, made with your `shift`.
            """),
            hint(
                "E is the most frequent letter of English, and T the next. Where do the two tallest thin bars belong?",
                "To undo a turn, turn by as many places in the other direction.",
                '`"".join(… for letter in intercepted)` puts single letters together to a text.',
            ),
        ]
    )
    return


@app.cell
def _(intercepted, shift):
    message = None
    ### BEGIN SOLUTION
    message = "".join(shift(letter, -17) for letter in intercepted)
    ### NOTES
    # There are only 25 turns to try, so this cipher keeps a secret for about a minute. The lock of this solution was of
    # the same kind: *proof of answer*. It opened because your run came to the message, and it opens for whoever has it.
    #
    # - A good answer is hard to guess and easy to find with what was taught.
    # - The check knows only a **fingerprint** of the message (SHA-256), and nobody can read it backwards.
    ### END SOLUTION
    return (message,)


@app.cell(hide_code=True)
def _(intercepted, message):
    mo.stop(message is None, check("Q2: Read what is not for you", []))
    check(
        "Q2: Read what is not for you",
        [
            (
                isinstance(message, str) and len(message) == len(intercepted),
                "The message is a text, as long as what was intercepted.",
            ),
            (
                hashlib.sha256(str(message).encode()).hexdigest()[:16] == "bdeea273a942e775",
                "That is not what they wrote yet. Can you read it?",
            ),
        ],
    )
    return


@app.cell(hide_code=True)
def _(message):
    mo.stop(
        message is None,
        mo.md("*What the message says, you will need: the second notebook begins where it ends.*"),
    )
    mo.vstack(
        [
            mo.Html(tape(str(message))),
            mo.md("Keep the last six words. They open a lock in the second notebook."),
        ]
    )
    return


if __name__ == "__main__":
    app.run()
