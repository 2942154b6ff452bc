/**
 * `npm start`: install, build, and serve the demo course on this machine only.
 *
 * package.json calls it as `exec node … || node …`: with `exec` no shell stands between npm and this process, which
 * a SIGTERM sent to npm would end in our place; Windows has no `exec` and takes the second half.
 */
import { enter, installPackages, Refusal, requireTools } from "./setup.mjs";

async function servePort(serve, folder, port) {
  try {
    return await serve({ folder, port });
  } catch (error) {
    if (error?.code !== "EADDRINUSE") throw error;
    throw new Refusal(
      `Port ${port} is taken by another program: end that one, or choose a port with PORT=4180 npm start.`,
    );
  }
}

let site;
for (const signal of ["SIGTERM", "SIGINT"]) {
  process.on(signal, async () => {
    await site?.close();
    process.exit(0);
  });
}

await enter(async () => {
  const port = Number(process.env.PORT || 4173);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Refusal(`PORT is "${process.env.PORT}", which is not a port number.`, 2);
  }
  await requireTools();
  await installPackages();

  // Only now are there packages, tsx among them, which runs our TypeScript.
  const { tsImport } = await import("tsx/esm/api");
  const { build } = await tsImport("./build.ts", import.meta.url);
  const { serve } = await tsImport("./serve.ts", import.meta.url);
  const folder = await build();
  site = await servePort(serve, folder, port);
  process.stdout.write(`Atelier: ${site.url}\n`);
});
