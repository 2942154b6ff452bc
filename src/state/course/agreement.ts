/** Which server a student has agreed to send work to: a course that names another one later has to be agreed to again. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import { isFailure } from "../../core/failure.ts";
import type { TransportConfig } from "../../core/submission/transport.ts";
import type { CoursePorts } from "./ports.ts";

export type AgreementState =
  | { readonly kind: "loading" }
  /** Signing in says which server, and is the agreement. */
  | { readonly kind: "open" }
  /** `before`: where work was sent until now. */
  | { readonly kind: "changed"; readonly before: string; readonly now: string };

export interface Agreement {
  readonly state: ReadonlySignal<AgreementState>;
  readonly known: Promise<void>;
  /** The student agrees to the server that the course names now. */
  agree(): Promise<void>;
}

export function createAgreement(
  { known, keyring }: Pick<CoursePorts, "known" | "keyring">,
  course: string,
  server: TransportConfig,
): Agreement {
  const state = signal<AgreementState>({ kind: "loading" });

  async function load(): Promise<void> {
    const all = await known.list();
    const before = isFailure(all) ? null : (all.find(({ url }) => url === course)?.server ?? null);
    if (before === null || (before.kind === server.kind && before.url === server.url)) {
      state.value = { kind: "open" };
      return;
    }
    // Nothing that was good for the other server is of use to this one.
    await keyring.remove({ course, server: before.url });
    await keyring.remove({ course, server: server.url });
    state.value = { kind: "changed", before: before.url, now: server.url };
  }

  return {
    state,
    known: load(),
    async agree() {
      await known.change(course, { server: { kind: server.kind, url: server.url } });
      state.value = { kind: "open" };
    },
  };
}
