/** The self-test's page, put together. */
import { render } from "preact";
import { readFrameMessage } from "../../runtime/contract.ts";
import { clock, createPreferences } from "../platform/browser.ts";
import { createPieces } from "../runtime-bytes.ts";
import { startSelfTest } from "./selftest.ts";
import { SelfTestPage } from "./selftest-page.tsx";
import "../../look/fonts.css";
import "../../look/tokens.css";
import "../styles/base.css";
import "../styles/pages.css";

const baseAddress = new URL(".", document.baseURI).href;
document.documentElement.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches
  ? "dark"
  : "light";

const test = startSelfTest(
  {
    clock,
    readFrameMessage,
    pieces: createPieces(baseAddress),
    preferences: createPreferences(new URL(baseAddress).pathname),
  },
  baseAddress,
);
const root = document.getElementById("selftest");
if (root !== null) render(<SelfTestPage test={test} />, root);
