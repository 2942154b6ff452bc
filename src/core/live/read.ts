/** What a live server says, checked: `undefined` for everything that is not what the protocol names. */
import * as v from "valibot";
import {
  type Countdowns,
  countdownsSchema,
  type ReleaseAnswer,
  type Room,
  releaseAnswerSchema,
  roomSchema,
} from "./protocol.ts";

export function readRoom(json: string): Room | undefined {
  return read(roomSchema, json);
}

export function readCountdowns(json: string): Countdowns | undefined {
  return read(countdownsSchema, json);
}

export function readReleaseAnswer(json: string): ReleaseAnswer | undefined {
  return read(releaseAnswerSchema, json);
}

function read<T>(schema: v.GenericSchema<unknown, T>, json: string): T | undefined {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), json);
  return result.success ? result.output : undefined;
}
