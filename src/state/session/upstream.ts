/** A notebook that was handed out anew after the student had begun: theirs or mine is the student's to say. */
import { type ReadonlySignal, signal } from "@preact/signals-core";

export interface Upstream {
  /** The new handed-out text while the student has not decided; null when there is nothing to decide. */
  readonly offer: ReadonlySignal<string | null>;
  keepMine(): void;
  /** The student's own text stays in the history. */
  takeTheirs(): void;
}

export interface UpstreamParts {
  /** The text on opening. */
  readonly source: string;
  /** As handed out now. */
  readonly original: string;
  /** As handed out when the student began. */
  readonly base: string;
  /** Makes the text the notebook's. */
  take(text: string): void;
  /** Notes the decision on disk, also when the text stays as it is. */
  decided(): void;
}

export interface KnownUpstream extends Upstream {
  /** The handed-out text that belongs to the student's: the old one until they decide. */
  base(): string;
}

export function createUpstream({ source, original, base, take, decided }: UpstreamParts): KnownUpstream {
  const isNew = base !== original && source !== original;
  const offer = signal<string | null>(isNew ? original : null);
  return {
    offer,
    base: () => (offer.value === null ? original : base),
    keepMine() {
      offer.value = null;
      decided();
    },
    takeTheirs() {
      offer.value = null;
      take(original);
      decided();
    },
  };
}
