/** `login/token.php`, `admin/tool/mobile/launch.php`, and as much of Moodle's own sign-in page as that needs. */
import { MoodleException } from "./exception.ts";
import type { Form } from "./form.ts";
import type { User } from "./state.ts";
import { md5, tokenOf, type World } from "./world.ts";

export function token(world: World, { fields }: Form): unknown {
  const { site } = world.state;
  if (fields.appsitecheck !== undefined) return { appsitecheck: "ok" };
  if (!site.enablewebservices)
    throw new MoodleException("enablewsdescription", "Web services must be enabled");
  for (const name of ["username", "password", "service"]) {
    if (fields[name] === undefined) {
      throw new MoodleException("missingparam", `A required parameter (${name}) was missing`);
    }
  }
  const user = userNamed(world, fields);
  if (user === undefined) throw new MoodleException("invalidlogin", "Invalid login, please try again");
  if (site.maintenance === "on")
    throw new MoodleException("sitemaintenance", "The site is undergoing maintenance");
  requireService(world, fields.service);
  return { token: tokenOf(world, user), privatetoken: null };
}

function userNamed({ state }: World, { username = "", password }: Form["fields"]): User | undefined {
  const name = username.trim().toLowerCase();
  return state.users.find((user) => user.username === name && user.password === password);
}

function requireService({ state }: World, service: string | undefined): void {
  if (!state.site.mobile || service !== "moodle_mobile_app") {
    throw new MoodleException("servicenotavailable", "Web service is not available");
  }
}

/** A page, or where to go instead. */
export type Page = { readonly html: string; readonly status?: number } | { readonly location: string };

export function launch(world: World, { fields }: Form, url: URL): Page {
  const { site, session } = world.state;
  const { passport, urlscheme = "moodlemobile", service } = fields;
  if (passport === undefined) throw new MoodleException("missingparam");
  if (!/^[a-zA-Z][a-zA-Z0-9-+.]*$/.test(urlscheme)) throw new MoodleException("Invalid urlscheme");
  if (!site.enablewebservices) throw new MoodleException("enablewsdescription");
  requireService(world, service);
  if (site.typeoflogin === 1) return { status: 404, html: "<h1>pluginnotenabledorconfigured</h1>" };
  const user = world.state.users.find(({ id }) => id === session);
  if (user === undefined)
    return { location: `${world.url}/login/index.php?wantsurl=${encodeURIComponent(url.href)}` };
  const secret = `${md5(world.url + passport)}:::${tokenOf(world, user)}`;
  const link = `${site.forcedurlscheme || urlscheme}://token=${Buffer.from(secret).toString("base64")}`;
  if (fields.confirmed !== "1") return { location: link };
  const words = "Click here if the app does not open automatically.";
  return {
    html: `<p>Your registration has been confirmed</p><a id="launchapp" href="${link}">${words}</a>
<script>document.getElementById("launchapp").click();</script>`,
  };
}

export function loginPage(world: World, { fields }: Form): Page {
  const wanted = fields.wantsurl ?? `${world.url}/`;
  if (fields.username === undefined) {
    return {
      html: `<form method="post" action="${world.url}/login/index.php"><input name="username"><input name="password" type="password">
<input type="hidden" name="wantsurl" value="${encodeURI(wanted)}"><button>Log in</button></form>`,
    };
  }
  world.state.session = userNamed(world, fields)?.id ?? null;
  return { location: decodeURI(wanted) };
}
