/** What can be wrong with a notebook's text. Lines count from 1. */
export type NotebookFailure =
  | { failure: "not-text" }
  | { failure: "not-a-notebook" }
  | { failure: "notebook-too-large"; bytes: number; limit: number }
  | { failure: "notebook-syntax"; line: number };

/** What is wrong with the PEP 723 block. */
export type MetadataFailure = { failure: "metadata-syntax"; line: number };
