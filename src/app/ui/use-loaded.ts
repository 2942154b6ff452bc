/** A component that is loaded when it is first needed; null until it is there. */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useApp } from "../context.ts";

/** `piece`: what a failure calls it. */
export function useLoaded<Props>(
  needed: boolean,
  piece: string,
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> | null {
  const { notices } = useApp();
  const [loaded, setLoaded] = useState<{ component: ComponentType<Props> } | null>(null);
  useEffect(() => {
    if (!needed || loaded !== null) return;
    load().then(
      (component) => setLoaded({ component }),
      () => notices.fail({ failure: "pieces-missing", piece }),
    );
  }, [needed]);
  return loaded?.component ?? null;
}
