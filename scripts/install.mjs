/** First half of `npm run build`: checks the tools, and installs the packages that the lock file names. */
import { enter, installPackages, requireTools } from "./setup.mjs";

await enter(async () => {
  await requireTools();
  await installPackages();
});
