/** Said in place of buttons that a page around ours could lie over. */
export function isFramed(): boolean {
  return window.top !== window.self;
}

export function Framed({ text, link }: { text: string; link: string }) {
  return (
    <p>
      {text}{" "}
      <a href={location.href} target="_blank" rel="noreferrer">
        {link}
      </a>
    </p>
  );
}
