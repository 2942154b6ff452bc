/** Shows the history when it is asked for; its diff is not loaded before. */
import type { Session } from "../../state/session/session.ts";
import { useLoaded } from "../ui/use-loaded.ts";

export function HistoryPanel({ session }: { session: Session }) {
  const isOpen = session.keeping.versions.isOpen.value;
  const Dialog = useLoaded(isOpen, "history", () =>
    import("./history-dialog.tsx").then((module) => module.HistoryDialog),
  );
  return isOpen && Dialog !== null ? <Dialog session={session} /> : null;
}
