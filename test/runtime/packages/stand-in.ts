/** A server on this machine in the place of Pyodide's CDN and of PyPI, with the real wheels of test-packages.txt. */
import { createServer, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import { repository } from "../../../scripts/runtime/paths.ts";
import { getWheels, type Wheel } from "../../../scripts/runtime/wheels.ts";
import type { PackageAddresses } from "../../../src/runtime/worker/packages.ts";
import type { FetchedFile } from "../../../src/runtime/worker/protocol.ts";

/** What goes wrong with a file: other bytes, a part of them, an error page, the line goes dead half-way. */
export type Trouble = "damaged" | "truncated" | "missing" | "error page" | "cut off";

export interface StandIn {
  readonly wheels: readonly Wheel[];
  readonly addresses: PackageAddresses;
  /** Paths that were asked for, in their order. */
  readonly asked: string[];
  /** By the last part of a path. */
  readonly troubles: Map<string, Trouble>;
  /** As the shell fetches: what went wrong is a value. */
  fetch(url: string): Promise<FetchedFile>;
  wheel(name: string): Wheel;
  close(): Promise<void>;
}

export async function startStandIn(): Promise<StandIn> {
  const wheels = await getWheels(console.log, join(repository, "scripts/test-packages.txt"));
  const asked: string[] = [];
  const troubles = new Map<string, Trouble>();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "/");
    asked.push(path);
    answer(response, contentOf(path, wheels, `http://${request.headers.host}`), troubles.get(lastPart(path)));
  });
  const origin = await listen(server);
  return {
    wheels,
    addresses: { files: `${origin}/full/`, index: `${origin}/pypi/{package_name}/json` },
    asked,
    troubles,
    fetch: fetchAsShell,
    wheel(name) {
      const wheel = wheels.find((one) => one.name === name);
      if (wheel === undefined) throw new Error(`test-packages.txt has no ${name}`);
      return wheel;
    },
    close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`);
    });
  });
}

/** `/pypi/<name>/json` is trouble by the name, everything else by the file. */
function lastPart(path: string): string {
  return path.split("/").findLast((part) => part !== "json") ?? "";
}

function contentOf(path: string, wheels: readonly Wheel[], origin: string): Uint8Array | undefined {
  const project = /^\/pypi\/(.+)\/json$/.exec(path)?.[1];
  if (project === undefined) return wheels.find(({ fileName }) => path.endsWith(`/${fileName}`))?.bytes;
  if (project === "torch-like") return new TextEncoder().encode(JSON.stringify(compiledProject(origin)));
  const wheel = wheels.find(({ name }) => name === project);
  return wheel && new TextEncoder().encode(JSON.stringify(projectOf(wheel, origin)));
}

/** As much of PyPI's JSON as an installer reads. */
function projectOf({ name, version, fileName, sha256, bytes }: Wheel, origin: string) {
  const file = {
    filename: fileName,
    url: `${origin}/wheels/${fileName}`,
    digests: { sha256 },
    size: bytes.length,
    packagetype: "bdist_wheel",
    yanked: false,
  };
  return { info: { name }, releases: { [version]: [file] } };
}

function compiledProject(origin: string) {
  const filename = "torch_like-1.0-cp314-cp314-manylinux_2_28_x86_64.whl";
  const file = {
    filename,
    url: `${origin}/wheels/${filename}`,
    digests: { sha256: "0" },
    size: 1,
    yanked: false,
  };
  return { info: { name: "torch-like" }, releases: { "1.0": [file] } };
}

function answer(
  response: ServerResponse,
  content: Uint8Array | undefined,
  trouble: Trouble | undefined,
): void {
  const page = "<!doctype html><title>Not here</title>";
  if (content === undefined || trouble === "missing") {
    response.writeHead(404, { "content-type": "text/html" }).end(page);
  } else if (trouble === "error page") {
    response.writeHead(200, { "content-type": "text/html" }).end(page);
  } else if (trouble === "cut off") {
    response.writeHead(200, { "content-length": content.length });
    response.write(content.subarray(0, content.length / 2), () => response.destroy());
  } else if (trouble === "truncated") response.end(content.subarray(0, content.length / 2));
  else
    response.end(
      trouble === "damaged" ? content.map((byte, at) => (at === 1_000 ? byte ^ 1 : byte)) : content,
    );
}

async function fetchAsShell(url: string): Promise<FetchedFile> {
  try {
    const response = await fetch(url);
    if (!response.ok) return { kind: "failed", failure: "not-found" };
    return { kind: "bytes", blob: await response.blob() };
  } catch {
    return { kind: "failed", failure: "unreachable" };
  }
}
