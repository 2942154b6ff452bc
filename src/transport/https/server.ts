/** Where a server is, and which addresses are its own: nothing else ever gets a token. */
export interface Server {
  /** Without a slash at the end. */
  readonly url: string;
  /** With port, for sentences. */
  readonly host: string;
  /** Below the server's assignments, of these names, each whatever it is; undefined where no address can hold one. */
  address(...names: readonly string[]): string | undefined;
  /** As its lists give it: absolute, or a path below the server's address. Undefined for what is not on the web. */
  resolve(reference: string): string | undefined;
  owns(address: string): boolean;
}

export function serverAt(address: string): Server {
  const { host, href } = new URL(address);
  const url = href.replace(/\/+$/, "");
  const assignments = `${url}/assignments/`;
  return {
    url,
    host,
    address(...names) {
      const segments = names.map(toSegment);
      return segments.includes(undefined) ? undefined : assignments + segments.join("/");
    },
    resolve(reference) {
      const text = reference.startsWith("/") ? url + reference : reference;
      if (!URL.canParse(text, `${url}/`)) return undefined;
      const { protocol, href } = new URL(text, `${url}/`);
      return /^https?:$/.test(protocol) ? href : undefined;
    },
    owns: (address) => URL.canParse(address) && new URL(address).href.startsWith(assignments),
  };
}

/** One name between slashes. Dots alone would climb, also when they are encoded; halves of characters have no bytes. */
function toSegment(name: string): string | undefined {
  return /^\.{0,2}$|\p{Cs}/u.test(name) ? undefined : encodeURIComponent(name);
}
