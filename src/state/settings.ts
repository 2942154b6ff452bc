/** What a person has chosen once for every notebook; kept in this browser. */
import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import type { Preferences } from "./environment.ts";
import type { FrameSettings } from "./wall.ts";

export interface Choices {
  readonly theme: "system" | "light" | "dark";
  readonly onChange: "reactive" | "lazy";
  readonly editor: "code" | "plain";
  /** How long a validation may take. */
  readonly patience: "normal" | "long";
}

/** Seconds for one cell and for all cells together. */
export const validationLimits = {
  normal: { cell: 60, all: 300 },
  long: { cell: 900, all: 3_600 },
} as const;

export interface Settings {
  readonly choices: ReadonlySignal<Choices>;
  /** The choices as the frame gets them, "system" resolved. */
  readonly frame: ReadonlySignal<FrameSettings>;
  choose(change: Partial<Choices>): void;
  /** What the operating system prefers; told by the page. */
  prefersDark(dark: boolean): void;
}

export const choiceOptions: { readonly [Name in keyof Choices]: readonly Choices[Name][] } = {
  theme: ["system", "light", "dark"],
  onChange: ["reactive", "lazy"],
  editor: ["code", "plain"],
  patience: ["normal", "long"],
};

const defaults: Choices = { theme: "system", onChange: "reactive", editor: "code", patience: "normal" };

export function createSettings(preferences: Preferences): Settings {
  const choices = signal<Choices>({
    theme: stored(preferences, "theme"),
    onChange: stored(preferences, "onChange"),
    editor: stored(preferences, "editor"),
    patience: stored(preferences, "patience"),
  });
  const dark = signal(false);
  const frame = computed<FrameSettings>(() => {
    const { theme, onChange, editor } = choices.value;
    return { theme: theme === "system" ? (dark.value ? "dark" : "light") : theme, onChange, editor };
  });
  return {
    choices,
    frame,
    choose(change) {
      choices.value = { ...choices.value, ...change };
      for (const [name, value] of Object.entries(change)) preferences.write(`setting:${name}`, value);
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
