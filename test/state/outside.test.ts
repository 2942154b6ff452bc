import { describe, expect, it } from "vitest";
import { isHost } from "../../src/core/course/hosts.ts";
import { cleanName, isPackageAddress, readLink, readSource } from "../../src/state/outside.ts";
import { printRoute, type Route, readRoute } from "../../src/state/routes.ts";
import { settle } from "./fake-environment.ts";
import { connect, generationOf, openNotebook } from "./open-notebook.ts";

describe("names of files", () => {
  it.each([
    ["table.csv", "table.csv"],
    ["../../etc/passwd", "passwd"],
    ["C:\\Windows\\evil.exe", "evil.exe"],
    [".bashrc", "bashrc"],
    ["a\u202Efdp.exe", "a_fdp.exe"],
    ["a\u0000b\n.txt", "a_b_.txt"],
    ["CON.txt", "_CON.txt"],
    ["", "file"],
    ["...", "file"],
    [`${"x".repeat(300)}.csv`, `${"x".repeat(116)}.csv`],
  ])("%j becomes %j", (name, clean) => {
    expect(cleanName(name)).toBe(clean);
  });
});

describe("links", () => {
  it.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "blob:https://a.example/1",
    "https://user:secret@a.example/",
    "#/settings",
    "not an address",
  ])("%s is refused", (link) => {
    expect(readLink(link)).toBeUndefined();
  });

  it("names the host that will be opened", () => {
    expect(readLink("https://docs.python.org/3/")?.host).toBe("docs.python.org");
    expect(readLink("mailto:a@b.example")?.host).toBe("a@b.example");
  });

  it("to notebooks are https, or http on this machine", () => {
    expect(readSource("https://a.example/nb.py")?.host).toBe("a.example");
    expect(readSource("http://127.0.0.1:8000/nb.py")?.host).toBe("127.0.0.1:8000");
    expect(readSource("http://a.example/nb.py")).toBeUndefined();
    expect(readSource("https://me:pw@a.example/nb.py")).toBeUndefined();
  });

  it("of a notebook open only after a yes", async () => {
    const { environment, app, say } = await openNotebook();
    say({ kind: "open-link", url: "javascript:alert(1)" });
    expect(app.notices.list.value).toMatchObject([{ failure: { failure: "address-refused" } }]);
    say({ kind: "open-link", url: "https://a.example/" });
    expect(app.notices.question.value).toMatchObject({ kind: "link", host: "a.example" });
    // A second question while the first waits is answered with no.
    say({ kind: "open-link", url: "https://b.example/" });
    app.notices.answer(false);
    await settle();
    say({ kind: "open-link", url: "https://c.example/" });
    app.notices.answer(true);
    await settle();
    expect(environment.opened).toEqual(["https://c.example/"]);
  });
});

describe("questions of a notebook", () => {
  const hosts = (count: number) => Array.from({ length: count }, (_, index) => `h${index}.example`);

  it("come to rest after three noes in a row, and later go on", async () => {
    const { environment, app, session, say } = await openNotebook();
    let asked = 0;
    for (const host of hosts(30)) {
      say({ kind: "open-link", url: `https://${host}/` });
      if (app.notices.question.value !== null) asked += 1;
      app.notices.answer(false);
      await settle();
    }
    expect(asked).toBe(3);
    await environment.pass(30_000);
    // A frame that says nothing for so long has been rebuilt meanwhile.
    connect(session);
    session.frame.receive(generationOf(session), { kind: "blocked-host", host: "late.example" });
    expect(app.notices.question.value).toMatchObject({ kind: "host", host: "late.example" });
  });

  it("that came while another waited are not taken as answered", async () => {
    const { app, say } = await openNotebook();
    say({ kind: "blocked-host", host: "a.example" });
    say({ kind: "blocked-host", host: "b.example" });
    app.notices.answer(false);
    await settle();
    say({ kind: "blocked-host", host: "b.example" });
    expect(app.notices.question.value).toMatchObject({ host: "b.example" });
  });
});

describe("copying from a notebook", () => {
  it("needs a click or a key just before", async () => {
    const { environment, app, say } = await openNotebook();
    say({ kind: "copy", text: "wanted" });
    await settle();
    environment.hasGesture = false;
    say({ kind: "copy", text: "forged" });
    await settle();
    expect(environment.copied).toEqual(["wanted"]);
    expect(app.notices.list.value).toMatchObject([{ failure: { failure: "clipboard-refused" } }]);
  });
});

