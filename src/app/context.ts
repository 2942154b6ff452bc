/** The app's state for every component below `AppContext.Provider`. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { App } from "../state/app.ts";

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (app === null) throw new Error("A component was drawn outside of AppContext.Provider");
  return app;
}
