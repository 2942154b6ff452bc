import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

describe("the frame's bootstrap", () => {
  const source = read("src/app/frame-bootstrap.ts");
  const script = /FRAME_BOOTSTRAP = `([^`]*)`/.exec(source)?.[1] ?? "";
  const hash = `sha256-${createHash("sha256").update(script).digest("base64")}`;

  it("is the only inline script that page and frame allow", () => {
    expect(script).toContain("event.source !== parent");
    expect(source).toContain(`FRAME_BOOTSTRAP_HASH = "${hash}"`);
    const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(read("index.html"))?.[1];
    const scripts = policy?.split("; ").find((directive) => directive.startsWith("script-src"));
    expect(scripts).toBe(`script-src 'self' blob: 'wasm-unsafe-eval' '${hash}'`);
  });

  it("stands in a page that forbids everything it does not need", () => {
    for (const directive of [
      "default-src 'none'",
      "frame-src 'none'",
      "form-action 'none'",
      "base-uri 'none'",
    ]) {
      expect(source).toContain(`"${directive}"`);
    }
    const page = read("index.html");
    for (const directive of [
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-src 'none'",
    ]) {
      expect(page).toContain(directive);
    }
  });
});
