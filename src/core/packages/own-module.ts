/** What a notebook's file is called where Python finds modules: beside `numpy.py`, nothing can import numpy. */
import { isBuiltIn } from "./standard-library.ts";

/** `filename`: with `.py`. Another name where the notebook would stand in the way of a module. */
export function fileNameInPython(filename: string, source: string): string {
  const module = filename.replace(/\.py$/, "");
  // No statement can import any other name.
  if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(module)) return filename;
  const imports = new RegExp(`^\\s*(?:import|from)\\s(?:.*[\\s,])?${module}\\b`, "mu");
  return isBuiltIn(module) || imports.test(source) ? `${module}_notebook.py` : filename;
}
