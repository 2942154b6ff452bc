/**
 * What each message of the frame may do. A forged one comes this far and no further: it edits its own notebook, claims
 * outputs and checks, and asks the student.
 */
import type { ReadonlySignal } from "@preact/signals-core";
import type { CheckTotals } from "../../core/checks/list.ts";
import { cleanName, readLink } from "../outside.ts";
import type { CellEdit, FrameMessage, NamedBlob } from "../wall.ts";
import type { Folder } from "./folder.ts";
import type { FrameLife } from "./frame-life.ts";
import type { Hosts } from "./hosts.ts";
import type { Packages } from "./packages.ts";
import { type Ask, createQuestions } from "./questions.ts";
import type { RunMessage, Runs } from "./runs.ts";
import type { SessionContext } from "./session.ts";
import type { Source } from "./source.ts";

export interface ReceiverParts {
  readonly context: SessionContext;
  readonly source: Source;
  readonly runs: Runs;
  readonly totals: ReadonlySignal<CheckTotals>;
  readonly frame: FrameLife;
  readonly packages: Packages;
  readonly hosts: Hosts;
  readonly folder: Folder;
  /** The source as the frame gets it. */
  readonly shown: Pick<Source, "text" | "cells">;
  readonly readOnly: ReadonlySignal<boolean>;
  /** Keeps the source after an edit of the frame. */
  keep(): void;
}

/** Largest file that a notebook may hand to the student. */
const MAX_FILE = 256 * 1024 * 1024;
const MAX_NOTEBOOK = 5 * 1024 * 1024;
/** Milliseconds from a typed letter to the frame's hearing the whole text. */
const ECHO = 500;
/** More files than this within ten seconds is a flood. */
const MOST_SAVES = 10;

export function createReceiver(parts: ReceiverParts): (message: FrameMessage) => void {
  const { context, frame, packages, folder } = parts;
  const { notices } = context;
  const save = createSaves(context);
  const echo = createEcho(parts);
  const ask = createQuestions(context.environment.clock, notices);
  return (message) => {
    switch (message.kind) {
      case "edit":
        return takeEdit(parts, message.edit, echo);
      case "boot":
        if (message.stage === "ready") notices.announce({ said: "python-ready" });
        return frame.python.booted(message);
      case "want":
        return void frame.python.want(message.pieces);
      case "run":
      case "cell":
      case "check":
        return takeRun(parts, message);
      case "limit":
        return notices.tell({ fact: "time-limit", seconds: message.seconds });
      case "need":
        return void packages
          .answer(message)
          .then((result) => frame.send({ kind: "got", request: message.request, result }));
      case "package":
        return packages.note(message);
      case "blocked-host":
        return void askHost(parts, ask, message.host);
      case "save":
        return save(message);
      case "files-written":
        return folder.take(message.files);
      case "open-link":
        return void openLink(context, ask, message.url);
      case "copy":
        return void copy(context, message.text);
      case "dropped":
        return void takeDropped(parts, ask, message);
      case "shortcut":
        return context.shortcut(message.shortcut);
      case "focus-left":
        return context.focusLeft(message.direction);
      case "announce":
        return notices.announce({ said: "text", text: message.text });
      case "size":
        frame.size.value = message;
        return;
      case "ready":
      case "hint":
      case "hint-opened":
      case "answers":
      case "output":
      case "pong":
      case "fault":
        return;
      default:
        return message satisfies never;
    }
  };
}

function takeEdit(parts: ReceiverParts, edit: CellEdit, echo: () => void): void {
  const { source, shown, readOnly, context, frame, keep } = parts;
  const refusal = readOnly.value ? ({ failure: "read-only" } as const) : source.edit(edit);
  if (refusal !== undefined) context.notices.fail(refusal);
  else {
    keep();
    if (edit.kind === "delete") context.notices.tell({ fact: "cell-deleted" });
  }
  // The frame has typed text itself, and only its Python wants the file; anything else it learns from here.
  if (refusal === undefined && edit.kind === "code") echo();
  else frame.sendNotebook(shown);
}

/** After typing, the frame is told the whole text now and then: Python finds it in `__file__`. */
function createEcho({ context, frame, shown }: ReceiverParts): () => void {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    context.environment.clock.after(ECHO, () => {
      isDue = false;
      frame.send({ kind: "source", source: shown.text.value });
    });
  };
}

function takeRun({ runs, frame, context, totals }: ReceiverParts, message: RunMessage): void {
  if (!runs.take(message) || message.kind !== "run") return;
  frame.markRunning(message.state === "started");
  if (message.state === "stopped") context.notices.announce({ said: "run-stopped" });
  if (message.state !== "finished") return;
  const { passed, all } = totals.value;
  context.notices.announce({ said: "run-finished", passed, all });
}

function createSaves({ environment, notices }: SessionContext): (file: NamedBlob) => void {
  let times: number[] = [];
  return ({ name, blob }) => {
    const clean = cleanName(name);
    const now = environment.clock.now();
    times = times.filter((at) => now - at < 10_000);
    if (times.length >= MOST_SAVES) return;
    times.push(now);
    if (blob.size > MAX_FILE) {
      notices.fail({ failure: "file-too-large", name: clean, bytes: blob.size, limit: MAX_FILE });
    } else environment.downloads.save({ name: clean, blob });
  };
}

async function openLink({ environment, notices }: SessionContext, ask: Ask, text: string): Promise<void> {
  const link = readLink(text);
  if (link === undefined) notices.fail({ failure: "address-refused", address: text.slice(0, 200) });
  else if (await ask({ kind: "link", ...link })) environment.links.open(link.url);
}

async function askHost({ hosts, frame }: ReceiverParts, ask: Ask, host: string): Promise<void> {
  if (!hosts.mayAsk(host)) return;
  const allow = await ask({ kind: "host", host });
  if (allow === undefined) return;
  hosts.decide(host, allow);
  // The frame's policy is fixed when it is built.
  if (allow) frame.rebuild();
}

/** A `.py` is offered to be opened; anything else goes into the notebook's folder. */
async function takeDropped(parts: ReceiverParts, ask: Ask, { name, blob }: NamedBlob): Promise<void> {
  const { context, folder } = parts;
  const file = { name: cleanName(name), blob };
  if (!file.name.endsWith(".py")) folder.add([file]);
  else if (blob.size > MAX_NOTEBOOK) {
    context.notices.fail({ failure: "not-a-notebook-file", name: file.name });
  } else if (await ask({ kind: "file", name: file.name })) await context.openFile(file);
}

async function copy({ environment, notices }: SessionContext, text: string): Promise<void> {
  // Code must not replace what somebody has copied elsewhere while they only look on.
  const failure = environment.clipboard.isAsked()
    ? await environment.clipboard.write(text)
    : ({ failure: "clipboard-refused" } as const);
  if (failure !== undefined) notices.fail(failure);
}
