import type { PyodideAPI } from "pyodide";

export function zeroFreeMemory(_pyodide: PyodideAPI): void {}
