# /// script
# requires-python = ">=3.11"
# dependencies = [
#     "marimo",
#     "mograder",
# ]
# mograder-assignment = "week-2-roots"
# ///

import marimo

__generated_with = "0.23.15"
app = marimo.App(width="medium", app_title="Week 2: Roots")


@app.cell(hide_code=True)
def _():
    import csv
    import math

    import marimo as mo
    from mograder.runtime import Grader, hint

    # === MOGRADER: MARKS ===
    _marks = {"Q1": 10, "Q2": 15, "Q3": 15, "Q4": 10, "Essay": 20}
    grader = Grader(_marks)
    check = grader.check
    return check, csv, grader, hint, math, mo


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    # Week 2: Roots

    The harbour of Sandwick is shallow. The ferry needs **3.0 m** of water, and the tide decides when there is that
    much. The harbour master has a table of the water's height every half hour. She asks you for the sailing times,
    to the minute.

    You will find where the table crosses 3.0 m (Q1), close in on the moment by halving (Q2), get there faster with
    Newton's method (Q3), and put the pieces together (Q4). At the end you write her a short answer in words.

    **How this notebook works.** Your code goes where it says `YOUR CODE HERE`. Under each question there is a check,
    which runs by itself: amber waits for your code, red has found something wrong, blue is partly right and earns part
    of the marks, green is done. Checks and marks cannot be edited; everything else is yours to try things in.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## The data

    The file `tide.csv` lies beside this notebook. It has two columns, `hour` (since midnight) and `height` (of the
    water, in metres). The next cell reads it into a list of pairs.
    """)
    return


@app.cell
def _(csv):
    with open("tide.csv", newline="") as _file:
        tide = [(float(_row["hour"]), float(_row["height"])) for _row in csv.DictReader(_file)]

    needed = 3.0
    tide[:4]
    return needed, tide


@app.cell(hide_code=True)
def _(math, mo):
    def tide_height(t):
        """The height of the water in metres, t hours after midnight: a sum of three waves, fitted to the table."""
        return 2.75 + sum(size * math.cos(speed * (t - high)) for size, speed, high in waves)

    def tide_slope(t):
        """How fast the water rises, in metres per hour: the derivative of tide_height."""
        return -sum(size * speed * math.sin(speed * (t - high)) for size, speed, high in waves)

    # The pull of the moon, of the sun, and of the moon's tilted path: metres, radians per hour, hour of high water.
    waves = [(1.32, 2 * math.pi / 12.42, 4.2), (0.41, 2 * math.pi / 12.0, 5.6), (0.17, 2 * math.pi / 25.82, 8.0)]

    def tide_chart(points, level, marks=(), path=()):
        """The tide over time as SVG; `marks` are hours to point at, `path` the guesses of Newton's method."""
        last = points[-1][0]
        x, y = lambda t: 26 + 364 * min(max(t, -1), last + 1) / last, lambda h: 150 - 30 * h
        curve = " ".join(f"{x(t):.1f},{y(h):.1f}" for t, h in points)
        ticks = range(0, int(last) + 1, 6)
        hours = "".join(f'<text x="{x(t):.1f}" y="166" text-anchor="middle">{t}</text>' for t in ticks)
        metres = "".join(f'<text x="20" y="{y(h) + 4:.1f}" text-anchor="end">{h}</text>' for h in range(5))
        dots = "".join(f'<circle cx="{x(t):.1f}" cy="{y(level):.1f}" r="4.5" fill="#2f6fde"/>' for t in marks)
        # From each guess up to the curve, then along the tangent to the next guess.
        hops = "".join(
            f'<path d="M{x(a):.1f} {y(level):.1f}V{y(tide_height(a)):.1f}L{x(b):.1f} {y(level):.1f}"/>'
            for a, b in zip(path, path[1:])
        )
        return mo.Html(f"""
        <svg viewBox="0 0 400 184" width="100%" style="display:block;max-width:640px" fill="none" font-size="11" role="img"
             aria-label="The height of the water over {last:.0f} hours, with a line at {level} metres">
          <defs><clipPath id="chart"><rect x="26" y="0" width="364" height="151"/></clipPath></defs>
          <path d="M26 4V150H390" stroke="currentColor" opacity=".5"/>
          <path d="M26 {y(level)}H390" stroke="#e08a1e" stroke-width="1.5" stroke-dasharray="5 4"/>
          <polyline points="{curve}" stroke="#2f6fde" stroke-width="2"/>
          <g stroke="#c2410c" stroke-width="1.5" clip-path="url(#chart)">{hops}</g>{dots}
          <g fill="currentColor">{hours}{metres}<text x="390" y="180" text-anchor="end">hours since midnight</text>
          <text x="30" y="12">metres</text></g>
        </svg>
        """)

    return tide_chart, tide_height, tide_slope


