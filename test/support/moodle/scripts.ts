/** From an address to an answer: which script it is, its CORS headers, and its shape of an error. */
import { MoodleException } from "./exception.ts";
import type { Step } from "./faults.ts";
import { pluginFile, upload } from "./files.ts";
import type { Form } from "./form.ts";
import { callFunction, stepOf } from "./rest.ts";
import { launch, loginPage, type Page, token } from "./sign-in.ts";
import { mimetypeOf, type World } from "./world.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export interface Asked {
  /** Below Moodle's folder. */
  readonly path: string;
  readonly url: URL;
  readonly form: Form;
}

const REST = "/webservice/rest/server.php";
const FILES = "/webservice/pluginfile.php";

/** Undefined for functions of the web services, whose name is in the form. */
export function stepAt(path: string): Step | undefined {
  if (path === REST) return undefined;
  if (path === "/login/token.php") return "token";
  if (path === "/webservice/upload.php") return "upload";
  return path.startsWith(`${FILES}/`) ? "file" : "page";
}

export function stepIn({ fields }: Form): Step {
  return stepOf(fields.wsfunction);
}

/** No script knows a preflight: each runs as usual, and no header is ever allowed by it. */
const open = { "access-control-allow-origin": "*" };
const openInParts = {
  ...open,
  "access-control-allow-headers": "range",
  "access-control-expose-headers": "Content-Range",
};

export function answerTo(world: World, { path, url, form }: Asked): Answer {
  const { site } = world.state;
  if (site.maintenance === "cli") return page({ html: "<h1>Under maintenance</h1>", status: 503 });
  if (path === REST) {
    // Switched off, it says nothing at all, and that to nobody elsewhere.
    if (!site.enablewebservices || !site.rest) return { status: 403, headers: {}, body: "" };
    return restAnswer(form, () => callFunction(world, form));
  }
  if (path === "/login/token.php") return scriptAnswer(open, () => json(token(world, form), open));
  if (path === "/webservice/upload.php") return scriptAnswer(open, () => json(upload(world, form), open));
  if (path.startsWith(`${FILES}/`)) {
    return scriptAnswer(openInParts, () => fileAnswer(world, path.slice(FILES.length), form));
  }
  return scriptAnswer({}, () => page(pageAt(world, path, form, url)));
}

function restAnswer({ fields }: Form, run: () => unknown): Answer {
  if (fields.moodlewsrestformat !== "json") {
    return { status: 200, headers: { ...open, "content-type": "application/xml" }, body: "<EXCEPTION/>" };
  }
  try {
    return json(run(), open);
  } catch (error) {
    if (!(error instanceof MoodleException)) throw error;
    const { errorcode, message } = error;
    return json({ exception: "core\\exception\\moodle_exception", errorcode, message }, open);
  }
}

/** The shape of those that browsers ask without the web services. */
function scriptAnswer(headers: Answer["headers"], run: () => Answer): Answer {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof MoodleException)) throw error;
    const { errorcode, message, status } = error;
    const nothing = { stacktrace: null, debuginfo: null, reproductionlink: null };
    return { ...json({ error: message, errorcode, ...nothing }, headers), status };
  }
}

function json(value: unknown, headers: Answer["headers"]): Answer {
  const type = { "content-type": "application/json; charset=utf-8" };
  return { status: 200, headers: { ...headers, ...type }, body: JSON.stringify(value) };
}

function fileAnswer(world: World, path: string, form: Form): Answer {
  const { filename, content } = pluginFile(world, path, form);
  const headers = { ...openInParts, "content-type": mimetypeOf(filename) };
  return { status: 200, headers, body: content };
}

function pageAt(world: World, path: string, form: Form, url: URL): Page {
  if (path === "/admin/tool/mobile/launch.php") return launch(world, form, url);
  if (path === "/login/index.php") return loginPage(world, form);
  if (path.startsWith("/pluginfile.php/")) return { location: `${world.url}/login/index.php` };
  return { html: "<h1>Not found</h1>", status: 404 };
}

function page(shown: Page): Answer {
  if ("location" in shown) return { status: 302, headers: { location: shown.location }, body: "" };
  const headers = { "content-type": "text/html; charset=utf-8" };
  return { status: shown.status ?? 200, headers, body: `<!doctype html><title>Moodle</title>${shown.html}` };
}

/** Of whatever stands before Moodle. */
export function brokenPage(status: 200 | 500): Answer {
  return page({ status, html: "<h1>Please accept our terms of use</h1>" });
}
