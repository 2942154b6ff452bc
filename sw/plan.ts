/** What the build writes into the worker: the files of the app, without packs and courses (scripts/offline.ts). */

export interface Plan {
  /** Changes whenever any file of the app does. */
  readonly build: string;
  readonly files: readonly PlannedFile[];
}

export interface PlannedFile {
  /** Below the site's address, without a slash in front. */
  readonly path: string;
  /** Of the content, in hexadecimal digits. */
  readonly sha256: string;
}

declare global {
  interface ServiceWorkerGlobalScope {
    /** Set by the first line of the built worker. */
    readonly atelierPlan: Plan;
  }
}
