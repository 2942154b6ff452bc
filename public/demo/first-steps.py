# /// script
# requires-python = ">=3.11"
# dependencies = [
#     "marimo",
#     "mograder",
# ]
# ///

import marimo

__generated_with = "0.23.15"
app = marimo.App(width="medium", app_title="First steps")


@app.cell(hide_code=True)
def _():
    import marimo as mo
    from mograder.runtime import check, hint

    return check, hint, mo


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    # First steps

    This page is a **notebook**: text, code and results in one column. The code is Python. It runs inside your
    browser, on your own machine, so there is nothing to install and nothing you can break.

    Here is a kitchen that cooks for any number of guests. The next cell says how many are coming.
    """)
    return


@app.cell
def _():
    guests = 4
    return (guests,)


@app.cell(hide_code=True)
def _(guests, mo):
    _pancakes = 3 * guests
    _eggs = -(-_pancakes // 5)

    mo.md(f"""
    ## Pancakes for {guests}

    | to buy | how much |
    |:--|--:|
    | flour | {25 * _pancakes} g |
    | milk | {50 * _pancakes} ml |
    | eggs | {_eggs} |

    That makes **{_pancakes} pancakes**, three for everybody.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## Your turn

    Ten guests are coming. Change the `4` above to `10` and run the cell: press the ▷ beside it, or
    <kbd>Ctrl</kbd> + <kbd>Enter</kbd>.

    Watch what happens. You ran *one* cell, and the shopping list changed too: a notebook re-runs everything that
    depends on what you changed, so what you see always fits together. The box below is a **check**. It follows along.
    """)
    return


@app.cell(hide_code=True)
def _(check, guests, hint, mo):
    mo.stop(
        guests == 4,
        mo.vstack(
            [
                check("Guests: ten of them", []),
                hint("Only the number changes. The name `guests` and the `=` stay."),
            ]
        ),
    )

    check(
        "Guests: ten of them",
        [
            (isinstance(guests, int), "the number of guests should be a whole number, such as `10`"),
            (guests == 10, f"there should be 10 guests, and `guests` is `{guests!r}`"),
        ],
    )
    return


@app.cell(hide_code=True)
def _(mo):
    batter = mo.ui.slider(10, 60, step=5, value=25, show_value=True, label="Batter in a pancake, in grams")
    mo.vstack([mo.md("## Some things are better dragged\n\nNot everything has to be typed."), batter])
    return (batter,)


@app.cell(hide_code=True)
def _(batter, mo):
    # A pancake of this thickness, in millimetres, spreads until its batter is used up.
    _width = 2 * (batter.value * 1000 / 4 / 3.14159) ** 0.5
    _word = "a coin-sized blini" if _width < 65 else "a proper pancake" if _width < 110 else "a plate-sized crêpe"

    mo.md(f"""
    <svg viewBox="0 0 300 150" width="100%" style="display:block;max-width:420px" role="img"
         aria-label="A pancake {_width:.0f} millimetres wide">
      <ellipse cx="150" cy="92" rx="{_width}" ry="{_width * 0.36:.1f}" fill="#b8742c" />
      <ellipse cx="150" cy="86" rx="{_width}" ry="{_width * 0.36:.1f}" fill="#e9b45c" />
      <ellipse cx="150" cy="84" rx="{_width * 0.82:.1f}" ry="{_width * 0.28:.1f}" fill="#d9983f" />
      <rect x="136" y="70" width="30" height="17" rx="3" fill="#fff0b8" transform="rotate(-8 150 78)" />
    </svg>

    {batter.value} g of batter make **{_word}**, {_width:.0f} mm across.

    ---

    That is all there is to it. When a notebook asks for your work, **Validate** runs it once from top to bottom in a
    clean room and shows the checks, and **Download** gives you the file. Your changes are kept in this browser;
    **Reset** brings back the page as it was handed out, and can be undone.
    """)
    return


if __name__ == "__main__":
    app.run()
