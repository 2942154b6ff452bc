/** A notebook's own calls to a course server: by the browser's synchronous request, or not at all. */
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { type PythonHost, startPython } from "../../../src/runtime/node.ts";

let python: PythonHost;
beforeAll(async () => {
  python = await startPython();
  python.writeFile("/tmp/week 2.py", "x = 1\n");
  await python.run(
    "from mograder.runtime import fetch, status, submit; import mograder.remote, urllib.error",
  );
});

type Asked = { method: string; url: string; headers: Record<string, string>; body: string };
type Answer = { status: number; text: string } | "blocked" | "unreachable";

let asked: Asked[] = [];
afterEach(() => {
  asked = [];
  Reflect.deleteProperty(globalThis, "XMLHttpRequest");
});

/** A browser whose requests are answered by `answer`. */
function browser(answer: (url: string) => Answer) {
  Reflect.set(
    globalThis,
    "XMLHttpRequest",
    class {
      status = 0;
      statusText = "";
      response: ArrayBuffer | null = null;
      #asked: Asked = { method: "", url: "", headers: {}, body: "" };
      open(method: string, url: string, later: boolean) {
        expect(later).toBe(false);
        this.#asked = { ...this.#asked, method, url };
      }
      setRequestHeader(name: string, value: string) {
        this.#asked.headers[name] = value;
      }
      send(body: Uint8Array | null | undefined) {
        asked.push({ ...this.#asked, body: body ? new TextDecoder().decode(body) : "" });
        const given = answer(this.#asked.url);
        if (given === "blocked") throw new DOMException("blocked", "NetworkError");
        if (given === "unreachable") return;
        this.status = given.status;
        this.response = new TextEncoder().encode(given.text).buffer;
      }
    },
  );
}

/** The name and the text of the error that `code` raises. */
async function raises(code: string): Promise<string> {
  return python.run(
    `try:\n    ${code}\n    said = "nothing"\nexcept Exception as error:\n    said = f"{type(error).__name__}: {error}"\nsaid`,
  );
}

const SUBMIT = 'submit("https://course.example/api/", "Week 2", "/tmp/week 2.py", "ada/b")';

test("submit sends one file in a form, under the user's name", async () => {
  browser(() => ({ status: 200, text: '{"status": "ok", "filename": "ada.py"}' }));
  expect(await python.run(SUBMIT)).toBe("ok");
  expect(asked).toEqual([
    {
      method: "POST",
      url: "https://course.example/api/assignments/Week%202/submit?user=ada%2Fb",
      headers: { "Content-Type": "multipart/form-data; boundary=----MograderBoundary" },
      body:
        "------MograderBoundary\r\n" +
        'Content-Disposition: form-data; name="file"; filename="week 2.py"\r\n' +
        "Content-Type: application/octet-stream\r\n\r\n" +
        "x = 1\n\r\n------MograderBoundary--\r\n",
    },
  ]);
});

test("an answer without a word is unknown", async () => {
  browser(() => ({ status: 200, text: "{}" }));
  expect(await python.run(SUBMIT)).toBe("unknown");
});

test("a missing file is noticed before anything is sent", async () => {
  browser(() => "blocked");
  expect(await raises('submit("https://course.example", "a", "/tmp/none.py", "u")')).toContain(
    "FileNotFoundError",
  );
  expect(asked).toEqual([]);
});

test("a refusal is an HTTPError with its code", async () => {
  browser(() => ({ status: 403, text: '{"error": "no"}' }));
  expect(await raises(SUBMIT)).toBe("HTTPError: HTTP Error 403: ");
});

describe("without network the message points to the Submit button", () => {
  test.each<[string, () => void]>([
    ["where the policy blocks the request", () => browser(() => "blocked")],
    ["where the request ends without a status", () => browser(() => "unreachable")],
    ["where there are no requests at all", () => {}],
  ])("%s", async (_, prepare) => {
    prepare();
    const said = await raises(SUBMIT);
    expect(said).toMatch(/^ConnectionError: This notebook cannot reach course\.example from here\./);
    expect(said).toContain("use the Submit button of the page; nothing has been sent");
  });
});

test("status is the server's word", async () => {
  browser(() => ({ status: 200, text: '{"status": "submitted", "graded": false}' }));
  expect(await python.run('status("https://course.example", "w2", "ada")["status"]')).toBe("submitted");
  expect(asked[0]?.url).toBe("https://course.example/assignments/w2/status?user=ada");
});

describe("fetch", () => {
  const list = JSON.stringify([
    { name: "w1" },
    {
      name: "w2",
      files: [
        { filename: "w2.py", url: "/assignments/w2/files/w2.py" },
        { filename: "../../tide.csv", url: "https://files.example/tide.csv" },
      ],
    },
  ]);

  test("stores the files of an assignment, and nothing outside the folder", async () => {
    browser((url) => ({ status: 200, text: url.endsWith("/assignments") ? list : `from ${url}` }));
    const paths = await python.run(
      '[str(p) for p in fetch("https://course.example/", "w2", "/tmp/into/here")]',
    );
    expect(JSON.parse(paths)).toEqual(["/tmp/into/here/w2.py", "/tmp/into/here/tide.csv"]);
    const text = new TextDecoder().decode(python.readFile("/tmp/into/here/w2.py"));
    expect(text).toBe("from https://course.example/assignments/w2/files/w2.py");
    expect(asked.at(-1)?.url).toBe("https://files.example/tide.csv");
  });

  test("names what there is when the assignment is unknown", async () => {
    browser(() => ({ status: 200, text: list }));
    expect(await raises('fetch("https://course.example", "w3")')).toBe(
      "ValueError: There is no assignment 'w3'. Assignments here: w1, w2",
    );
  });
});
