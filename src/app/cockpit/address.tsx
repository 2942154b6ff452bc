import { Fragment } from "preact";

/** An address to read and type: it breaks after its slashes. */
export function Address({ text }: { text: string }) {
  return (
    <>
      {text.split(/(?<=\/)/).map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </>
  );
}
