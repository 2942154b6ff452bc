/** Who the course's server takes us for: signing in, staying so, signing out. */
import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import { isFailure } from "../../core/failure.ts";
import type { TransportFailure } from "../../core/submission/failure.ts";
import type { Access, HttpsTransport, MoodleTransport } from "../../core/submission/transport.ts";
import type { ShellFailure } from "../failure.ts";
import type { CoursePorts, KeyringKey } from "./ports.ts";

export type SignInState =
  | { readonly kind: "loading" }
  /** `hasLeft`: somebody has just signed out here. */
  | {
      readonly kind: "out";
      readonly why: TransportFailure | ShellFailure | null;
      readonly hasLeft: boolean;
    }
  /** A try is under way. */
  | { readonly kind: "busy" }
  | { readonly kind: "in"; readonly access: Access; readonly remembered: boolean };

/** What the person types. It is handed on and never kept. */
export type SignInWay =
  | { readonly kind: "token"; readonly token: string }
  | { readonly kind: "register"; readonly user: string; readonly code: string }
  /** For a server that asks for no token. */
  | { readonly kind: "name"; readonly user: string }
  | { readonly kind: "password"; readonly user: string; readonly password: string }
  /** What was copied from the school's own sign-in page. */
  | { readonly kind: "link"; readonly pasted: string };

export interface SignIn {
  readonly state: ReadonlySignal<SignInState>;
  readonly canRemember: boolean;
  /** The token of whoever is signed in, while the page is to show it: after registering nobody has it written down. */
  readonly shownToken: ReadonlySignal<string | null>;
  showToken(): void;
  hideToken(): void;
  signIn(way: SignInWay, remember: boolean): Promise<void>;
  /** Address of the school's own sign-in page, for a new attempt; null where there is none. */
  beginLaunch(): string | null;
  /** Gives up a try, and forgets why the last one failed. */
  cancel(): void;
  /** Takes the token away from this device. */
  signOut(): Promise<void>;
  /** The server does not know the token any more. */
  expired(why: TransportFailure): void;
  close(): void;
}

export interface SignInParts {
  readonly ports: Pick<CoursePorts, "keyring" | "randomName">;
  readonly key: KeyringKey;
  readonly transport: HttpsTransport | MoodleTransport;
  /** Before it resolves, no token is looked for: one that must not be used may still be taken away. */
  readonly ready: Promise<void>;
  note(what: { kind: "signed-in" | "signed-out"; user: string; host: string }): void;
}

export function createSignIn({ ports, key, transport, ready, note }: SignInParts): SignIn {
  const { keyring } = ports;
  const state = signal<SignInState>({ kind: "loading" });
  const isShown = signal(false);
  const shownToken = computed(() =>
    isShown.value && state.value.kind === "in" ? state.value.access.token : null,
  );
  let aborter = new AbortController();
  let passport = "";
  void lookForToken();

  async function lookForToken(): Promise<void> {
    await ready;
    const found = await keyring.read(key);
    if (state.value.kind === "loading") state.value = found ? { kind: "in", ...found } : out(null);
  }

  async function drop(why: TransportFailure | null): Promise<void> {
    const { value } = state;
    isShown.value = false;
    state.value = { kind: "out", why, hasLeft: why === null };
    await keyring.remove(key);
    if (value.kind === "in") note({ kind: "signed-out", user: value.access.user, host: transport.host });
  }

  return {
    state,
    canRemember: keyring.canRemember,
    shownToken,
    showToken() {
      isShown.value = true;
    },
    hideToken() {
      isShown.value = false;
    },
    async signIn(way, remember) {
      aborter.abort();
      aborter = new AbortController();
      const { signal: cancelled } = aborter;
      state.value = { kind: "busy" };
      const access = await tryWay(transport, way, passport, cancelled);
      if (cancelled.aborted) return;
      const failure = isFailure(access) ? access : await keyring.write(key, access, remember);
      if (isFailure(access)) state.value = out(failure ?? null);
      else {
        // A browser that keeps nothing lets us go on until the page is closed.
        state.value = { kind: "in", access, remembered: remember && failure === undefined };
        isShown.value = way.kind === "register" && access.token !== "";
        note({ kind: "signed-in", user: access.user, host: transport.host });
      }
    },
    beginLaunch() {
      passport = ports.randomName() + ports.randomName();
      return transport.kind === "moodle" ? transport.launchAddress(passport) : null;
    },
    cancel() {
      aborter.abort();
      state.value = out(null);
    },
    signOut: () => drop(null),
    expired(why) {
      if (state.value.kind === "in") void drop(why);
    },
    close: () => aborter.abort(),
  };
}

function out(why: TransportFailure | ShellFailure | null): SignInState {
  return { kind: "out", why, hasLeft: false };
}

async function tryWay(
  transport: HttpsTransport | MoodleTransport,
  way: SignInWay,
  passport: string,
  signal: AbortSignal,
): Promise<Access | TransportFailure> {
  if (transport.kind === "https") {
    if (way.kind === "token") return transport.signIn(way.token, signal);
    if (way.kind === "register") return transport.register(way.user, way.code, signal);
    if (way.kind === "name") return transport.enter(way.user, signal);
  } else {
    if (way.kind === "password") return transport.signIn(way.user, way.password, signal);
    if (way.kind === "link") return transport.signInByLink(way.pasted, passport, signal);
  }
  return { failure: "bad-token" };
}
