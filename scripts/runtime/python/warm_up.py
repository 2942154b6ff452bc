"""A notebook that uses what most first runs use; what it imports goes into the snapshot."""

import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo

    return (mo,)


@app.cell
def _(mo):
    slider = mo.ui.slider(1, 10, value=3, label="n")
    slider
    return (slider,)


@app.cell
def _(mo, slider):
    mo.md(f"""
    # Value {slider.value}

    $x^2$ and **bold**, `code`

    ```python
    print("highlighted")
    ```

    | a | b |
    |---|---|
    | 1 | 2 |
    """)
    return


@app.cell
def _(mo):
    mo.ui.table([{"a": 1, "b": 2}, {"a": 3, "b": 4}])
    return


@app.cell
def _(mo):
    mo.callout(mo.accordion({"Hint": mo.md("one")}), kind="success")
    return


@app.cell
def _(mo):
    mo.ui.tabs({"one": mo.md("1"), "two": mo.mermaid("graph TD; A-->B")})
    return


@app.cell
def _(mo):
    form = mo.md("{name} {age}").batch(name=mo.ui.text(), age=mo.ui.number(0, 120)).form()
    mo.vstack([form, mo.hstack([mo.ui.dropdown(["a", "b"]), mo.ui.checkbox(), mo.ui.run_button()])])
    return


@app.cell
def _(mo):
    get_count, set_count = mo.state(0)
    mo.ui.button(value=0, on_click=lambda value: set_count(value + 1))
    return (get_count,)


@app.cell
def _(get_count):
    print("count", get_count())
    {"tree": [1, 2.5, None, {"nested": True}]}
    return


@app.cell
def _():
    import asyncio
    import collections
    import dataclasses
    import datetime
    import functools
    import itertools
    import json
    import math
    import random
    import re
    import statistics
    import time

    time.sleep(0)
    return


@app.cell
def _():
    1 / 0
    return


@app.cell
def _(mo):
    from mograder.runtime import Grader, check, hint

    grader = Grader({"Q1": 10})
    mo.vstack([check("Q1", [(True, "right"), (False, "wrong")]), hint("one", "two")])
    return
