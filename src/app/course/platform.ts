/** The platform's side of a course: the network's coming and going, and one tab at a time. */
import type { Connection, CoursePorts } from "../../state/course/ports.ts";

export const connection: Connection = {
  isOnline: () => navigator.onLine,
  onReturn(listener) {
    const onVisible = (): void => {
      if (!document.hidden) listener();
    };
    addEventListener("online", listener);
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      removeEventListener("online", listener);
      document.removeEventListener("visibilitychange", onVisible);
    };
  },
};

/** Several sites may share one origin, and with it its locks. */
export function createExclusively(basePath: string): CoursePorts["exclusively"] {
  // Missing without a secure context, as on plain HTTP.
  const { locks }: { locks?: LockManager } = navigator;
  return (name, work) =>
    locks === undefined
      ? work()
      : locks.request(`atelier ${basePath} ${name}`, { ifAvailable: true }, (lock) =>
          lock === null ? undefined : work(),
        );
}
