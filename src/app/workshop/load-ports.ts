/** The platform's side of a workshop, loaded when there is one. */
import type { Clock, Preferences } from "../../state/environment.ts";
import type { WorkshopPorts } from "../../state/workshop/ports.ts";

export async function loadWorkshopPorts(common: {
  readonly clock: Clock;
  readonly preferences: Preferences;
}): Promise<WorkshopPorts> {
  const { createWorkshopPorts } = await import("./ports.ts");
  return createWorkshopPorts(common);
}
