import { expect, test } from "vitest";
import { fileNameInPython } from "../../../src/core/packages/own-module.ts";

test.each<[string, string, string]>([
  ["numpy.py", "import marimo\n\n    import numpy as np\n", "numpy_notebook.py"],
  ["numpy.py", "import marimo\n\n    import math, numpy\n", "numpy_notebook.py"],
  ["numpy.py", "import marimo\n\n    from numpy.linalg import norm\n", "numpy_notebook.py"],
  ["random.py", "import marimo\n", "random_notebook.py"],
  ["marimo.py", "import marimo\n", "marimo_notebook.py"],
  ["numpy.py", "import marimo\n# numpy\n", "numpy.py"],
  ["numbers-2.py", "import marimo\n", "numbers-2.py"],
  ["week (1).py", "import week\n", "week (1).py"],
])("%s", (filename, source, name) => {
  expect(fileNameInPython(filename, source)).toBe(name);
});
