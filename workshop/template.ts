/** The files that `workshop new` writes. */

export function courseToml(id: string, title: string): string {
  return `# The name in addresses and in every lock: keep it once the workshop has begun.
id = ${JSON.stringify(id)}
title = ${JSON.stringify(title)}
description = ""
# Hosts that the notebooks may fetch from, such as "data.example.org".
connect = []

# Where assignments are submitted, if there are any: take the # away from one of the two.
# [https]
# url = "https://submit.example.org"   # workshop serve-course, or mograder serve
# [moodle]
# url = "https://moodle.example.org"
# course_id = 42
# [[assignments]]
# id = "week-2"                        # the notebook's name, and the server's or Moodle's for it
# name = "Week 2: Roots"
# duedate = 2026-12-01T17:00:00+01:00
`;
}

export const gitignore = `# Solved notebooks, keys, and what students submit are for you alone: back them up elsewhere.
/source/
/private/
/submissions/
.mograder-secret
.atelier/
keys_all.json*
words.json*
__pycache__/
__marimo__/
.venv/
`;

export const pagesWorkflow = `# Publishes the folder site/ as it was committed. Solutions and keys never reach this repository.
# Choose "GitHub Actions" under Settings, Pages, Source.
name: Pages

on:
  push:
    branches: [main]
    paths: ["site/**", ".github/workflows/pages.yml"]
  workflow_dispatch:

permissions:
  contents: read
  pages: write
  id-token: write

concurrency:
  group: pages
  cancel-in-progress: false

jobs:
  deploy:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    environment:
      name: github-pages
      url: \${{ steps.deployment.outputs.page_url }}
    steps:
      - uses: actions/checkout@v4.2.2
      - uses: actions/upload-pages-artifact@v3.0.1
        with:
          path: site
      - id: deployment
        uses: actions/deploy-pages@v4.0.5
`;

/** `command`: how `workshop` is called where the course was made. */
export function readme(title: string, command: string): string {
  return `# ${title}

| folder | holds | who sees it |
|---|---|---|
| \`source/\` | the notebooks with their solutions | only you: git ignores it |
| \`private/\` | keys and words that open solutions | only you: git ignores it |
| \`site/\` | what attendees get | everybody |

In this folder:

\`\`\`
# Check the notebooks and make site/.
${command} export .
# Let everybody open the solution of Q1.
${command} release-key Q1
# Serve site/ live, with a cockpit to release from.
${command} serve
# Say what is locked, how, and what is released.
${command} status
\`\`\`

Back up \`source/\` and \`private/\`: without the keys, what is released would lock again.
`;
}

export const notebook = `# /// script
# requires-python = ">=3.11"
# dependencies = ["marimo", "mograder"]
#
# [tool.workshop]
# # A solution opens when its checks pass (a teaching gate: anyone can read it in the site's files), or when you release it.
# unlock = ["checks", "release"]
# ///

import marimo

app = marimo.App(app_title="Introduction")


@app.cell(hide_code=True)
def _():
    import marimo as mo
    from mograder.runtime import check, hint

    # === MOGRADER: EXERCISES ===
    _exercises = ["Q1", "Q2"]
    return check, hint, mo


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # Introduction

    Write your code where it says \`YOUR CODE HERE\`. Below each exercise a check tells you how it goes.

    ## Q1: A sum

    Let \`total\` be the sum of the whole numbers from 1 to 100.
    """)
    return


@app.cell
def _():
    total = None
    ### BEGIN SOLUTION
    total = sum(range(1, 101))
    ### END SOLUTION
    return (total,)


@app.cell(hide_code=True)
def _(check, mo, total):
    mo.stop(total is None, check("Q1: A sum", []))
    check("Q1: A sum", [(total == 5050, "That is not the sum yet. Does your range end where it should?")])
    return


@app.cell(hide_code=True)
def _(hint, mo):
    mo.vstack([
        mo.md("""
        ## Q2: Vowels

        Write a function \`vowels(text)\` that counts the letters a, e, i, o, u in a text, large and small.
        """),
        hint("A text has a method that makes all its letters small.", "\`sum\` can count what is true."),
    ])
    return


@app.cell
def _():
    def vowels(text):
        ### BEGIN SOLUTION
        return sum(letter in "aeiou" for letter in text.lower())
        ### END SOLUTION
    return (vowels,)


@app.cell(hide_code=True)
def _(check, mo, vowels):
    mo.stop(vowels("a") is None, check("Q2: Vowels", []))
    check(
        "Q2: Vowels",
        [
            (vowels("marimo") == 3, "marimo has 3 vowels."),
            (vowels("IDEA") == 3, "IDEA has 3 vowels, too: large letters count."),
            (vowels("") == 0, "An empty text has none."),
        ],
    )
    return


if __name__ == "__main__":
    app.run()
`;
