/** The tokens for a page that nobody can switch: dark where the system is dark, and light on paper. */
export function followSystem(tokens: string): string {
  const dark = /:root\[data-theme=["']?dark["']?\]\s*\{([^}]*)\}/.exec(tokens)?.[1] ?? "";
  return `${tokens}\n@media screen and (prefers-color-scheme: dark) { :root { ${dark} } }\n`;
}
