/** Shows the history when it is asked for; its diff is not loaded before. */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Session } from "../../state/session/session.ts";
import { useApp } from "../context.ts";

export function HistoryPanel({ session }: { session: Session }) {
  const isOpen = session.keeping.versions.isOpen.value;
  const Dialog = useLoaded(isOpen, () =>
    import("./history-dialog.tsx").then((module) => module.HistoryDialog),
  );
  return isOpen && Dialog !== null ? <Dialog session={session} /> : null;
}

/** A component that is loaded when it is first needed; null until it is there. */
export function useLoaded<Props>(
  needed: boolean,
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> | null {
  const { notices } = useApp();
  const [loaded, setLoaded] = useState<{ component: ComponentType<Props> } | null>(null);
  useEffect(() => {
    if (!needed || loaded !== null) return;
    load().then(
      (component) => setLoaded({ component }),
      () => notices.fail({ failure: "pieces-missing", piece: "history" }),
    );
  }, [needed]);
  return loaded?.component ?? null;
}