describe("addresses of packages", () => {
  const sources = ["https://cdn.jsdelivr.net/pyodide/", "https://pypi.org/"];
  const site = "https://a.example/course/";

  it.each([
    ["https://cdn.jsdelivr.net/pyodide/v314.0.7/full/numpy.whl", true],
    ["https://cdn.jsdelivr.net/npm/anything@1/index.js", false],
    ["https://cdn.jsdelivr.net/pyodide/../npm/anything", false],
    ["https://pypi.org/simple/six/", true],
    ["https://pypi.org.evil.example/simple/six/", false],
    ["http://pypi.org/simple/six/", false],
    ["https://me:secret@pypi.org/simple/six/", false],
    ["https://a.example/course/wheels/own.whl", true],
    ["https://a.example/course/wheels/own.whl?secret", false],
    ["https://a.example/course/course.json", false],
    ["https://a.example/other/own.whl", false],
  ])("%s: %s", (address, allowed) => {
    expect(isPackageAddress(new URL(address), sources, site)).toBe(allowed);
  });
});

describe("files of a notebook", () => {
  it("are saved under clean names, and not without end", async () => {
    const { environment, say } = await openNotebook();
    for (let count = 0; count < 50; count++) say({ kind: "save", name: "../x.csv", blob: new Blob(["1"]) });
    expect(environment.saved).toHaveLength(10);
    expect(environment.saved[0]?.name).toBe("x.csv");
    await environment.pass(10_000);
    say({ kind: "save", name: "later.csv", blob: new Blob(["1"]) });
    expect(environment.saved).toHaveLength(11);
  });

  it("that were written are listed and can be asked for", async () => {
    const { session, sent, say } = await openNotebook();
    say({ kind: "files-written", files: [{ name: "out/result.csv", bytes: 3 }] });
    expect(session.files.value).toEqual([{ name: "out/result.csv", shown: "out/result.csv", bytes: 3 }]);
    session.fetchFile("out/result.csv");
    expect(sent.at(-1)).toEqual({ kind: "read-file", name: "out/result.csv" });
  });
});

describe("hosts that a notebook may fetch from", () => {
  it("cannot break out of the policy", () => {
    expect(isHost("data.example")).toBe(true);
    expect(isHost("data.example:8443")).toBe(true);
    for (const host of ["*", "a b", "a; script-src *", "https://a", "a'", "a/b", "", "-a.example"]) {
      expect(isHost(host)).toBe(false);
    }
  });

  it("are asked about once, and a yes rebuilds the frame without running anything", async () => {
    const { app, session, say } = await openNotebook();
    expect(session.frame.plan.value?.hosts).toEqual(["data.example"]);
    say({ kind: "blocked-host", host: "a; script-src *" });
    say({ kind: "blocked-host", host: "data.example" });
    expect(app.notices.question.value).toBeNull();
    const before = generationOf(session);
    say({ kind: "blocked-host", host: "no.example" });
    app.notices.answer(false);
    await settle();
    say({ kind: "blocked-host", host: "no.example" });
    expect(app.notices.question.value).toBeNull();
    say({ kind: "blocked-host", host: "yes.example" });
    app.notices.answer(true);
    await settle();
    expect(session.frame.plan.value?.hosts).toEqual(["data.example", "yes.example"]);
    expect(generationOf(session)).toBe(before + 1);
    expect(connect(session)[0]).toMatchObject({ kind: "open", autorun: false });
  });
});

describe("routes", () => {
  it.each<[string, Route]>([
    ["", { kind: "courses" }],
    ["#/", { kind: "courses" }],
    ["#/c/demo", { kind: "course", course: "demo" }],
    ["#/c/demo/first-steps", { kind: "notebook", course: "demo", notebook: "first-steps" }],
    [
      "#/open?url=https%3A%2F%2Fa.example%2Fb.py%3Fc%3Dd",
      { kind: "open", url: "https://a.example/b.py?c=d" },
    ],
    ["#/settings", { kind: "settings" }],
    ["#/nowhere", { kind: "unknown" }],
    ["#/c/a/b/c", { kind: "unknown" }],
    ["#/c/%E0%A4%A", { kind: "course", course: "%E0%A4%A" }],
  ])("%s", (hash, route) => {
    expect(readRoute(hash)).toEqual(route);
  });

  it("come back from their address", () => {
    const route: Route = { kind: "notebook", course: "a b", notebook: "ü/1" };
    expect(readRoute(printRoute(route))).toEqual(route);
  });
});
