/** Choices for every notebook. */
import { type Choices, choiceOptions, type Limits, LONGEST_LIMIT } from "../../state/settings.ts";
import { words } from "../../words/en.ts";
import { useApp } from "../context.ts";
import { BackupSection } from "../keeping/backup-section.tsx";
import { Page } from "../ui/page.tsx";

export function SettingsPage() {
  const { settings } = words;
  return (
    <Page title={settings.title}>
      <ChoiceGroup name="theme" title={settings.theme} labels={settings.themes} />
      <ChoiceGroup name="onChange" title={settings.onChange} labels={settings.onChanges} />
      <ChoiceGroup name="editor" title={settings.editor} labels={settings.editors} />
      <fieldset class="choices">
        <legend>{settings.limits}</legend>
        <LimitField which="cell" label={settings.limitOfCell} />
        <LimitField which="all" label={settings.limitOfAll} />
      </fieldset>
      <BackupSection />
      <p>
        <button type="button" onClick={() => history.back()}>
          {settings.back}
        </button>
      </p>
    </Page>
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
