/** Requirements as a notebook's `dependencies` word them (PEP 508). */

export interface Requirement {
  /** Normalised (PEP 503): `Typing_Extensions` is `typing-extensions`. */
  readonly name: string;
  readonly extras: readonly string[];
  /** Without spaces: `>=1.2,<2`; "" for any version. */
  readonly specifier: string;
  /** Of `name @ address`; null for any other. */
  readonly address: string | null;
  /** What follows the `;`; "" when there is none. */
  readonly marker: string;
}

const NAME = /^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*/;
const ADDRESS = /^@\s*(\S+?)(?:\s*;(.*)|\s+;(.*))?$/;
const CLAUSES = /^(?:(?:~=|===|==|!=|<=|>=|<|>)\s*[\w.*+!-]+\s*(?:,\s*|$))*$/;

/** The one spelling of a package's name (PEP 503). */
export function normalName(name: string): string {
  return name.replaceAll(/[-_.]+/g, "-").toLowerCase();
}

/** The requirement that `text` states; undefined when it is none. */
export function readRequirement(text: string): Requirement | undefined {
  const [start, name, extras = ""] = NAME.exec(text) ?? [];
  if (start === undefined || name === undefined) return undefined;
  const rest = text.slice(start.length);
  const common = {
    name: normalName(name),
    extras: extras.split(",").flatMap((extra) => normalName(extra.trim()) || []),
  };
  const address = ADDRESS.exec(rest);
  if (address?.[1] !== undefined) {
    return { ...common, specifier: "", address: address[1], marker: (address[2] ?? address[3] ?? "").trim() };
  }
  const [clauses = "", ...marker] = rest.split(";");
  const specifier = clauses.replace(/^\s*\((.*)\)\s*$/, "$1").trim();
  if (!CLAUSES.test(specifier)) return undefined;
  return {
    ...common,
    specifier: specifier.replaceAll(/\s/g, ""),
    address: null,
    marker: marker.join(";").trim(),
  };
}

/** The requirement as an installer reads it, its marker left out. */
export function printRequirement({ name, extras, specifier, address }: Requirement): string {
  const whole = extras.length > 0 ? `${name}[${extras.join(",")}]` : name;
  return address === null ? whole + specifier : `${whole} @ ${address}`;
}
