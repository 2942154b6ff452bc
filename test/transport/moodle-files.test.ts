/** Files of Moodle's, where the token goes for them, and what stands in the way of everything. */
import { describe, expect, test } from "vitest";
import { aFile } from "../support/moodle/state.ts";
import { openMoodle } from "./support/moodle.ts";
import { standIn } from "./support/stand-in.ts";

describe("files", () => {
  test("come with the token in the body, also from addresses that are written for pages", async () => {
    const { moodle, transport, access, signal, listed } = await openMoodle(
      { introattachments: [aFile("data.json", '{"errorcode": "none"}')] },
      { folder: "/moodle" },
    );
    const [file] = (await listed()).files;
    if (file === undefined) throw new Error("no file");
    const page = { ...file, url: file.url.replace("/webservice/", "/") };
    for (const each of [file, page]) {
      const blob = await transport.file(access, each, signal);
      expect("text" in blob && (await blob.text())).toBe('{"errorcode": "none"}');
    }
    for (const { url } of moodle.requests) expect(url).not.toContain(access.token);
  });

  test("that are gone, and tokens that are, are told by the answer and not by its status", async () => {
    const { moodle, transport, access, signal, listed } = await openMoodle({
      introattachments: [aFile("data.json", "{}")],
    });
    const [file] = (await listed()).files;
    if (file === undefined) throw new Error("no file");
    const gone = { ...file, url: file.url.replace("data", "other") };
    expect(await transport.file(access, gone, signal)).toEqual({
      failure: "no-such-file",
      name: "data.json",
    });
    moodle.fault("file", "expired");
    expect(await transport.file(access, file, signal)).toEqual({
      failure: "signed-out",
      host: transport.host,
    });
  });

  test("of any other server come without the token, and only from the web", async () => {
    const { moodle, transport, access, signal } = await openMoodle();
    const listener = await standIn((what, response) => {
      if (what === "GET /elsewhere") response.writeHead(307, { location: moodle.url });
      response.end("x = 1\n");
    });
    const { host } = new URL(listener.url);
    const file = (url: string) => transport.file(access, { name: "a.py", url, bytes: null }, signal);
    const path = "/webservice/pluginfile.php/121/a.py";
    const blob = await file(`http://${host}${path}`);
    expect("text" in blob && (await blob.text())).toBe("x = 1\n");
    await file(`http://${new URL(moodle.url).host}@${host}${path}`);
    expect(await file(`http://${host}/elsewhere`)).toEqual({ failure: "redirected", host });
    for (const url of ["javascript:alert(1)", "file:///etc/passwd", "data:,x", "no address"]) {
      expect(await file(url), url).toEqual({ failure: "no-such-file", name: "a.py" });
    }
    expect(listener.asked.length).toBeGreaterThan(1);
    expect(JSON.stringify(listener.asked)).not.toMatch(new RegExp(`POST|${access.token}`));
  });
});

describe("what stands in the way", () => {
  test("a token that has ended, services that are off, a page of HTML, an error of the server's", async () => {
    const { moodle, transport, access, signal } = await openMoodle();
    const { host } = transport;
    const list = () => transport.list(access, signal);
    moodle.fault("assignments", "html");
    expect(await list()).toEqual({ failure: "server-broken", host, status: 200 });
    moodle.fault("assignments", "error-500");
    expect(await list()).toEqual({ failure: "server-broken", host, status: 500 });
    moodle.state.site.maintenance = "on";
    expect(await list()).toEqual({ failure: "maintenance", host });
    moodle.state.site.maintenance = "off";
    moodle.state.site.enablewebservices = false;
    expect(await list()).toEqual({ failure: "services-off", host });
    moodle.state.site.enablewebservices = true;
    moodle.fault("assignments", "expired");
    expect(await list()).toEqual({ failure: "signed-out", host });
  });

  test("anything else is told in Moodle's own words, cut where they go on and on", async () => {
    const { moodle, transport, access, signal, listed } = await openMoodle();
    const assignment = { ...(await listed()), id: "not a number" };
    const answer = await transport.status(access, assignment, null, signal);
    expect(answer).toMatchObject({
      failure: "server-refused",
      message: expect.stringMatching(/^Invalid parameter/),
    });
    expect(moodle.requests.at(-1)?.step).toBe("status");
  });
});
