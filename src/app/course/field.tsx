/** A labelled text field. */
import { useId } from "preact/hooks";

export interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** What nobody behind one's back should read. */
  readonly isSecret?: boolean;
}

export function Field({ name, label, hint, isSecret = false }: FieldProps) {
  const id = useId();
  const common = {
    id,
    name,
    required: true,
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: false,
    "aria-describedby": hint === undefined ? undefined : `${id}-hint`,
  } as const;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <p id={`${id}-hint`} class="small muted">
          {hint}
        </p>
      )}
      {isSecret ? <input type="password" {...common} /> : <input type="text" {...common} />}
    </div>
  );
}
