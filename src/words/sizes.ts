/** Amounts of bytes as people read them. */

/** "640 bytes", "12 KB", "6.1 MB". */
export function size(bytes: unknown): string {
  const count = typeof bytes === "number" && Number.isFinite(bytes) ? bytes : 0;
  if (count < 1_000) return `${count} bytes`;
  return count < 1_000_000 ? `${Math.round(count / 1_000)} KB` : `${megabytes(count)} MB`;
}

/** "6.1", "19": megabytes without the unit. */
export function megabytes(bytes: number): string {
  const count = bytes / 1_000_000;
  return count < 10 ? count.toFixed(1) : String(Math.round(count));
}
