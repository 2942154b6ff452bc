"""What marimo itself makes of cells and notebooks, as JSON, for marimo.test.ts."""

import json
import logging

from marimo._ast import codegen
from marimo._ast.cell import CellConfig
from marimo._ast.compiler import compile_cell
from marimo._ast.load import load_app
from marimo._ast.parse import parse_notebook
from marimo._schemas.serialization import ClassCell, FunctionCell, SetupCell, UnparsableCell

# Deliberately odd notebooks make it warn.
logging.disable(logging.CRITICAL)

KINDS = {FunctionCell: "function", ClassCell: "class", SetupCell: "setup", UnparsableCell: "unparsable"}


def names(code):
    try:
        cell = compile_cell(code, cell_id="0")
    except SyntaxError:
        return None
    return {
        "defs": sorted(cell.defs),
        "refs": sorted(cell.refs),
        "temporaries": sorted(cell.temporaries),
        "isCoroutine": cell.is_coroutine(),
        "markdown": cell.markdown,
    }


def notebook(source):
    """Cells by the parser and by the loader, and the text that marimo would save."""
    parsed = parse_notebook(source)
    with open("/tmp/notebook.py", "w", encoding="utf-8") as file:
        file.write(source)
    manager = load_app("/tmp/notebook.py")._cell_manager
    return {
        "cells": [
            {
                "kind": KINDS.get(type(cell), "code"),
                "name": cell.options.get("name", cell.name) if isinstance(cell, UnparsableCell) else cell.name,
                "code": cell.code,
                "config": {key: cell.options.get(key) for key in ("hide_code", "disabled", "column")},
            }
            for cell in parsed.cells
        ],
        "loaded": [{"id": data.cell_id, "code": data.code} for data in manager.cell_data()],
        "violations": [violation.description for violation in parsed.violations],
        "text": codegen.generate_filecontents_from_ir(parsed),
    }


def generate(given):
    """The text of a notebook that marimo makes from codes, names and options."""
    return codegen.generate_filecontents(
        [cell["code"] for cell in given],
        [cell["name"] for cell in given],
        [CellConfig.from_dict(cell["config"]) for cell in given],
    )


def answer(question, inputs):
    ask = {"names": names, "notebook": notebook, "generate": generate}[question]
    return json.dumps([ask(one) for one in json.loads(inputs)])