@app.cell(hide_code=True)
def _(needed, tide, tide_chart):
    tide_chart(tide, needed)
    return


@app.cell(hide_code=True)
def _():
    def attempt(function, *arguments):
        """What a function answers, or the error it raises: so a check can say what went wrong."""
        try:
            return function(*arguments)
        except Exception as error:
            return error

    def near(answer, value, tolerance):
        """Whether an answer is a number within the tolerance of a value."""
        return isinstance(answer, (int, float)) and abs(answer - value) <= tolerance

    return attempt, near


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## Q1: Brackets (10 marks)

    If the water is below 3.0 m at one reading and above it at the next, it crossed 3.0 m in between. Such a pair of
    neighbouring hours is called a **bracket**.

    Write `brackets(points, level)`. It takes a list of `(hour, height)` pairs and returns the list of all brackets, in
    order, as pairs `(hour before, hour after)`. The water may rise or fall through the level. You may assume that no
    reading is exactly at the level.
    """)
    return


@app.cell(hide_code=True)
def _(hint):
    hint(
        "`zip(points, points[1:])` gives every reading together with its neighbour.",
        r"Two numbers have different signs if their product is negative: $(h_1 - L)(h_2 - L) < 0$.",
    )
    return


@app.function
def brackets(points, level):
    """All pairs of neighbouring hours between which the height crosses the level."""
    # YOUR CODE HERE
    pass


@app.cell(hide_code=True)
def _(attempt, check, mo, needed, tide):
    _small = [(0, 1.0), (1, 3.0), (2, 2.0), (3, 2.2), (4, 0.5)]
    _rising, _both, _none = (
        attempt(brackets, _small[:2], 2.5),
        attempt(brackets, _small, 2.1),
        attempt(brackets, _small, 9),
    )
    _tide = attempt(brackets, tide, needed)

    mo.stop(_rising is None, check("Q1: Brackets", []))

    check(
        "Q1: Brackets",
        [
            (_rising == [(0, 1)], f"from 1.0 m to 3.0 m through level 2.5: expected `[(0, 1)]`, got `{_rising!r}`"),
            (
                _both == [(0, 1), (1, 2), (2, 3), (3, 4)],
                f"the level can be crossed on the way down, too: of `{_small}` at 2.1 you found `{_both!r}`",
                2,
            ),
            (_none == [], f"a level that is never reached has no brackets: expected `[]`, got `{_none!r}`"),
            (isinstance(_tide, list) and len(_tide) == 6, "the tide table crosses 3.0 m six times"),
        ],
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## Q2: Bisection (15 marks)

    A table knows the crossing to half an hour. For the minute we need the water's height at *any* time: that is
    `tide_height(t)`, which the harbour's computer has fitted to the table. We look for a root of
    $f(t) = \text{height}(t) - 3.0$.

    If $f$ is continuous and has different signs at $a$ and $b$, there is a root between them. Look at the middle
    $m = \frac{a+b}{2}$, keep the half in which the sign changes, and go on:

    $$b - a \;\longrightarrow\; \frac{b-a}{2} \;\longrightarrow\; \frac{b-a}{4} \;\longrightarrow\; \cdots$$

    Write `bisect(f, a, b, tolerance)`. It returns a number at most `tolerance` away from a root. If `f(a)` and `f(b)`
    have the same sign, it raises a `ValueError`.
    """)
    return


