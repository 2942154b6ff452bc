/**
 * Packages that no browser can run, known by name so that a notebook can be told before anything is fetched. A package
 * that the lock file names is never looked up here: Pyodide's people keep making more of them possible.
 */

/**
 * compiled: made of compiled code, or in need of such a package, that nobody has built for browsers;
 * system: watches or steers the computer itself; network: opens network connections of its own;
 * compiler: needs a compiler at run time.
 */
export type ImpossibleReason = "compiled" | "system" | "network" | "compiler";

const NAMES: Readonly<Record<ImpossibleReason, string>> = {
  compiled:
    "jax jaxlib flax optax equinox numpyro tinygp dm-haiku chex blackjax torch torchvision torchaudio torchtext " +
    "pytorch-lightning lightning fastai tensorflow tensorflow-cpu tensorflow-gpu tf-keras tensorflow-probability " +
    "fastparquet tables atomistica cupy mxnet onnxruntime faiss-cpu mlx tensorstore dask-cudf cudf",
  system:
    "psutil watchdog watchfiles uvloop gevent greenlet pyaudio pyserial pexpect pywin32 selenium playwright",
  network: "psycopg2 psycopg2-binary pymssql grpcio pyzmq paramiko",
  compiler: "numba cython llvmlite pycuda triton",
};

const REASONS: ReadonlyMap<string, ImpossibleReason> = new Map(
  (["compiled", "system", "network", "compiler"] as const).flatMap((reason) =>
    NAMES[reason].split(" ").map((name) => [name, reason] as const),
  ),
);

/** Why no browser can run the package; undefined when nothing is known against it. `name` is normalised. */
export function whyImpossible(name: string): ImpossibleReason | undefined {
  return REASONS.get(name);
}
