/** The frame of every page that is not the workspace. */
import type { ComponentChildren } from "preact";
import { SettingsIcon } from "../../look/icons.tsx";
import { words } from "../../words/en.ts";
import { Notices } from "./notices.tsx";

export function Page({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <>
      <header class="bar">
        <a class="bar-home" href="#/">
          {words.app}
        </a>
        <a class="bar-end button quiet" href="#/settings">
          <SettingsIcon />
          {words.tools.settings}
        </a>
      </header>
      <main class="page">
        <h1 tabIndex={-1}>{title}</h1>
        <Notices />
        {children}
      </main>
    </>
  );
}
