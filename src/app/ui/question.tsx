/** What only the student may decide: a dialog of the shell, never drawn inside the notebook's area. */
import { useEffect, useRef } from "preact/hooks";
import type { Question } from "../../state/notices.ts";
import { words } from "../../words/en.ts";
import { useApp } from "../context.ts";

export function QuestionDialog() {
  const { notices } = useApp();
  const question = notices.question.value;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (question !== null) dialog.current?.showModal();
  }, [question]);
  if (question === null) return null;
  const { title, text, yes } = questionWords(question);
  return (
    <dialog
      ref={dialog}
      class="question"
      aria-labelledby="question-title"
      onClose={() => notices.answer(false)}
    >
      <h2 id="question-title">{title}</h2>
      <p>{text}</p>
      {question.kind === "link" && <p class="address">{question.url}</p>}
      <p class="actions">
        <button type="button" onClick={() => notices.answer(false)}>
          {words.questions.no}
        </button>
        <button type="button" class="primary" onClick={() => notices.answer(true)}>
          {yes}
        </button>
      </p>
    </dialog>
  );
}

function questionWords(question: Question): { title: string; text: string; yes: string } {
  const { questions } = words;
  switch (question.kind) {
    case "link":
      return { title: questions.linkTitle, text: questions.link(question.host), yes: questions.linkYes };
    case "host":
      return {
        title: questions.hostTitle,
        text: questions.host(question.host),
        yes: questions.hostYes(question.host),
      };
    case "file":
      return { title: questions.fileTitle, text: questions.file(question.name), yes: questions.fileYes };
    default:
      return question satisfies never;
  }
}
