/** Whether the person has told the browser to save data. Only Chromium tells pages (Network Information, `saveData`). */
export function savesData(navigator: object): boolean {
  const connection = "connection" in navigator ? navigator.connection : undefined;
  return (
    typeof connection === "object" && connection !== null && Reflect.get(connection, "saveData") === true
  );
}
