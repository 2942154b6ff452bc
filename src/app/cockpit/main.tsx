/** The instructor's page of `workshop serve`, put together. */
import { effect } from "@preact/signals";
import { render } from "preact";
import { createCockpit } from "../../state/cockpit/cockpit.ts";
import { cockpitWords as words } from "../../words/cockpit.ts";
import { clock } from "../platform/browser.ts";
import { CockpitPage, Message } from "./cockpit-page.tsx";
import { createCockpitServer } from "./server.ts";
import { takeToken } from "./token.ts";
import "../../look/fonts.css";
import "../../look/tokens.css";
import "../styles/base.css";
import "./cockpit.css";
import "./projector.css";

const baseAddress = new URL(".", document.baseURI).href;
const { pathname } = new URL(baseAddress);
const dark = matchMedia("(prefers-color-scheme: dark)");
const followTheme = (): void => {
  document.documentElement.dataset.theme = dark.matches ? "dark" : "light";
};
dark.addEventListener("change", followTheme);
followTheme();

const token = takeToken(pathname);
// Another address of a cockpit, typed into this tab: only what follows # is new.
addEventListener("hashchange", () => {
  takeToken(pathname);
  location.reload();
});

const root = document.getElementById("cockpit");
if (root !== null) render(page(), root);

function page() {
  if (window.top !== window.self) return <Message title={words.title} text={words.framed} ownTab />;
  if (token === undefined) return <Message {...words.noToken} />;
  const cockpit = createCockpit({ server: createCockpitServer(baseAddress, token), clock });
  effect(() => {
    const title = cockpit.room.value?.title;
    if (title !== undefined) document.title = words.documentTitle(title);
  });
  return <CockpitPage cockpit={cockpit} />;
}
