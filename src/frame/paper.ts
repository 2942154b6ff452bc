/** A page that is printed shows a frame only as tall as its element: the page around must know how tall that has to be. */
import type { FrameMessage } from "../runtime/contract.ts";

/** Tells the notebook's size now and whenever it changes. */
export function tellSize(notebook: HTMLElement, tell: (message: FrameMessage) => void): void {
  let told = "";
  const observer = new ResizeObserver(() => {
    const width = window.innerWidth;
    const height = paperHeight(notebook);
    if (told === `${width} ${height}`) return;
    told = `${width} ${height}`;
    tell({ kind: "size", width, height });
  });
  observer.observe(notebook);
}

/** After printing the layout becomes that of the screen again, some time later: milliseconds between looks, and looks. */
const SETTLING = 100;
const LOOKS = 30;

/** A printed frame shows nothing above what it was scrolled to: it is printed from its top, and goes back after that. */
export function printFromTop(): void {
  let seen = 0;
  let printing = false;
  window.addEventListener("scroll", () => {
    if (!printing) seen = window.scrollY;
  });
  window.addEventListener("beforeprint", () => {
    // Where the frame is now is of no use: it may be as tall as on paper already, where there is less to scroll.
    printing = true;
    window.scrollTo(0, 0);
  });
  const goBack = (looks: number): void => {
    window.scrollTo(0, seen);
    // Less than there was: it is as tall as on paper still.
    if (window.scrollY < seen - 1 && looks > 0) setTimeout(goBack, SETTLING, looks - 1);
    else printing = false;
  };
  window.addEventListener("afterprint", () => void setTimeout(goBack, SETTLING, LOOKS));
}

/** Without the empty space at the end, with room for the long lines of code that are broken on paper (print.css). */
function paperHeight(notebook: HTMLElement): number {
  const space = Number.parseFloat(getComputedStyle(notebook).paddingBottom);
  const code = [...notebook.querySelectorAll(".code-still, .cm-scroller, .console-block pre")];
  const broken = code.reduce((sum, { clientHeight, clientWidth, scrollWidth }) => {
    return sum + (scrollWidth > clientWidth ? clientHeight * (scrollWidth / clientWidth - 1) : 0);
  }, 0);
  return Math.ceil(notebook.offsetHeight - space + broken);
}
