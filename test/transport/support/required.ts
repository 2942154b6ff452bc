import { isTransportFailure, type TransportFailure } from "../../../src/core/submission/failure.ts";

/** The answer; a failure ends the test. */
export function required<T>(answer: T | TransportFailure): T {
  if (isTransportFailure(answer)) throw new Error(JSON.stringify(answer));
  return answer;
}
