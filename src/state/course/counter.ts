/** A course's server as its student meets it: agreed to, signed in at, asked. */
import { computed, effect, type ReadonlySignal } from "@preact/signals-core";
import type { Course } from "../../core/course/course.ts";
import { nameOfRemote } from "../../core/course/listing.ts";
import type {
  Access,
  HttpsTransport,
  MoodleTransport,
  TransportConfig,
} from "../../core/submission/transport.ts";
import { noteActivity } from "./activity.ts";
import { type Agreement, createAgreement } from "./agreement.ts";
import type { CoursePorts } from "./ports.ts";
import { createServerView, type ServerView } from "./server-view.ts";
import { createSignIn, type SignIn } from "./sign-in.ts";

export interface Counter {
  readonly config: TransportConfig;
  readonly transport: HttpsTransport | MoodleTransport;
  readonly agreement: Agreement;
  readonly signIn: SignIn;
  readonly view: ServerView;
  /** Null while nobody is signed in. */
  readonly access: ReadonlySignal<Access | null>;
  /** Asks the server again; nothing happens while nobody is signed in. */
  refresh(): Promise<void>;
  /** Takes the token and what the server said away from this device. */
  signOut(): Promise<void>;
  close(): void;
}

/** `signedIn` is called with each new sign-in, and once for one of an earlier visit. */
export function createCounter(
  ports: CoursePorts,
  about: Course,
  config: TransportConfig,
  signedIn: () => void,
): Counter {
  const transport = ports.openTransport(config);
  const { url: course } = about;
  const server = config.url;
  const note = (what: Parameters<typeof noteActivity>[2], assignment: { name: string } | null = null) =>
    noteActivity(ports, { course, assignment }, what);
  const agreement = createAgreement(ports, course, config);
  const signIn = createSignIn({
    ports,
    key: { course, server },
    transport,
    ready: agreement.known,
    note,
  });
  const view = createServerView({
    ports,
    course,
    server,
    transport,
    expired: signIn.expired,
    graded: (assignment, grade) => note({ kind: "graded", grade }, { name: nameOfRemote(about, assignment) }),
    failed: (failure) => note({ kind: "failed", failure }),
  });
  const access = computed(() => {
    const { value } = signIn.state;
    return value.kind === "in" && agreement.state.value.kind === "open" ? value.access : null;
  });

  async function meet(next: Access): Promise<void> {
    await Promise.all([agreement.agree(), view.load()]);
    if (view.note.value !== null && view.note.value.user !== next.user) await view.forget();
    signedIn();
  }
  const stop = effect(() => {
    if (access.value !== null) void meet(access.value);
  });

  return {
    config,
    transport,
    agreement,
    signIn,
    view,
    access,
    async refresh() {
      if (access.value !== null && ports.connection.isOnline()) await view.refresh(access.value);
    },
    async signOut() {
      await signIn.signOut();
      await view.forget();
    },
    close() {
      stop();
      signIn.close();
      view.close();
    },
  };
}
