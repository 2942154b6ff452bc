/** The table of the architecture: which room may import which other rooms and which packages. */
import { posix } from "node:path";
import { parseSync, Visitor } from "vite";

interface Room {
  /** Folder, relative to the repository. */
  folder: string;
  /** Other rooms, or single files of them. A room may always import itself. */
  rooms: readonly string[];
  /** Packages by name; `@scope/` and `name-` stand for all that begin so. */
  packages: readonly string[];
  /** Files of this room with a wider permission, and what they may import besides. */
  except?: Readonly<Record<string, { rooms: readonly string[]; packages: readonly string[] }>>;
}

/** What adapters implement: the ports, and the failures that they answer with. */
const ports = ["src/state/environment.ts", "src/state/failure.ts", "src/state/course/ports.ts"];

/** The first that holds a file is its room. */
const rooms: readonly Room[] = [
  {
    folder: "src/core",
    rooms: [],
    packages: ["@lezer/", "smol-toml", "valibot", "fflate", "jose", "jsonc-parser", "@noble/"],
  },
  { folder: "src/words", rooms: ["src/core"], packages: [] },
  { folder: "src/look", rooms: [], packages: ["preact"] },
  // Files over HTTP, for the command line and for `npm start`.
  { folder: "src/host", rooms: [], packages: ["node:"] },
  { folder: "src/state", rooms: ["src/core"], packages: ["@preact/signals-core"] },
  // A notebook in a process of its own under Node, and how that is started.
  {
    folder: "src/runtime/node",
    rooms: ["src/core", "src/runtime"],
    packages: ["pyodide", "valibot", "node:"],
  },
  {
    folder: "src/runtime",
    rooms: ["src/core", ...ports],
    packages: ["pyodide", "rpc-anywhere", "valibot"],
    // The loader for Node: the command line and the tests start the same Python with it.
    except: {
      "src/runtime/node.ts": { rooms: [], packages: ["node:"] },
      "src/runtime/node-parts.ts": { rooms: [], packages: ["node:", "fzstd"] },
    },
  },
  {
    folder: "src/storage",
    rooms: ["src/core", ...ports],
    packages: ["idb", "valibot"],
  },
  // The page and the command line submit work by the same code.
  { folder: "src/transport", rooms: ["src/core"], packages: ["valibot", "@noble/"] },
  {
    folder: "src/frame",
    rooms: ["src/core", "src/words", "src/look", "src/runtime/contract.ts", "src/runtime/worker/protocol.ts"],
    packages: [
      "preact",
      "@preact/signals",
      "@codemirror/",
      "@lezer/",
      "rpc-anywhere",
      "valibot",
      "dompurify",
    ],
  },
  {
    folder: "src/app",
    rooms: ["src/core", "src/state", "src/words", "src/look", "src/runtime/contract.ts", "sw/messages.ts"],
    packages: ["preact", "@preact/signals", "valibot", "dompurify", "katex", "diff", "fzstd", "uqr"],
    // The composition root, and the only file that knows an adapter.
    except: {
      "src/app/main.tsx": { rooms: ["src/runtime", "src/storage", "src/transport"], packages: [] },
    },
  },
  { folder: "sw", rooms: [], packages: ["workbox-"] },
  {
    folder: "workshop",
    rooms: [
      "src/core",
      "src/words",
      "src/look",
      "src/host",
      "src/runtime/node",
      "src/runtime/node.ts",
      "src/runtime/worker/packages.ts",
      "src/transport",
    ],
    packages: ["commander", "hono", "@hono/node-server", "uqr", "valibot", "node:"],
  },
];

export interface Violation {
  file: string;
  line: number;
  /** What was imported, as written. */
  specifier: string;
  /** What the room may import. */
  rule: string;
}

/** `src/core` allows all below it, `src/x.ts` itself, `@scope/`, `name-` and `node:` what begins so. */
function permits(permission: string, target: string): boolean {
  if (target === permission || target.startsWith(`${permission}/`)) return true;
  return /[/:-]$/.test(permission) && target.startsWith(permission);
}

interface Import {
  specifier: string;
  offset: number;
}

/** Everything that a module names as another module: imports of values and of types, static and dynamic, re-exports. */
function importsOf(file: string, source: string): Import[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be read: ${errors[0]?.message}`);
  const found: Import[] = [];
  const add = (node: { value: unknown; start: number }) => {
    if (typeof node.value === "string") found.push({ specifier: node.value, offset: node.start });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node.source),
    ExportAllDeclaration: (node) => add(node.source),
    ExportNamedDeclaration: (node) => {
      if (node.source) add(node.source);
    },
    ImportExpression: (node) => {
      if (node.source.type === "Literal") add(node.source);
    },
    TSImportType: (node) => add(node.source),
  }).visit(program);
  return found;
}

/** Path below the repository, or the package's name, that an import stands for. */
function targetOf(file: string, specifier: string): string {
  const path = specifier.replace(/\?.*$/, "");
  return path.startsWith(".") ? posix.join(posix.dirname(file), path) : path;
}

/** Imports of one file that its room does not allow; `file` is relative to the repository, with slashes. */
export function checkRoom(file: string, source: string): Violation[] {
  const room = rooms.find(({ folder }) => file.startsWith(`${folder}/`));
  if (room === undefined) return [];
  const extra = room.except?.[file];
  const permissions = [room.folder, ...room.rooms, ...room.packages];
  if (extra !== undefined) permissions.push(...extra.rooms, ...extra.packages);
  return importsOf(file, source)
    .filter(
      ({ specifier }) => !permissions.some((permission) => permits(permission, targetOf(file, specifier))),
    )
    .map(({ specifier, offset }) => ({
      file,
      line: source.slice(0, offset).split("\n").length,
      specifier,
      rule: `${extra === undefined ? room.folder : file} may import ${permissions.join(", ")}`,
    }));
}
