/** A marimo session in a started Python: the TypeScript face of `python/atelier/driver.py`. Browser and Node. */
import type { PyodideAPI } from "pyodide";
import type { PyProxy } from "pyodide/ffi";
import { createConsoleRelay } from "./console-relay.ts";
import type { Settings } from "./contract.ts";

/** The notebook's working directory: data files are here, and what a notebook writes. */
export const NOTEBOOK_FOLDER = "/home/pyodide/notebook";

export interface SessionCell {
  readonly id: string;
  readonly code: string;
}

export interface SessionPlan {
  readonly cells: readonly (SessionCell & { readonly disabled: boolean })[];
  /** Last values of UI elements by object id. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Cells that must not run now: the one that was stopped. Their dependants are held back with them. */
  readonly skip: readonly string[];
  /** False: show the cells as stale and run nothing. */
  readonly run: boolean;
}

export interface SessionListener {
  /** A kernel message, console floods already merged (console-relay.ts). */
  kernel(text: string): void;
  /** A check result or hint, JSON of `mograder._results`. */
  result(text: string): void;
}

export interface SessionOptions {
  readonly filename: string;
  readonly source: string;
  readonly settings: Settings;
}

export interface NotebookSession {
  create(plan: SessionPlan): void;
  execute(cells: readonly SessionCell[], enable: readonly string[]): void;
  delete(cell: string): void;
  configure(cell: string, disabled: boolean): void;
  settings(settings: Settings): void;
  source(source: string): void;
  control(request: string): void;
  complete(request: string, cell: string, document: string): void;
  /** Values of the notebook's variables as typed JSON, see `python/atelier/answers.py`. */
  answers(names: readonly string[]): string;
  /**
   * Files in the working directory that came or changed since the session was opened; undefined when there is nothing
   * new to say of them.
   */
  writtenFiles(): readonly { readonly name: string; readonly bytes: number }[] | undefined;
}

/**
 * Opens the one session that a Python process can have. Nothing runs before `create`.
 * Throws what Python throws: a failure here is a fault of ours, not of the notebook.
 */
export function openSession(
  python: PyodideAPI,
  options: SessionOptions,
  listener: SessionListener,
): NotebookSession {
  const driver = python.pyimport("atelier.driver");
  const relay = createConsoleRelay(
    (text) => listener.kernel(text),
    () => performance.now(),
  );
  const session: PyProxy = driver.Session(
    options.filename,
    options.source,
    settingsText(options.settings),
    (text: string) => relay(text),
    (text: string) => listener.result(text),
  );
  const known = driver.written_files("{}");
  let told = "{}";
  return {
    create: (plan) => session.create(JSON.stringify(plan)),
    execute: (cells, enable) => session.execute(JSON.stringify({ cells, enable })),
    delete: (cell) => session.delete(cell),
    configure: (cell, disabled) => session.configure(cell, disabled),
    settings: (settings) => session.apply_settings(settingsText(settings)),
    source: (source) => session.write_source(source),
    control: (request) => session.control(request),
    complete: (request, cell, document) => session.complete(request, cell, document),
    answers: (names) => python.pyimport("atelier.answers").read(JSON.stringify(names)),
    writtenFiles: () => {
      const changed: string = driver.written_files(known);
      if (changed === told) return undefined;
      told = changed;
      return Object.entries<[number, number]>(JSON.parse(changed))
        .filter(([name]) => name !== options.filename)
        .map(([name, [, bytes]]) => ({ name, bytes }));
    },
  };
}

function settingsText(settings: Settings): string {
  return JSON.stringify({ lazy: settings.onChange === "lazy", theme: settings.theme });
}
