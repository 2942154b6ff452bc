# /// script
# requires-python = ">=3.11"
# dependencies = [
#     "marimo",
# ]
# mograder-type = "lecture"
# ///

import marimo

__generated_with = "0.23.15"
app = marimo.App(width="medium", app_title="Waves and sampling")

with app.setup(hide_code=True):
    import io
    import math
    import wave

    import marimo as mo


@app.cell(hide_code=True)
def _():
    mo.md(r"""
    # Waves and sampling

    In old films the wheels of a stagecoach turn backwards. In a cheap recording of a violin there are tones that
    nobody played. And a weather station that writes down the temperature once a day, always at the same hour, knows
    nothing of night and day.

    These are three faces of one fact. A computer never sees a wave. It sees **samples**: numbers, taken at regular
    moments, with nothing in between. This lecture is about what gets lost in between, and about the one rule that
    tells when nothing does.
    """)
    return


@app.cell(hide_code=True)
def _():
    mo.md(r"""
    ## 1. Many waves, the same dots

    A pure tone of frequency $f$ is the wave

    $$x(t) = \sin(2\pi f t).$$

    We look at it $f_s$ times a second, at the moments $t_n = n / f_s$, and keep only

    $$x_n = \sin\!\left(2\pi \frac{f}{f_s}\, n\right), \qquad n = 0, 1, 2, \dots$$

    Drag the two sliders. The thin line is the wave; the dots are all that the computer has. The thick orange line is
    the *slowest* wave through the same dots, and that is what anybody will see who is shown the dots alone.
    """)
    return


@app.cell(hide_code=True)
def _():
    frequency = mo.ui.slider(1, 20, value=3, show_value=True, full_width=True, label="Frequency of the wave, $f$ in Hz")
    rate = mo.ui.slider(
        4, 40, value=16, show_value=True, full_width=True, label="Samples per second, $f_s$"
    )
    mo.vstack([frequency, rate])
    return frequency, rate


@app.cell(hide_code=True)
def _(frequency, rate):
    mo.vstack([mo.Html(wave_picture(frequency.value, rate.value)), mo.md(verdict(frequency.value, rate.value))])
    return


@app.function(hide_code=True)
def seen(f, fs):
    """The frequency that samples of a wave show: the one nearest to zero; below zero, it runs backwards."""
    return f - fs * math.floor(f / fs + 0.5)


@app.function(hide_code=True)
def verdict(f, fs):
    if 2 * f < fs:
        return (
            f"**What you see is true.** {f} Hz is less than half of {fs}, so no slower wave fits these dots. "
            "Raise the frequency until the orange line lets go of the thin one."
        )
    if f % fs == 0:
        return (
            f"**Frozen.** The wave swings {'once' if f == fs else f'{f // fs} times'} between two looks and is back "
            "where it was. The dots show a wave that stands still."
        )
    if 2 * f % fs == 0:
        return (
            f"**Nothing at all.** With {f} Hz and {fs} looks, every look falls on a moment when the wave is at zero. "
            "The dots would be the same if there were silence."
        )
    alias = seen(f, fs)
    way = ", upside down: it seems to run backwards" if alias < 0 else ""
    return f"**An alias.** The wave has {f} Hz, and the dots show one of **{abs(alias)} Hz**{way}."


@app.function(hide_code=True)
def wave_picture(f, fs):
    """One second of a wave, its samples and the slowest wave through them, as SVG."""

    def curve(hz):
        points = (f"{10 + 1.9 * i:.1f},{80 - 58 * math.sin(2 * math.pi * hz * i / 200):.1f}" for i in range(201))
        return " ".join(points)

    dots = []
    for n in range(fs + 1):
        x, y = 10 + 380 * n / fs, 80 - 58 * math.sin(2 * math.pi * f * n / fs)
        dots.append(
            f'<path d="M{x:.1f} 80V{y:.1f}" stroke="currentColor" opacity=".35"/>'
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.6" fill="#2f6fde"/>'
        )
    return f"""
    <svg viewBox="0 0 400 172" width="100%" style="display:block;max-width:640px" fill="none" font-size="11" role="img"
         aria-label="A wave of {f} hertz, sampled {fs} times in one second; the samples show {abs(seen(f, fs))} hertz">
      <path d="M10 80H390" stroke="currentColor" opacity=".3"/>
      <polyline points="{curve(seen(f, fs))}" stroke="#e08a1e" stroke-width="4" opacity=".75"/>
      <polyline points="{curve(f)}" stroke="currentColor" stroke-width="1.1"/>
      {"".join(dots)}
      <g fill="currentColor"><text x="10" y="166">0 s</text><text x="390" y="166" text-anchor="end">1 s</text>
      <text x="200" y="166" text-anchor="middle">{fs} looks at a wave of {f} Hz</text></g>
    </svg>
    """


