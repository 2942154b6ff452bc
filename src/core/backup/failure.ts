export type BackupFailure =
  /** The file is no backup, or is damaged. */
  | { failure: "backup-unreadable" }
  /** A newer app has made it. */
  | { failure: "backup-too-new" };
