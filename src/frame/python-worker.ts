/**
 * Owns the Python worker of this frame: starts it from the bytes the shell gave, falls back to the ordinary start
 * when the memory snapshot does not fit, and swaps it on Stop. Ending a worker is the one thing that no code can
 * refuse.
 */
import type { PythonBlobs, WorkerEvent, WorkerRequest } from "../runtime/worker/protocol.ts";

export interface PythonBytes {
  readonly script: Blob;
  readonly wasm: Blob;
  readonly parts: PythonBlobs;
  readonly packages: readonly string[];
  readonly how: "snapshot" | "ordinary";
}

export interface PythonWorker {
  send(request: WorkerRequest): void;
  /** Ends the running Python, whatever it does, and starts a fresh one: `booted` is heard again. */
  restart(): void;
  close(): void;
}

/**
 * Starts Python. `listen` hears only the present worker: what a swapped one still had to say is dropped.
 * A `boot-failed` reaches `listen` only when the ordinary start has failed too.
 */
export function createPythonWorker(bytes: PythonBytes, listen: (event: WorkerEvent) => void): PythonWorker {
  const script = URL.createObjectURL(new Blob([bytes.script], { type: "text/javascript" }));
  const compiled = compile(bytes.wasm);
  let how = bytes.how;
  let current = spawn();

  function spawn(): Worker {
    const worker = new Worker(script);
    worker.addEventListener("message", ({ data }: MessageEvent<WorkerEvent>) => {
      if (worker === current) hear(data);
    });
    worker.addEventListener("error", ({ message }) => {
      if (worker === current) listen({ kind: "fault", code: "worker-error", detail: message });
    });
    void boot(worker);
    return worker;
  }

  async function boot(worker: Worker): Promise<void> {
    const { parts, packages } = bytes;
    worker.postMessage({ kind: "boot", parts, wasm: await compiled, packages, how } satisfies WorkerRequest);
  }

  function hear(event: WorkerEvent): void {
    if (event.kind === "boot-failed" && event.fault.how === "snapshot") {
      listen({ kind: "fault", code: "snapshot-refused", detail: event.fault.detail });
      how = "ordinary";
      restart();
    } else listen(event);
  }

  function restart(): void {
    current.terminate();
    current = spawn();
  }

  return {
    send: (request) => current.postMessage(request),
    restart,
    close: () => current.terminate(),
  };
}

async function compile(wasm: Blob): Promise<WebAssembly.Module> {
  return WebAssembly.compileStreaming(
    new Response(wasm, { headers: { "content-type": "application/wasm" } }),
  );
}
