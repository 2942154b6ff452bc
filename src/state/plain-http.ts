/** A page on plain HTTP has no secure context, and browsers leave things out there: said once in each browser. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Preferences } from "./environment.ts";

export interface PlainHttp {
  /** What is missing has to be said. */
  readonly unsaid: ReadonlySignal<boolean>;
  understood(): void;
}

const NAME = "plain-http understood";

export function createPlainHttp(isSecure: boolean, preferences: Preferences): PlainHttp {
  const unsaid = signal(!isSecure && preferences.read(NAME) === null);
  return {
    unsaid,
    understood() {
      unsaid.value = false;
      preferences.write(NAME, "yes");
    },
  };
}
