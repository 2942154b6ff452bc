/** The workshop above the notebook. Drawn, and its code loaded, only where the notebook has one. */
import type { FunctionComponent } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { Workshop } from "../../state/workshop/workshop.ts";
import { WorkshopContext } from "./workshop-context.ts";

type View = FunctionComponent<{ workshop: Workshop }>;

export function WorkshopPanel() {
  const workshop = useContext(WorkshopContext).value;
  const [View, setView] = useState<View>();
  const isThere = workshop !== null;
  useEffect(() => {
    if (isThere) void import("./workshop-view.tsx").then((module) => setView(() => module.WorkshopView));
  }, [isThere]);
  return workshop === null || View === undefined ? null : <View workshop={workshop} />;
}
