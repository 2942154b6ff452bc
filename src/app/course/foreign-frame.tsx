/** A stranger's HTML, in a frame that runs and fetches nothing. */

export function ForeignFrame({ title, html }: { title: string; html: string }) {
  return <iframe class="foreign" title={title} sandbox="" srcdoc={foreignPage(html)} />;
}

/** Fetches nothing: an image of a teacher's could tell a stranger who reads when. */
function foreignPage(html: string): string {
  const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";
  const style = "body{font:16px/1.5 system-ui,sans-serif;margin:12px;overflow-wrap:anywhere}";
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="color-scheme" content="light"><style>${style}</style>${html}`;
}