@app.cell(hide_code=True)
def _():
    mo.md(r"""
    ## 2. Folding

    Where does the alias come from? Add a whole number of turns between two looks, and no look can tell: for every
    whole number $k$

    $$\sin\!\left(2\pi \frac{f + k f_s}{f_s}\, n\right) = \sin\!\left(2\pi \frac{f}{f_s}\, n + 2\pi k n\right)
    = \sin\!\left(2\pi \frac{f}{f_s}\, n\right).$$

    So the frequencies $f,\; f \pm f_s,\; f \pm 2f_s, \dots$ look exactly alike, and we see the one nearest to zero.
    """)
    return


@app.cell(hide_code=True)
def _(frequency, rate):
    mo.ui.tabs(
        {
            "As a picture": mo.vstack(
                [
                    mo.Html(folding_picture(frequency.value, rate.value)),
                    mo.md(
                        "Imagine the line of all frequencies drawn on a strip of paper, and the strip folded like a "
                        "fan at every multiple of $f_s/2$. Frequencies that come to lie on each other are aliases. "
                        "The point is the wave of part 1: move its sliders and come back."
                    ),
                ]
            ),
            "As a formula": mo.md(
                r"""
                $$f_{\text{seen}} = f - f_s \left\lfloor \frac{f}{f_s} + \frac{1}{2} \right\rfloor,
                \qquad -\frac{f_s}{2} \le f_{\text{seen}} < \frac{f_s}{2}$$

                The bracket rounds $f/f_s$ to the nearest whole number: the number of full turns that nobody noticed.
                A negative result is a wave that runs backwards, as the wheels of the stagecoach do.
                """
            ),
            "As a rule": mo.md(
                r"""
                > **The sampling theorem** (Whittaker 1915, Kotelnikov 1933, Shannon 1949). If a signal has no parts
                > at or above the frequency $f_s/2$, then its samples determine it completely, at every moment between
                > them too.

                Half the sample rate is called the **Nyquist frequency**. Note what the rule asks for: to sample more
                than twice as fast, not as the wave you *care about*, but as the fastest wave that is *there*.
                """
            ),
        }
    )
    return


@app.function(hide_code=True)
def folding_picture(f, fs):
    """The frequency that is seen against the one that is there: a zigzag, with the present wave on it."""
    x, y = lambda hz: 40 + 17 * hz, lambda hz: 140 - 6 * abs(hz)
    folds = [k * fs / 2 for k in range(int(40 / fs) + 2)]
    corners = " ".join(f"{x(hz):.1f},{y(0 if i % 2 == 0 else fs / 2):.1f}" for i, hz in enumerate(folds))
    lines = "".join(f'<path d="M{x(hz):.1f} 140V18" stroke-dasharray="3 4"/>' for hz in folds[1:])
    alias = abs(seen(f, fs))
    return f"""
    <svg viewBox="0 0 400 176" width="100%" style="display:block;max-width:560px" fill="none" font-size="11" role="img"
         aria-label="A wave of {f} hertz is seen as {alias} hertz">
      <defs><clipPath id="folding"><rect x="38" y="8" width="352" height="134"/></clipPath></defs>
      <g stroke="currentColor" opacity=".35" clip-path="url(#folding)">{lines}</g>
      <path d="M40 12V140H390" stroke="currentColor" opacity=".6"/>
      <polyline points="{corners}" stroke="#e08a1e" stroke-width="2.5" clip-path="url(#folding)"/>
      <path d="M{x(f):.1f} 140V{y(alias):.1f}H40" stroke="#2f6fde" stroke-dasharray="2 3"/>
      <circle cx="{x(f):.1f}" cy="{y(alias):.1f}" r="5" fill="#2f6fde"/>
      <g fill="currentColor">
        <text x="{x(f):.1f}" y="154" text-anchor="middle">{f}</text>
        <text x="34" y="{y(alias) + 4:.1f}" text-anchor="end">{alias}</text>
        <text x="390" y="170" text-anchor="end">frequency that is there (Hz)</text>
        <text x="46" y="16">frequency that is seen (Hz)</text>
      </g>
    </svg>
    """


