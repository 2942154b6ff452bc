/** CodeMirror put together by hand for a notebook's cells. Its looks are in code.css. */
import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from "@codemirror/autocomplete";
import {
  defaultKeymap,
  history,
  historyKeymap,
  indentLess,
  indentMore,
  redo,
  simplifySelection,
  undo,
} from "@codemirror/commands";
import { pythonLanguage } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { openSearchPanel, search, searchKeymap } from "@codemirror/search";
import {
  Compartment,
  countColumn,
  EditorState,
  type Extension,
  Prec,
  type StateCommand,
  Transaction,
} from "@codemirror/state";
import { drawSelection, EditorView, type KeyBinding, keymap, placeholder } from "@codemirror/view";
import { effect } from "@preact/signals";
import { notebookWords } from "../../words/notebook.ts";
import { createEchoes, takeOver } from "./change.ts";
import { completionSource } from "./completion.ts";
import type { EditorSource } from "./editor-source.ts";
import { highlighters } from "./highlight.ts";

/** How long Escape makes Tab leave the editor; any other key ends it too. */
const LEAVING_TIME = 60_000;

/** Ids of the hidden sentences that say how to leave an editor; `Notebook` holds them. */
export const helpIds = {
  code: "editor-help",
  prose: "editor-help-text",
  plain: "editor-help-plain",
} as const;

const leaveWithTab: KeyBinding = {
  key: "Escape",
  run(view) {
    simplifySelection(view);
    view.setTabFocusMode(LEAVING_TIME);
    return true;
  },
};

/** Fills up with spaces to the next stop of four; with a selection it indents the lines. */
const indent: StateCommand = ({ state, dispatch }) => {
  const { main } = state.selection;
  if (state.readOnly) return false;
  if (!main.empty) return indentMore({ state, dispatch });
  const column = countColumn(
    state.doc.lineAt(main.head).text,
    4,
    main.head - state.doc.lineAt(main.head).from,
  );
  dispatch(state.update(state.replaceSelection(" ".repeat(4 - (column % 4))), { userEvent: "input" }));
  return true;
};

const tabs: readonly KeyBinding[] = [
  { key: "Tab", run: acceptCompletion },
  { key: "Tab", run: indent },
  { key: "Shift-Tab", run: indentLess },
];

/** Names to choose from, shown or still asked for, would lie over the output. */
const runsBy = (key: string, act: () => void): KeyBinding => ({
  key,
  run(view) {
    closeCompletion(view);
    act();
    return true;
  },
});

const running = (source: EditorSource): readonly KeyBinding[] => [
  runsBy("Mod-Enter", source.run),
  runsBy("Shift-Enter", source.runAndGoOn),
];

function python(source: EditorSource): Extension {
  return [
    pythonLanguage,
    highlighters.map((highlighter) => syntaxHighlighting(highlighter)),
    indentUnit.of("    "),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ override: [completionSource(source.complete)], icons: false }),
    keymap.of([...tabs, ...closeBracketsKeymap, ...completionKeymap]),
    placeholder(notebookWords.code.empty),
  ];
}

const prose: Extension = [EditorView.lineWrapping, placeholder(notebookWords.code.textEmpty)];

function attributes(source: EditorSource): Record<string, string> {
  return {
    "aria-label": source.label.value,
    "aria-describedby": source.prose ? helpIds.prose : helpIds.code,
    "data-focus": "",
    tabindex: "0",
    autocapitalize: source.prose ? "sentences" : "off",
    spellcheck: source.prose ? "true" : "false",
  };
}

/** What changes during an editor's life: its name and whether it may be written in. */
const standing = (source: EditorSource): Extension => [
  EditorState.readOnly.of(source.locked.value),
  EditorView.contentAttributes.of(attributes(source)),
];

/** Puts an editor into `parent` and keeps it in step with its source until the returned `end` is called. */
export function createEditor(parent: HTMLElement, source: EditorSource): { view: EditorView; end(): void } {
  const changing = new Compartment();
  const echoes = createEchoes();
  const writeBack = EditorView.updateListener.of((update) => {
    if (!update.docChanged || update.transactions.every((each) => each.annotation(Transaction.remote)))
      return;
    const text = update.state.doc.toString();
    echoes.sent(text);
    source.write(text);
  });
  const view = new EditorView({
    parent,
    doc: source.text.peek(),
    extensions: [
      Prec.highest(keymap.of([...running(source)])),
      history(),
      drawSelection(),
      search({ top: true }),
      EditorState.phrases.of(notebookWords.search),
      source.prose ? prose : python(source),
      keymap.of([...searchKeymap, leaveWithTab, ...historyKeymap, ...defaultKeymap]),
      changing.of(standing(source)),
      writeBack,
    ],
  });
  const ends = [
    effect(() => view.dispatch({ effects: changing.reconfigure(standing(source)) })),
    effect(() => {
      const text = source.text.value;
      const change = echoes.returns(text) ? undefined : takeOver(view.state, text);
      if (change) view.dispatch(change);
    }),
  ];
  return {
    view,
    end() {
      for (const end of ends) end();
      view.destroy();
    },
  };
}

const commands = { find: openSearchPanel, "undo-text": undo, "redo-text": redo };
export type EditorCommand = keyof typeof commands;

/** Gives a command of the page to the editor of a cell. False when that cell shows no CodeMirror editor. */
export function commandEditor(cell: string, command: EditorCommand): boolean {
  // An output may hold editors of marimo's own.
  const content = document.querySelector<HTMLElement>(`[data-cell-id="${cell}"] > .cell-code .cm-content`);
  const view = content && EditorView.findFromDOM(content);
  if (!view) return false;
  view.focus();
  return commands[command](view);
}
