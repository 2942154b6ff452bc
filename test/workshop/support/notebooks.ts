/** Solved workshop notebooks as an instructor writes them. */

export interface Written {
  readonly id: string;
  /** Lines of the solution. */
  readonly solution?: readonly string[];
  readonly variable?: string;
}

export const q1: Written = { id: "Q1", variable: "total", solution: ["total = sum(range(1, 101))  # Gauss"] };
export const q2: Written = {
  id: "Q2",
  variable: "roots",
  solution: ["roots = [3.7 * k ** 0.5 for k in range(4)]"],
};

/** `options`: lines of TOML for `[tool.workshop]`. */
export function notebook(exercises: readonly Written[] = [q1, q2], options: readonly string[] = []): string {
  const ids = exercises.map(({ id }) => `"${id}"`).join(", ");
  return `${header(options)}import marimo

app = marimo.App(app_title="Introduction")


@app.cell
def _():
    import marimo as mo
    from mograder.runtime import check

    # === MOGRADER: EXERCISES ===
    _exercises = [${ids}]
    return check, mo
${exercises.map(cells).join("")}

if __name__ == "__main__":
    app.run()
`;
}

function header(options: readonly string[]): string {
  if (options.length === 0) return "";
  return `# /// script
# [tool.workshop]
${options.map((line) => `# ${line}\n`).join("")}# ///

`;
}

function cells({
  id,
  variable = "answer",
  solution = [`answer = "the model solution of ${id}"`],
}: Written): string {
  return `

@app.cell
def _():
    ${variable} = None
    ### BEGIN SOLUTION
${solution.map((line) => `    ${line}\n`).join("")}    ### END SOLUTION
    return (${variable},)


@app.cell
def _(check, mo, ${variable}):
    mo.stop(${variable} is None, check("${id}: Title of ${id}", []))
    check("${id}: Title of ${id}", [(bool(${variable}), "not yet")])
    return
`;
}
