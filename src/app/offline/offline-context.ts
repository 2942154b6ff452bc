/** The offline side of the app for every component below; undefined where the browser has none. */
import { createContext } from "preact";
import type { Offline } from "./offline.ts";

export const OfflineContext = createContext<Offline | undefined>(undefined);
