/** Bodies as PHP reads them: forms become parameters, and anything else becomes nothing. */
import type { IncomingHttpHeaders } from "node:http";

export interface SentFile {
  readonly filename: string;
  readonly content: Buffer;
}

export interface Form {
  /** By the name as it was sent: `courseids[0]`. */
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly SentFile[];
}

export async function readForm(headers: IncomingHttpHeaders, url: URL, body: Buffer): Promise<Form> {
  const fields: Record<string, string> = Object.fromEntries(url.searchParams);
  const files: SentFile[] = [];
  const type = headers["content-type"] ?? "";
  if (/^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/.test(type)) {
    const sent = new Response(new Uint8Array(body), { headers: { "content-type": type } });
    for (const [name, value] of await sent.formData()) {
      if (typeof value === "string") fields[name] = value;
      else files.push({ filename: value.name, content: Buffer.from(await value.arrayBuffer()) });
    }
  }
  return { fields, files };
}

export interface Tree {
  [name: string]: string | Tree;
}

/** `a[b][c]=d` as `{ a: { b: { c: "d" } } }`. */
export function nested(fields: Form["fields"]): Tree {
  const top: Tree = {};
  for (const [name, value] of Object.entries(fields)) {
    const [first = "", ...keys] = name.replaceAll("]", "").split("[");
    let tree = top;
    let last = first;
    for (const key of keys) {
      const below = tree[last];
      const branch: Tree = typeof below === "object" ? below : {};
      tree[last] = branch;
      tree = branch;
      last = key;
    }
    tree[last] = value;
  }
  return top;
}
