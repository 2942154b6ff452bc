/** Finds out whether the notebook that is open belongs to a workshop, and follows it from there. */
import { effect, type ReadonlySignal, signal } from "@preact/signals-core";
import type { App } from "../app.ts";
import type { Clipboard } from "../environment.ts";
import { LOCAL } from "../routes.ts";
import type { Session } from "../session/session.ts";
import type { WorkshopPorts } from "./ports.ts";
import type { Workshop } from "./workshop.ts";

/** The workshop of the open notebook; null while there is none. Its code is only loaded when there is one. */
export function watchWorkshop(
  app: Pick<App, "workspace" | "notices">,
  loadPorts: () => Promise<WorkshopPorts>,
  clipboard: Clipboard,
): ReadonlySignal<Workshop | null> {
  const current = signal<Workshop | null>(null);
  let leave = new AbortController();
  const writeText = async (text: string) => clipboard.write(text);
  const copy = async (text: string): Promise<boolean> => {
    // Without a secure context there is no clipboard at all.
    const failure = await writeText(text).catch(() => ({ failure: "clipboard-refused" }) as const);
    if (failure !== undefined) app.notices.fail(failure);
    return failure === undefined;
  };

  async function follow(session: Session, left: AbortSignal): Promise<void> {
    if (!mayBeWorkshop(session)) return;
    const [{ findSource }, ports] = await Promise.all([import("./find-source.ts"), loadPorts()]);
    const source = await findSource(ports, session.document, left);
    if (source === undefined || left.aborted) return;
    const { createWorkshop } = await import("./workshop.ts");
    if (!left.aborted) current.value = createWorkshop({ ports, copy }, session, source);
  }

  effect(() => {
    const workspace = app.workspace.value;
    leave.abort();
    leave = new AbortController();
    current.peek()?.close();
    current.value = null;
    if (workspace.kind === "open") void follow(workspace.session, leave.signal);
  });
  return current;
}

/** A notebook of a course may have locked solutions beside it; any other only in its own text. */
function mayBeWorkshop({ document: { course, original } }: Session): boolean {
  return course !== LOCAL || original.includes("MOGRADER: EXERCISES");
}
