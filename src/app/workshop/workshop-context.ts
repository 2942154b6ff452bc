/** The workshop of the open notebook for every component below. */
import { type ReadonlySignal, signal } from "@preact/signals";
import { createContext } from "preact";
import type { Workshop } from "../../state/workshop/workshop.ts";

export const WorkshopContext = createContext<ReadonlySignal<Workshop | null>>(signal(null));
