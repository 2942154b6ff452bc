/** The ways to a token of Moodle's, and what stands in them. */
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createMoodleTransport } from "../../src/transport/moodle/moodle-transport.ts";
import { openMoodle } from "./support/moodle.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");
const signed = (url: string, passport: string) =>
  createHash("md5")
    .update(url + passport)
    .digest("hex");
const student = { user: "student1", name: "Stu Dent" };

describe("a name and a password", () => {
  test("give a token, and whose it is", async () => {
    const { moodle, transport, signal } = await openMoodle();
    moodle.state.tokens.clear();
    const access = await transport.signIn("student1", "Correct-horse1", signal);
    const [token] = moodle.state.tokens.keys();
    expect(access).toEqual({ ...student, token });
  });

  test("that are wrong are told apart from a site without services", async () => {
    const { moodle, transport, signal } = await openMoodle();
    const { host } = transport;
    const signIn = () => transport.signIn("student1", "wrong", signal);
    expect(await signIn()).toEqual({ failure: "wrong-password", host });
    moodle.state.site.mobile = false;
    expect(await transport.signIn("student1", "Correct-horse1", signal)).toEqual({
      failure: "services-off",
      host,
    });
    moodle.state.site.enablewebservices = false;
    expect(await signIn()).toEqual({ failure: "services-off", host });
  });

  test("are refused in words of their own while the site is maintained", async () => {
    const { moodle, transport, signal } = await openMoodle();
    moodle.state.site.maintenance = "on";
    const answer = await transport.signIn("student1", "Correct-horse1", signal);
    expect(answer).toEqual({ failure: "maintenance", host: transport.host });
  });
});

describe("the site's own page", () => {
  test("is opened for a scheme of ours and stays open; its link gives the token", async () => {
    const { moodle, transport, access, signal } = await openMoodle();
    moodle.state.site.typeoflogin = 2;
    moodle.state.session = 3;
    const address = transport.launchAddress("4711 + 1");
    expect(new URL(address).search).toBe(
      "?service=moodle_mobile_app&passport=4711+%2B+1&urlscheme=web%2Batelier&confirmed=1",
    );
    const html = await (await fetch(address)).text();
    const link = /href="([^"]+)"/.exec(html)?.[1] ?? "";
    expect(link).toMatch(/^moodlemobile:\/\/token=/);
    expect(await transport.signInByLink(link, "4711 + 1", signal)).toEqual(access);
  });

  test("may be copied in many forms", async () => {
    const { moodle, transport, access, signal } = await openMoodle();
    const plain = base64(`${signed(moodle.url, "p")}:::${access.token}`);
    const privately = base64(`${signed(moodle.url, "p")}:::${access.token}:::${"x".repeat(64)}`);
    const forms = [
      plain,
      ` web+atelier://token=${plain}\n`,
      `moodlemobile://token=${privately}`,
      `https://token=${plain}/`,
      `https://atelier.example/sso.html?u=${encodeURIComponent(`web+atelier://token=${plain}`)}`,
      access.token,
    ];
    for (const form of forms) expect(await transport.signInByLink(form, "p", signal), form).toEqual(access);
    for (const junk of ["", "token", "moodlemobile://token=", base64("a:::b"), `${access.token}0`]) {
      expect(await transport.signInByLink(junk, "p", signal), junk).toEqual({ failure: "bad-token" });
    }
  });

  test("is believed under https as under http, for proxies hide which it is", async () => {
    const { moodle, transport, access, signal } = await openMoodle();
    const other = moodle.url.replace("http:", "https:");
    const link = base64(`${signed(other, "p")}:::${access.token}`);
    expect(await transport.signInByLink(link, "p", signal)).toEqual(access);
  });

  test("is not believed when the link is of another try, another site or another person's token there", async () => {
    const { moodle, transport, access, signal } = await openMoodle();
    const refusal = { failure: "other-sign-in", host: transport.host };
    const links = [
      `${signed(moodle.url, "other")}:::${access.token}`,
      `${signed("https://evil.example", "p")}:::${access.token}`,
      `${signed("https://evil.example", "p")}:::${"f".repeat(32)}`,
    ];
    for (const link of links)
      expect(await transport.signInByLink(base64(link), "p", signal)).toEqual(refusal);
  });

  test("gives no token that the site does not know any more", async () => {
    const { moodle, transport, access, signal } = await openMoodle();
    moodle.state.tokens.clear();
    const signedOut = { failure: "signed-out", host: transport.host };
    expect(await transport.signInByLink(access.token, "p", signal)).toEqual(signedOut);
    const link = base64(`${signed(moodle.url, "p")}:::${access.token}`);
    expect(await transport.signInByLink(link, "p", signal)).toEqual(signedOut);
  });
});

describe("a look at the address", () => {
  test("knows a Moodle, one without services, and what is none", async () => {
    const { moodle, transport, signal } = await openMoodle();
    const { host } = transport;
    expect(await transport.probe(signal)).toBeUndefined();
    moodle.fault("token", "html");
    expect(await transport.probe(signal)).toEqual({ failure: "not-moodle", host });
    const elsewhere = createMoodleTransport({ kind: "moodle", url: `${moodle.url}/nowhere`, course: null });
    expect(await elsewhere.probe(signal)).toEqual({ failure: "not-moodle", host });
    moodle.state.site.enablewebservices = false;
    expect(await transport.probe(signal)).toEqual({ failure: "services-off", host });
    moodle.state.site.maintenance = "cli";
    expect(await transport.probe(signal)).toEqual({ failure: "server-broken", host, status: 503 });
  });

  test("finds nobody where nobody listens", async () => {
    const { moodle, transport, signal } = await openMoodle();
    await moodle.close();
    expect(await transport.probe(signal)).toEqual({ failure: "unreachable", host: transport.host });
  });

  test("ends when nobody wants it any more", async () => {
    const { transport } = await openMoodle();
    expect(await transport.probe(AbortSignal.abort())).toEqual({ failure: "interrupted" });
  });
});
