/** From an open notebook to its locked solutions: ours by the course's file, mograder's by the notebook's own text. */
import { isFailure } from "../../core/failure.ts";
import { readSealed } from "../../core/solutions/sealed.ts";
import { readLegacyWorkshop } from "../../core/solutions/xor.ts";
import { findLegacyKeys, findWorkshop } from "../../core/workshop/find.ts";
import { LOCAL } from "../routes.ts";
import type { OpenDocument } from "../session/session.ts";
import type { WorkshopPorts } from "./ports.ts";
import { legacyVault, sealedVault } from "./vault.ts";
import type { WorkshopSource } from "./vault-loader.ts";

/** `undefined` for a notebook that is no workshop's. */
export async function findSource(
  ports: WorkshopPorts,
  document: OpenDocument,
  signal: AbortSignal,
): Promise<WorkshopSource | undefined> {
  const { course, notebook } = document;
  const read = course === LOCAL ? "" : await ports.files.text(course, signal);
  const courseJson = typeof read === "string" ? read : "";
  const place = course === LOCAL ? undefined : findWorkshop(courseJson, course, notebook);
  if (place === undefined) return findLegacy(ports, document, courseJson);
  return {
    keysUrl: place.keysUrl,
    eventsUrl: place.eventsUrl,
    presenceUrl: place.presenceUrl,
    async load(loading) {
      const text = await ports.files.text(place.sealedUrl, loading);
      if (typeof text !== "string") return text;
      const sealed = readSealed(text);
      return isFailure(sealed) ? sealed : sealedVault(sealed, place, ports.crypto);
    },
  };
}

function findLegacy(
  ports: WorkshopPorts,
  { course, notebook, original }: OpenDocument,
  courseJson: string,
): WorkshopSource | undefined {
  const workshop = readLegacyWorkshop(original);
  if (workshop === undefined || workshop.solutions.size === 0) return undefined;
  const keysUrl = findLegacyKeys(courseJson, course, notebook, workshop.keysUrl) ?? null;
  const load = async () => legacyVault(workshop, ports.crypto);
  return { keysUrl, eventsUrl: null, presenceUrl: null, load };
}
