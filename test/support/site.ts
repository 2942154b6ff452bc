/** The built app on a server of a test's own: under another path, beside a second one, or with its requests counted. */
import { fileURLToPath } from "node:url";
import { type ServeOptions, type Site, serve } from "../../scripts/serve.ts";

const built = fileURLToPath(new URL("../../dist", import.meta.url));

/** Serves `dist/` as the last build left it, on a free port. The caller closes it. */
export function openSite(options: Omit<ServeOptions, "folder"> & { folder?: string } = {}): Promise<Site> {
  return serve({ folder: built, ...options });
}

/** A port that nothing listens on just now. */
export async function freePort(): Promise<number> {
  const site = await serve({ folder: built });
  await site.close();
  return site.port;
}