@app.cell(hide_code=True)
def _(hint):
    hint(
        "`while b - a > tolerance:` look at the middle, and replace either `a` or `b` by it.",
        "Which one? Keep `f(a)` and `f(b)` of different signs. That works for rising and falling functions alike.",
        '`raise ValueError("no change of sign")` comes first, before the loop.',
    )
    return


@app.function
def bisect(f, a, b, tolerance=1e-6):
    """A root of f between a and b, by halving the interval."""
    # YOUR CODE HERE
    pass


@app.cell(hide_code=True)
def _(attempt, check, mo, near, needed, tide_height):
    _root = attempt(bisect, lambda x: x * x - 2, 0, 2)
    _sharp = attempt(bisect, lambda x: x * x - 2, 0, 2, 1e-12)
    _falling = attempt(bisect, lambda x: 1 - x, 0, 5)
    _refused = attempt(bisect, lambda x: x * x + 1, -1, 1)
    _ferry = attempt(bisect, lambda t: tide_height(t) - needed, 7, 8)

    mo.stop(_root is None, check("Q2: Bisection", []))

    check(
        "Q2: Bisection",
        [
            (near(_root, 2**0.5, 1e-6), f"the root of $x^2 - 2$ between 0 and 2 is 1.414214, you got `{_root!r}`", 2),
            (near(_sharp, 2**0.5, 2e-12), f"with `tolerance=1e-12` it came out as `{_sharp!r}`: go on for longer"),
            (near(_falling, 1, 1e-6), f"$1 - x$ falls through zero at 1, you got `{_falling!r}`"),
            (isinstance(_refused, ValueError), "$x^2 + 1$ has no change of sign on $[-1, 1]$: raise a `ValueError`"),
            (
                isinstance(_ferry, float) and abs(tide_height(_ferry) - needed) < 1e-5,
                f"the water falls through 3.0 m between 7 and 8 o'clock, you got `{_ferry!r}`",
            ),
        ],
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## Q3: Newton's method (15 marks)

    Bisection gains one binary digit a step. If we also know the slope, we can do much better: follow the tangent to
    where it meets zero, and take that as the next guess.

    $$x_{k+1} = x_k - \frac{f(x_k)}{f'(x_k)}$$

    Write `newton(f, slope, x, tolerance, most)`. It returns the **list of all guesses**, the starting point `x` first,
    and stops as soon as

    - `abs(f(x)) <= tolerance`, or
    - `most` steps have been made, or
    - the slope is zero, since then there is no next guess.
    """)
    return


@app.cell(hide_code=True)
def _(hint):
    hint(
        "Begin with `guesses = [x]` and append. The last guess is `guesses[-1]`.",
        "A `for` loop over `range(most)` with `break` can never run for ever.",
    )
    return


@app.function
def newton(f, slope, x, tolerance=1e-10, most=30):
    """The guesses of Newton's method for a root of f, beginning with x."""
    # YOUR CODE HERE
    pass


@app.cell(hide_code=True)
def _(attempt, check, mo, near):
    _found = attempt(newton, lambda x: x * x - 2, lambda x: 2 * x, 1.0)
    _guesses = _found if isinstance(_found, list) and _found else [None]
    _circle = attempt(newton, lambda x: x**3 - 2 * x + 2, lambda x: 3 * x * x - 2, 0.0)
    _flat = attempt(newton, lambda x: x * x - 1, lambda x: 2 * x, 0.0)

    mo.stop(_found is None, check("Q3: Newton's method", []))

    check(
        "Q3: Newton's method",
        [
            (near(_guesses[-1], 2**0.5, 1e-9), f"$x^2 - 2$ from 1 should end at 1.414214; you got `{_found!r}`", 2),
            (_guesses[0] == 1.0, "the first entry of the list should be the starting point"),
            (len(_guesses) <= 7, f"six steps are plenty for $x^2 - 2$ from 1, your list has {len(_guesses)} entries"),
            (
                isinstance(_circle, list) and len(_circle) == 31,
                "$x^3 - 2x + 2$ from 0 goes round in a circle: give up after `most` steps, with 31 entries in the list",
            ),
            (_flat == [0.0], f"$x^2 - 1$ is flat at 0: stop there, with `[0.0]`; you got `{_flat!r}`"),
        ],
    )
    return


@app.cell(hide_code=True)
def _(mo):
    start = mo.ui.slider(0, 24, step=0.1, value=10, show_value=True, full_width=True, label="Starting point, in hours")
    mo.vstack([mo.md("Once `newton` works, send it for a walk along the tide. Not every start ends well."), start])
    return (start,)


@app.cell(hide_code=True)
def _(attempt, mo, needed, start, tide, tide_chart, tide_height, tide_slope):
    _walk = attempt(newton, lambda t: tide_height(t) - needed, tide_slope, start.value)
    mo.stop(not isinstance(_walk, list) or not _walk, mo.md("*The walk appears here.*"))

    _end = _walk[-1]
    _place = f"at hour {_end:.4f}" if 0 <= _end <= 36 else "outside the table"
    _steps = "1 step" if len(_walk) == 2 else f"{len(_walk) - 1} steps"
    _marks = [_end] if 0 <= _end <= 36 else []
    mo.vstack([tide_chart(tide, needed, _marks, _walk), mo.md(f"After {_steps} it ends {_place}.")])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## Q4: The ferry's day (10 marks)

    For how long can the ferry sail between hour 0 and hour 24? Add up the times with at least 3.0 m of water, and store
    the sum, in hours, in `sailing_hours`. Half the marks are for being right to the half hour, the rest for the minute.
    """)
    return


@app.cell(hide_code=True)
def _(hint):
    hint(
        "`brackets` gives you the crossings before hour 24, and `bisect` the moment in each of them.",
        "The water is below 3.0 m at midnight, so the crossings take turns: up, down, up, down.",
    )
    return


@app.cell
def _(needed, tide, tide_height):
    sailing_hours = None
    # YOUR CODE HERE
    pass
    return (sailing_hours,)


@app.cell(hide_code=True)
def _(check, mo, near, needed, sailing_hours, tide_height):
    mo.stop(sailing_hours is None, check("Q4: The ferry's day", []))

    # Looking every fifteen seconds is slow but hard to get wrong.
    _expected = sum(tide_height(_i / 240) >= needed for _i in range(24 * 240)) / 240

    check(
        "Q4: The ferry's day",
        [
            (near(sailing_hours, _expected, 0.5), f"`{sailing_hours!r}` hours is more than half an hour off"),
            (near(sailing_hours, _expected, 1 / 60), "it should be right to the minute, 1/60 of an hour"),
        ],
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## Essay: What do you tell the harbour master? (20 marks)

    She can print the timetable with either of your two methods. In **80 to 150 words**: which one do you trust with
    it, and why? Say what each method needs to know, how fast it is, and how it can fail. The walk above is good
    material. Write between the triple quotes; Markdown and formulas such as `$x_{k+1}$` are welcome.

    /// details | Marking Scale
    5 marks each: what the methods need; speed, with a reason; a way in which each fails; a clear recommendation.
    ///
    """)
    return


@app.cell
def written_analysis(mo):
    essay = """
    _Write your answer here._
    """
    # YOUR CODE HERE
    pass
    mo.md(essay)
    return (essay,)


@app.cell(hide_code=True)
def _(essay, mo):
    _words = 0 if "_Write your answer here._" in essay else len(essay.split())
    if _words == 0:
        _kind, _say = "neutral", "Your words are counted here as you write."
    elif _words < 80:
        _kind, _say = "warn", f"**{_words} words.** {80 - _words} more to go."
    elif _words <= 150:
        _kind, _say = "success", f"**{_words} words.** A good length."
    else:
        _kind, _say = "warn", f"**{_words} words.** {_words - 150} too many: what can go?"
    mo.callout(mo.md(_say), kind=_kind)
    return


@app.cell(hide_code=True)
def _(grader):
    grader.scores()
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    The essay is read by a person, so its marks stay open here. **Validate** the notebook once before you submit it:
    that runs everything from the top, as the grader will.
    """)
    return


if __name__ == "__main__":
    app.run()
