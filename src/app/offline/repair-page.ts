/** The page for when the app itself does not open: it stands on nothing of the app but words and colours. */
import { offlineWords } from "../../words/offline.ts";
import { repair } from "./repair.ts";

const words = offlineWords.repair;

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

const button = element("button", words.start);
button.className = "primary";
const outcome = element("p", "");
outcome.setAttribute("role", "status");
const back = element("a", words.back);
back.setAttribute("href", "./");
const actions = element("p", "");
actions.append(button);

button.addEventListener("click", async () => {
  outcome.textContent = words.working;
  try {
    const { stores } = await repair(new URL(".", document.baseURI).href);
    outcome.textContent = words.done(stores);
    button.remove();
  } catch {
    outcome.textContent = words.failed;
  }
});

if (matchMedia("(prefers-color-scheme: dark)").matches) document.documentElement.dataset.theme = "dark";
document
  .getElementById("repair")
  ?.append(
    element("h1", words.title),
    element("p", words.text),
    element("p", words.safe),
    actions,
    outcome,
    back,
  );
