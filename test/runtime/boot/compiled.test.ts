/** Compiled packages load on top of a restored memory, beside the one that was linked into it. */
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { getWheels } from "../../../scripts/runtime/wheels.ts";
import { startPython } from "../../../src/runtime/node.ts";

test("pydantic-core works after the restore", async () => {
  const list = fileURLToPath(new URL("wheels.txt", import.meta.url));
  const python = await startPython();
  for (const { bytes } of await getWheels(() => {}, list)) {
    python.pyodide.unpackArchive(bytes, "wheel", { extractDir: "/lib/python3.14/site-packages" });
  }
  const code = `
import importlib
importlib.invalidate_caches()
import pydantic_core
schema = {"type": "list", "items_schema": {"type": "int"}}
pydantic_core.SchemaValidator(schema).validate_json(b'[1, "2", 3]')
`;
  expect(await python.run(code)).toBe("[1, 2, 3]");
  expect(await python.run("import msgspec; msgspec.json.encode({'k': [1, None]}).decode()")).toBe(
    '{"k":[1,null]}',
  );
});
