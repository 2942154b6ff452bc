/**
 * Owns the Python worker of this frame: starts it from the bytes the shell gave, falls back to the ordinary start
 * when the memory snapshot does not fit, and swaps it on Stop. Ending a worker is the one thing that no code can
 * refuse.
 */
import type { PythonBlobs, PythonFileBlobs, WorkerEvent, WorkerRequest } from "../runtime/worker/protocol.ts";

export interface PythonBytes {
  readonly script: Blob;
  readonly wasm: Blob;
  readonly parts: PythonBlobs;
  readonly packages: readonly string[];
  readonly how: "snapshot" | "ordinary";
}

export interface PythonWorker {
  /** May be called before Python is there: it gets everything in order. */
  send(request: WorkerRequest): void;
  /** The package files have come: for this Python, and for each that follows it. */
  takeFiles(files: PythonFileBlobs): void;
  /** Ends the running Python, whatever it does, and starts a fresh one, which has been asked nothing. */
  restart(): void;
  close(): void;
}

/**
 * Starts Python. What is sent reaches it in order, however busy this thread is meanwhile. `listen` hears only the present worker: what a swapped one still had to say is dropped.
 * A `boot-failed` reaches `listen` only when the ordinary start has failed too.
 */
export function createPythonWorker(bytes: PythonBytes, listen: (event: WorkerEvent) => void): PythonWorker {
  const script = URL.createObjectURL(new Blob([bytes.script], { type: "text/javascript" }));
  const compiled = compile(bytes.wasm);
  let how = bytes.how;
  let files: PythonFileBlobs | undefined;
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  /** Asked of a Python that has not started yet; the ordinary start after a failed one is asked the same. */
  let early: WorkerRequest[] | null = [];
  let isBooting = true;
  let current = createWorker();
  void boot(current);

  function createWorker(): Worker {
    const worker = new Worker(script);
    worker.addEventListener("message", ({ data }: MessageEvent<WorkerEvent>) => {
      if (worker === current) hear(data);
    });
    worker.addEventListener("error", ({ message }) => {
      if (worker === current) listen({ kind: "fault", code: "worker-error", detail: message });
    });
    return worker;
  }

  function giveFiles(worker: Worker, parts: PythonFileBlobs): void {
    worker.postMessage({ kind: "python-files", parts } satisfies WorkerRequest);
  }

  async function boot(worker: Worker): Promise<void> {
    const { parts, packages } = bytes;
    isBooting = true;
    if (files) giveFiles(worker, files);
    if (how === "ordinary" && files === undefined) {
      listen({ kind: "want-files" });
      await arrived;
    }
    worker.postMessage({ kind: "boot", parts, packages, how } satisfies WorkerRequest);
    void compiled.then((wasm) => worker.postMessage({ kind: "wasm", wasm } satisfies WorkerRequest));
    if (worker !== current) return;
    isBooting = false;
    for (const request of early ?? []) worker.postMessage(request);
  }

  function hear(event: WorkerEvent): void {
    if (event.kind === "boot-failed" && event.fault.how === "snapshot") {
      listen({ kind: "fault", code: "snapshot-refused", detail: event.fault.detail });
      how = "ordinary";
      replace();
      return;
    }
    if (event.kind === "booted") early = null;
    listen(event);
  }

  function replace(): void {
    current.terminate();
    current = createWorker();
    void boot(current);
  }

  return {
    send(request) {
      early?.push(request);
      if (!isBooting) current.postMessage(request);
    },
    takeFiles(parts) {
      if (files !== undefined) return;
      files = parts;
      giveFiles(current, parts);
      arrive();
    },
    restart() {
      early = [];
      replace();
    },
    close: () => current.terminate(),
  };
}

async function compile(wasm: Blob): Promise<WebAssembly.Module> {
  return WebAssembly.compileStreaming(
    new Response(wasm, { headers: { "content-type": "application/wasm" } }),
  );
}
