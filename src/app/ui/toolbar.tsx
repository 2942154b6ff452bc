/** What one can do with the whole notebook. On a phone most of it moves into the menu. */
import type { ComponentChildren } from "preact";
import {
  CheckIcon,
  DownloadIcon,
  HistoryIcon,
  type Icon,
  PlayAllIcon,
  RedoIcon,
  ResetIcon,
  StaleIcon,
  StopIcon,
  UndoIcon,
  UploadIcon,
} from "../../look/icons.tsx";
import type { Session } from "../../state/session/session.ts";
import type { CellStatus } from "../../state/wall.ts";
import { words } from "../../words/en.ts";
import { useDesk } from "../course/course-context.ts";
import { isFramed } from "./framed.tsx";
import { MoreMenu } from "./more-menu.tsx";

export interface Tool {
  readonly name: string;
  readonly icon: Icon;
  readonly disabled: boolean;
  run(): void;
}

export function Toolbar({ session }: { session: Session }) {
  const running = session.runs.state.value === "running";
  const waiting = session.frame.python.state.value.kind === "failed";
  const tools = secondTools(session);
  return (
    <div class="toolbar" role="toolbar" aria-label={words.tools.label}>
      <ToolButton
        class="run primary"
        tool={{
          name: words.tools.runAll,
          icon: PlayAllIcon,
          disabled: waiting,
          run: () => session.command("run-all"),
        }}
      />
      <ToolButton
        class="run"
        tool={{ name: words.tools.stop, icon: StopIcon, disabled: !running, run: () => session.frame.stop() }}
      />
      <ToolButton
        tool={{
          name: words.tools.validate,
          icon: CheckIcon,
          disabled: session.validator.state.value.kind === "running",
          run: () => session.validator.start(),
        }}
      />
      <SubmitTool session={session} />
      <span class="toolbar-gap" />
      {tools.map((tool) => (
        <span key={tool.name} class="wide-only">
          <ToolButton tool={tool} />
        </span>
      ))}
      <MoreMenu session={session} tools={tools} />
    </div>
  );
}

/** Only of a notebook that is submitted to a server. */
function SubmitTool({ session }: { session: Session }) {
  const desk = useDesk();
  const { course, notebook } = session.document;
  const isListed = desk?.course.url === course && desk.rows.value.some((row) => row.notebook === notebook);
  if (!isListed || desk.submitting === null) return null;
  const begin = desk.submitting.begin;
  return (
    <ToolButton
      class="submit"
      tool={{
        name: words.tools.submit,
        icon: UploadIcon,
        disabled: isFramed(),
        run: () => void begin(notebook),
      }}
    />
  );
}

/** The tools that a phone has in its menu. */
function secondTools(session: Session): Tool[] {
  const { tools } = words;
  const python = session.frame.python.state.value.kind;
  const readOnly = session.keeping.writer.readOnly.value;
  return [
    {
      name: tools.runStale,
      icon: StaleIcon,
      disabled: python === "failed" || !hasStale(session),
      run: () => session.command("run-stale"),
    },
    {
      name: tools.undo,
      icon: UndoIcon,
      disabled: readOnly || !session.source.canUndo.value,
      run: () => session.undo(),
    },
    {
      name: tools.redo,
      icon: RedoIcon,
      disabled: readOnly || !session.source.canRedo.value,
      run: () => session.redo(),
    },
    {
      name: tools.history,
      icon: HistoryIcon,
      disabled: false,
      run: () => session.keeping.versions.open(),
    },
    { name: tools.download, icon: DownloadIcon, disabled: false, run: () => session.download() },
    {
      name: tools.reset,
      icon: ResetIcon,
      disabled: readOnly || !session.source.changed.value,
      run: () => session.reset(),
    },
  ];
}

/** A cell has changed since it last ran, or something that it depends on has. */
function hasStale(session: Session): boolean {
  const statuses = session.runs.statuses.value;
  return session.source.cells.value.some(({ id }) => isStale(statuses.get(id)));
}

function isStale(status: CellStatus | undefined): boolean {
  return status === "stale" || status === "edited" || status === "stopped";
}

function ToolButton({ tool, class: own = "" }: { tool: Tool; class?: string }): ComponentChildren {
  const { icon: ToolIcon, name, disabled, run } = tool;
  return (
    <button type="button" class={`tool ${own}`} title={name} disabled={disabled} onClick={() => run()}>
      <ToolIcon />
      <span class="tool-name">{name}</span>
    </button>
  );
}
