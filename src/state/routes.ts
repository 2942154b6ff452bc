/** Addresses are hashes, so that any static host serves them (docs/interfaces.md). */

export type Route =
  | { kind: "courses" }
  | { kind: "course"; course: string }
  | { kind: "notebook"; course: string; notebook: string }
  | { kind: "open"; url: string }
  | { kind: "settings" }
  | { kind: "unknown" };

/** The pseudo-course of notebooks that were opened from a file, a paste or a link. */
export const OPENED = "opened";
/** Course of their drafts. */
export const LOCAL = "local:";

export function readRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#/, "").split("?", 2);
  const parts = path.split("/").filter((part) => part !== "");
  const [room, course, notebook] = parts.map(decodePart);
  if (room === undefined) return { kind: "courses" };
  if (room === "settings" && parts.length === 1) return { kind: "settings" };
  if (room === "open" && parts.length === 1) return readOpen(query);
  if (room === "c" && course !== undefined && parts.length <= 3) {
    return notebook === undefined ? { kind: "course", course } : { kind: "notebook", course, notebook };
  }
  return { kind: "unknown" };
}

export function printRoute(route: Route): string {
  switch (route.kind) {
    case "courses":
    case "unknown":
      return "#/";
    case "course":
      return `#/c/${encodeURIComponent(route.course)}`;
    case "notebook":
      return `#/c/${encodeURIComponent(route.course)}/${encodeURIComponent(route.notebook)}`;
    case "open":
      return `#/open?${new URLSearchParams({ url: route.url })}`;
    case "settings":
      return "#/settings";
    default:
      return route satisfies never;
  }
}

function readOpen(query: string): Route {
  const url = new URLSearchParams(query).get("url");
  return url === null || url === "" ? { kind: "unknown" } : { kind: "open", url };
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
