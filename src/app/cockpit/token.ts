/** The instructor's token: taken out of the address at once, and kept for this tab alone. */
const HOLDS = /^#token=([\w-]{16,200})$/;

/** The token of the address, else the one that this tab had before it was loaded again. */
export function takeToken(basePath: string): string | undefined {
  const name = `atelier ${basePath} cockpit`;
  const token = HOLDS.exec(location.hash)?.[1];
  // Whatever it was: it is not to stand in the address, or in the history behind it.
  if (location.hash !== "") history.replaceState(null, "", location.pathname + location.search);
  try {
    if (token !== undefined) sessionStorage.setItem(name, token);
    return token ?? sessionStorage.getItem(name) ?? undefined;
  } catch {
    return token;
  }
}
