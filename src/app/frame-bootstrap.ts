/**
 * The only inline script anywhere: a constant, so that its hash can stand in the policies of page and frame.
 * It takes one port and the frame's script from the page around it, once, and runs the script from a blob address.
 *
 * A page around it that has an opaque origin is a notebook, which has put the script into a frame of its own to get a
 * window with everything that the frame takes away (frame/mediate/realm.ts): it is given nothing.
 */
export const FRAME_BOOTSTRAP = `addEventListener("message", function start(event) {
  if (event.source !== parent || event.origin === "null") return;
  if (event.ports.length !== 1 || !(event.data instanceof Blob)) return;
  removeEventListener("message", start);
  globalThis.__atelierPort = event.ports[0];
  const script = document.createElement("script");
  script.src = URL.createObjectURL(event.data);
  document.head.append(script);
});`;

/** What a policy calls the script: of its UTF-8 text, as base64. A test holds it against the text. */
export const FRAME_BOOTSTRAP_HASH = "sha256-Nu2vqfi/JmYUYH5b2uGXhxmIdZpnaqq7FWPs5Rn0MSk=";

/**
 * The frame's document. `hosts` are host names with an optional port (state/session/hosts.ts), so that they cannot end
 * the policy; the style is our own build's.
 */
export function frameDocument(style: string, hosts: readonly string[], theme: "light" | "dark"): string {
  const data = ["blob:", "data:", ...hosts.map(hostSource)].join(" ");
  const policy = [
    "default-src 'none'",
    `script-src '${FRAME_BOOTSTRAP_HASH}' blob: 'wasm-unsafe-eval'`,
    "style-src 'unsafe-inline'",
    "worker-src blob:",
    `connect-src ${data}`,
    `img-src ${data}`,
    `media-src ${data}`,
    `font-src ${data}`,
    "frame-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join("; ");
  return [
    `<!doctype html><html lang="en" data-theme="${theme}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Notebook</title><style>${style}</style>`,
    `<script>${FRAME_BOOTSTRAP}</script></head><body></body></html>`,
  ].join("\n");
}

function hostSource(host: string): string {
  const loopback = /^(localhost|127\.0\.0\.1)(:|$)/.test(host);
  return `${loopback ? "http" : "https"}://${host}`;
}
