/** Where a school's sign-in leads back to, where the browser was allowed to: hands the link to the tab that waits. */
import { signInWords } from "../../words/sign-in.ts";
import { clipboard } from "../platform/browser.ts";
import { handOver } from "./sso-channel.ts";

const words = signInWords.back;

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

const link = decodeURIComponent(location.hash.slice(1));
// The link is as good as a password: it stays in no address and no history.
history.replaceState(null, "", location.pathname);
if (matchMedia("(prefers-color-scheme: dark)").matches) document.documentElement.dataset.theme = "dark";

const status = element("p", words.working);
status.setAttribute("role", "status");
const main = document.getElementById("sso");
main?.append(element("h1", words.title), status);

if (link === "") status.textContent = words.nothing;
else if (await handOver(new URL(".", document.baseURI).href, link)) status.textContent = words.done;
else {
  status.textContent = words.nobody;
  const copy = element("button", words.copy);
  copy.addEventListener("click", async () => {
    const failure = await clipboard.write(link);
    status.textContent = failure === undefined ? words.copied : words.notCopied;
  });
  main?.append(copy);
}
