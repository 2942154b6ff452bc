/** Which hosts notebook code may reach: those its course names, and those the student allowed for this notebook. */
import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import { isHost } from "../../core/course/hosts.ts";
import type { DraftKey, Preferences } from "../environment.ts";

export interface Hosts {
  readonly allowed: ReadonlySignal<readonly string[]>;
  /** A host that may be asked about: well formed, and neither allowed nor refused before. */
  mayAsk(host: string): boolean;
  decide(host: string, allow: boolean): void;
}

const MOST_HOSTS = 20;

export function createHosts(
  preferences: Preferences,
  notebook: DraftKey & { readonly connect: readonly string[] },
): Hosts {
  const name = `hosts:${JSON.stringify([notebook.course, notebook.notebook])}`;
  const chosen = signal<readonly string[]>((preferences.read(name) ?? "").split(" ").filter(isHost));
  const ofCourse = notebook.connect.filter(isHost);
  const refused = new Set<string>();
  const allowed = computed(() => [...new Set([...ofCourse, ...chosen.value])]);
  return {
    allowed,
    mayAsk: (host) =>
      isHost(host) && !allowed.value.includes(host) && !refused.has(host) && chosen.value.length < MOST_HOSTS,
    decide(host, allow) {
      if (!allow) refused.add(host);
      else {
        chosen.value = [...chosen.value, host];
        preferences.write(name, chosen.value.join(" "));
      }
    },
  };
}
