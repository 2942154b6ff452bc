/** Choices for every notebook: a page of their own, and a dialog over a notebook that goes on running. */
import { type Choices, choiceOptions, type Limits, LONGEST_LIMIT } from "../../state/settings.ts";
import { words } from "../../words/en.ts";
import { useApp } from "../context.ts";
import { BackupSection } from "../keeping/backup-section.tsx";

const { settings: settingsWords } = words;

export function SettingsForm() {
  return (
    <>
      <ChoiceGroup name="theme" title={settingsWords.theme} labels={settingsWords.themes} />
      <ChoiceGroup name="onChange" title={settingsWords.onChange} labels={settingsWords.onChanges} />
      <ChoiceGroup name="editor" title={settingsWords.editor} labels={settingsWords.editors} />
      <fieldset class="choices">
        <legend>{settingsWords.limits}</legend>
        <LimitField which="cell" label={settingsWords.limitOfCell} />
        <LimitField which="all" label={settingsWords.limitOfAll} />
      </fieldset>
      <BackupSection />
    </>
  );
}

interface ChoiceGroupProps<Name extends keyof Choices> {
  readonly name: Name;
  readonly title: string;
  readonly labels: Readonly<Record<Choices[Name], string>>;
}

function ChoiceGroup<Name extends keyof Choices>({ name, title, labels }: ChoiceGroupProps<Name>) {
  const { settings } = useApp();
  return (
    <fieldset class="choices">
      <legend>{title}</legend>
      {choiceOptions[name].map((option) => (
        <label key={option}>
          <input
            type="radio"
            name={name}
            value={option}
            checked={settings.choices.value[name] === option}
            onChange={() => settings.choose({ [name]: option })}
          />
          {labels[option]}
        </label>
      ))}
    </fieldset>
  );
}

function LimitField({ which, label }: { which: keyof Limits; label: string }) {
  const { settings } = useApp();
  return (
    <label>
      <input
        type="number"
        min={1}
        max={LONGEST_LIMIT}
        value={settings.limits.value[which]}
        onChange={({ currentTarget }) => settings.limit(which, currentTarget.valueAsNumber)}
      />
      {label}
    </label>
  );
}