@app.cell(hide_code=True)
def _():
    mo.md(r"""
    ## 3. The wheel that turns backwards

    A film camera takes 24 pictures a second. Here are six of them, of a wheel with one painted spoke. How fast does
    the wheel really turn?
    """)
    return


@app.cell(hide_code=True)
def _():
    turns = mo.ui.slider(
        1, 48, value=22, show_value=True, full_width=True, label="True speed of the wheel, in turns per second"
    )
    turns
    return (turns,)


@app.cell(hide_code=True)
def _(turns):
    _shown = seen(turns.value, 24)
    _way = "stands still" if _shown == 0 else "turns **backwards**" if _shown < 0 else "turns forwards"
    _speed = "" if _shown == 0 else f" at {abs(_shown)} turns per second"
    if abs(_shown) == 12:
        _way, _speed = "flips to and fro, and nobody can say which way it turns", ""

    mo.vstack(
        [
            mo.Html(wheels_picture(turns.value)),
            mo.md(f"The wheel makes {turns.value} turns a second. In the film it {_way}{_speed}."),
        ]
    )
    return


@app.function(hide_code=True)
def wheels_picture(turns):
    """Six pictures of a film, one 24th of a second apart, in two rows."""
    wheels = []
    for n in range(6):
        x, y = 68 + 132 * (n % 3), 60 + 134 * (n // 3)
        angle = 2 * math.pi * turns * n / 24
        tip = f"{x + 42 * math.sin(angle):.1f} {y - 42 * math.cos(angle):.1f}"
        wheels.append(
            f'<circle cx="{x}" cy="{y}" r="46" stroke="currentColor" stroke-width="3"/>'
            f'<path d="M{x} {y}L{tip}" stroke="#e08a1e" stroke-width="6" stroke-linecap="round"/>'
            f'<circle cx="{x}" cy="{y}" r="6" fill="currentColor"/>'
            f'<text x="{x}" y="{y + 66}" text-anchor="middle" fill="currentColor">picture {n + 1}</text>'
        )
    return f"""
    <svg viewBox="0 0 400 268" width="100%" style="display:block;max-width:560px" fill="none" font-size="12" role="img"
         aria-label="Six pictures of a wheel with one painted spoke">{"".join(wheels)}</svg>
    """


@app.cell(hide_code=True)
def _():
    mo.md(r"""
    ## 4. Listen to it

    Here a tone climbs evenly from 200 Hz to 7600 Hz, sampled 8000 times a second as on the telephone. Play it. It
    climbs to 4000 Hz, half the sample rate, and then it comes *down* again: from there on you hear only its alias.
    The dial below it shows the same thing.
    """)
    return


@app.cell(hide_code=True)
def _():
    _seconds, _rate, _from, _to = 3, 8000, 200, 7600
    _climb = (_to - _from) / _seconds
    _phase = lambda t: 2 * math.pi * (_from * t + _climb * t * t / 2)
    _samples = bytes(round(128 + 60 * math.sin(_phase(n / _rate))) for n in range(_seconds * _rate))

    _file = io.BytesIO()
    with wave.open(_file, "wb") as _tone:
        _tone.setnchannels(1)
        _tone.setsampwidth(1)
        _tone.setframerate(_rate)
        _tone.writeframes(_samples)
    _file.seek(0)

    mo.audio(_file)
    return


@app.cell(hide_code=True)
def _():
    moment = mo.ui.slider(0, 3, step=0.1, value=1, show_value=True, full_width=True, label="Seconds into the recording")
    moment
    return (moment,)


@app.cell(hide_code=True)
def _(moment):
    _there = 200 + 7400 * moment.value / 3
    _heard = abs(seen(_there, 8000))
    mo.md(f"After {moment.value:.1f} s the tone has **{_there:.0f} Hz**, and you hear **{_heard:.0f} Hz**.")
    return


@app.cell(hide_code=True)
def _():
    mo.md(r"""
    ## 5. How fast do others look?

    Choose a row.
    """)
    return


@app.cell(hide_code=True)
def _():
    _looking = {
        "Weather station": (
            1 / 600,
            "A thermometer is slow by nature: its own inertia keeps gusts and clouds out. One reading a day, though, "
            "would make day and night an alias of frequency zero.",
        ),
        "Film": (
            24,
            "No camera filters motion well. A long exposure blurs fast things, which is a filter of a kind; short ones "
            "give the crisp, stuttering wheels of this lecture.",
        ),
        "Step counter": (
            50,
            "Steps come about twice a second. The rest of the room up to 25 Hz is there to tell a step from a bump.",
        ),
        "Electrocardiogram": (
            500,
            "The steep spike of a heartbeat has parts up to some 150 Hz. Doctors measure its shape, so there must be "
            "room to spare.",
        ),
        "Telephone": (
            8000,
            "Speech is understood with what lies between 300 and 3400 Hz, so everything above is cut away first. That "
            "is why an s and an f are hard to tell apart on the line.",
        ),
        "Compact disc": (
            44100,
            "People hear up to about 20 000 Hz. The gap up to 22 050 Hz is there for the filter, which cannot be "
            "infinitely steep.",
        ),
    }
    notes = {name: note for name, (_, note) in _looking.items()}
    examples = mo.ui.table(
        [
            {"who looks": name, "samples per second": round(fs, 4), "true below (Hz)": round(fs / 2, 4)}
            for name, (fs, _) in _looking.items()
        ],
        selection="single",
        initial_selection=[4],
        pagination=False,
        show_column_summaries=False,
        show_data_types=False,
        show_download=False,
        show_search=False,
    )
    examples
    return examples, notes


@app.cell(hide_code=True)
def _(examples, notes):
    _chosen = [row["who looks"] for row in examples.value]
    mo.callout(mo.md(f"**{_chosen[0]}.** {notes[_chosen[0]]}" if _chosen else "No row is chosen."), kind="neutral")
    return


@app.cell(hide_code=True)
def _():
    mo.md(r"""
    ## 6. What to do about it

    Once the samples are taken, an alias cannot be told from a tone that was really there. So it has to be kept out
    *before*, by a filter made of coils, glass or felt, not of code:
    """)
    return


@app.cell(hide_code=True)
def _():
    mo.mermaid("""
    flowchart TD
        world(["The world: waves of every frequency"]) --> filter["Filter: nothing above fs/2 gets through"]
        filter --> sampler["Sampler: one look every 1/fs seconds"]
        sampler --> numbers["Numbers"]
        numbers --> again["Filter: the one smooth wave through the dots"]
        again --> ear(["The ear"])
    """)
    return


@app.cell(hide_code=True)
def _():
    mo.md(r"""
    ## 7. Test yourself

    Think first, then open. The sliders above can settle every dispute.
    """)
    return


@app.cell(hide_code=True)
def _():
    mo.accordion(
        {
            "A wave of 15 Hz is sampled 20 times a second. What do you see?": (
                r"$15 - 20 = -5$: a wave of **5 Hz**, running backwards. Set the sliders of part 1 to 15 and 20."
            ),
            "A wheel makes 25 turns a second and is filmed at 24 pictures a second. And at 26 turns?": (
                "It seems to creep forwards, once a second, and then twice a second. "
                "At 24 turns it stands still; just below, it creeps backwards."
            ),
            "You care about tones up to 100 Hz, and sample 250 times a second. Next door a motor hums at 240 Hz.": (
                "The motor shows up at $240 - 250 = -10$, a tone of **10 Hz** in the middle of what you care about. "
                "Sampling more than twice as fast as *your* tones is not enough; filter first."
            ),
            "Is there a pair of rates that together would never be fooled?": (
                r"Fooled, yes, but far less often: two waves look alike to both only if their frequencies differ by a "
                r"multiple of *both* rates. With 24 and 25 looks a second the nearest such pair is 600 Hz apart. "
                r"Radar does this: it alternates between two pulse rates to tell true speeds from aliases."
            ),
        }
    )
    return


@app.cell(hide_code=True)
def _():
    mo.callout(
        mo.md(
            r"**To take home.** Samples show the frequency nearest to zero among $f,\ f \pm f_s,\ f \pm 2f_s, \dots$ "
            r"They tell the truth if nothing at or above $f_s/2$ gets in, and that has to be seen to *before* the sampling."
        ),
        kind="info",
    )
    return


if __name__ == "__main__":
    app.run()
