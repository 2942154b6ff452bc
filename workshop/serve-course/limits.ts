/** What a course's server bears: from one client, from one address, from all. */
import type { Patience } from "../web/server.ts";

export interface Limits {
  readonly patience: Patience;
  /** Within a minute, by address: tokens and codes that are wrong, and names that are given out. */
  readonly wrongTokens: number;
  readonly wrongCodes: number;
  readonly registrations: number;
  /** Within a minute, by student. */
  readonly submissions: number;
  /** Milliseconds that a server which is to end gives to what has begun. */
  readonly grace: number;
}

/** A lecture hall may have one address, and its students register in the same minute; 20 MB take ten minutes at 35 KB a second. */
export const usualLimits: Limits = {
  patience: { head: 10_000, request: 600_000, idle: 60_000, connections: 2_000 },
  wrongTokens: 30,
  wrongCodes: 30,
  registrations: 500,
  submissions: 60,
  grace: 30_000,
};
