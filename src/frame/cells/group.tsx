import type { HTMLAttributes, Ref } from "preact";

interface GroupProps extends HTMLAttributes<HTMLDivElement> {
  readonly label: string;
  readonly ref?: Ref<HTMLDivElement>;
}

/** A named part of the notebook that is no landmark of its own: a notebook of fifty regions would be a maze. */
export function Group({ label, ...rest }: GroupProps) {
  // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
  return <div role="group" aria-label={label} {...rest} />;
}
