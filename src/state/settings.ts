/** What a person has chosen once for every notebook; kept in this browser. */
import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import type { Preferences } from "./environment.ts";
import type { FrameSettings } from "./wall.ts";

export interface Choices {
  readonly theme: "system" | "light" | "dark";
  readonly onChange: "reactive" | "lazy";
  readonly editor: "code" | "plain";
}

/** How many seconds of a validation one cell, and all cells together, may take. */
export interface Limits {
  readonly cell: number;
  readonly all: number;
}

/** A day: longer is no limit. */
export const LONGEST_LIMIT = 86_400;
const defaultLimits: Limits = { cell: 60, all: 300 };

export interface Settings {
  readonly choices: ReadonlySignal<Choices>;
  /** The choices as the frame gets them, "system" resolved. */
  readonly frame: ReadonlySignal<FrameSettings>;
  readonly limits: ReadonlySignal<Limits>;
  choose(change: Partial<Choices>): void;
  /** Changes one limit; what is no whole number of seconds from 1 to `LONGEST_LIMIT` changes nothing. */
  limit(which: keyof Limits, seconds: number): void;
  /** What the operating system prefers; told by the page. */
  prefersDark(dark: boolean): void;
}

export const choiceOptions: { readonly [Name in keyof Choices]: readonly Choices[Name][] } = {
  theme: ["system", "light", "dark"],
  onChange: ["reactive", "lazy"],
  editor: ["code", "plain"],
};

const defaults: Choices = { theme: "system", onChange: "reactive", editor: "code" };

export function createSettings(preferences: Preferences): Settings {
  const choices = signal<Choices>({
    theme: stored(preferences, "theme"),
    onChange: stored(preferences, "onChange"),
    editor: stored(preferences, "editor"),
  });
  const limits = signal<Limits>({
    cell: storedLimit(preferences, "cell"),
    all: storedLimit(preferences, "all"),
  });
  const dark = signal(false);
  const frame = computed<FrameSettings>(() => {
    const { theme, onChange, editor } = choices.value;
    return { theme: theme === "system" ? (dark.value ? "dark" : "light") : theme, onChange, editor };
  });
  return {
    choices,
    frame,
    limits,
    choose(change) {
      choices.value = { ...choices.value, ...change };
      for (const [name, value] of Object.entries(change)) preferences.write(`setting:${name}`, value);
    },
    limit(which, seconds) {
      if (!isLimit(seconds)) return;
      limits.value = { ...limits.value, [which]: seconds };
      preferences.write(`limit:${which}`, String(seconds));
    },
    prefersDark(value) {
      dark.value = value;
    },
  };
}

/** The stored choice; the default when nothing, or nonsense, is stored. */
function stored<Name extends keyof Choices>(preferences: Preferences, name: Name): Choices[Name] {
  const value = preferences.read(`setting:${name}`);
  return choiceOptions[name].find((option) => option === value) ?? defaults[name];
}

function storedLimit(preferences: Preferences, which: keyof Limits): number {
  const seconds = Number(preferences.read(`limit:${which}`) ?? Number.NaN);
  return isLimit(seconds) ? seconds : defaultLimits[which];
}

function isLimit(seconds: number): boolean {
  return Number.isInteger(seconds) && seconds >= 1 && seconds <= LONGEST_LIMIT;
}
