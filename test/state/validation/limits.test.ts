import { describe, expect, it } from "vitest";
import { createSettings } from "../../../src/state/settings.ts";
import { createFakeEnvironment, settle } from "../fake-environment.ts";
import { openNotebook } from "../open-notebook.ts";

describe("time limits of Validate", () => {
  it("are a minute for a cell and five in all, until somebody sets others", async () => {
    const { preferences } = createFakeEnvironment();
    const settings = createSettings(preferences);
    expect(settings.limits.value).toEqual({ cell: 60, all: 300 });
    settings.limit("cell", 5);
    settings.limit("all", 3_600);
    expect(createSettings(preferences).limits.value).toEqual({ cell: 5, all: 3_600 });
  });

  it.each([0, -1, 1.5, Number.NaN, 86_401, Number.POSITIVE_INFINITY])("cannot be %d", (seconds) => {
    const settings = createSettings(createFakeEnvironment().preferences);
    settings.limit("cell", seconds);
    expect(settings.limits.value.cell).toBe(60);
  });

  it("that are stored as nonsense are the usual ones", () => {
    const environment = createFakeEnvironment();
    environment.settings.set("limit:cell", "soon");
    expect(createSettings(environment.preferences).limits.value.cell).toBe(60);
  });

  it("go with the notebook into the frame", async () => {
    const { session, app } = await openNotebook();
    app.settings.limit("cell", 7);
    session.validator.start();
    await settle();
    const sent: unknown[] = [];
    session.validator.connect(session.validator.plan.value?.generation ?? -1, {
      send: (m) => void sent.push(m),
    });
    expect(sent).toContainEqual({ kind: "limits", cell: 7, all: 300 });
  });
});
