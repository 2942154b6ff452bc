/**
 * The page's half of the talk with the service worker; sw/messages.ts is the other, with the rules. The two may come from
 * different builds, so each side reads for itself what it hears.
 */
import * as v from "valibot";
import type { FromWorker, ToWorker } from "../../../sw/messages.ts";

const answerSchema: v.GenericSchema<unknown, FromWorker> = v.variant("kind", [
  v.object({ kind: v.literal("activating") }),
  v.object({ kind: v.literal("other-pages"), count: v.number() }),
  v.object({ kind: v.literal("compared"), same: v.boolean() }),
  v.object({ kind: v.literal("not-understood") }),
]);

/** A worker of an early build may know the question and never answer. */
const PATIENCE = 5_000;

/** Undefined when no answer came that this page understands. */
export function ask(worker: ServiceWorker, question: ToWorker): Promise<FromWorker | undefined> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((settle) => {
    const timer = setTimeout(() => settle(undefined), PATIENCE);
    port1.onmessage = ({ data }) => {
      clearTimeout(timer);
      const result = v.safeParse(answerSchema, data);
      settle(result.success ? result.output : undefined);
    };
    worker.postMessage(question, [port2]);
  });
}
