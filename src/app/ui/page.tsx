/** The frame of every page that is not the workspace. */
import type { ComponentChildren } from "preact";
import { SettingsIcon } from "../../look/icons.tsx";
import { words } from "../../words/en.ts";
import { Notices } from "./notices.tsx";

export interface PageProps {
  readonly title: string;
  /** For tables; running text is narrow. */
  readonly wide?: boolean;
  readonly children: ComponentChildren;
}

export function Page({ title, wide = false, children }: PageProps) {
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
      <main class={wide ? "page wide" : "page"}>
        <h1 tabIndex={-1}>{title}</h1>
        <Notices />
        {children}
      </main>
    </>
  );
}
