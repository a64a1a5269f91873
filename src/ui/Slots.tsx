import { Fragment, type ReactElement, type ReactNode } from "react";
import { RichText } from "./RichText.tsx";

const MARK = "\uE002";

/** A place in a message for an element: as a value of the message, so that each language puts it where it belongs. */
export function slot(place: number): string {
  return `${MARK}${place}${MARK}`;
}

/** Words as in `RichText`, with elements at the places that `slot` left for them. */
export function Slots({ text, of }: Readonly<{ text: string; of: readonly ReactNode[] }>): ReactElement {
  return (
    <>
      {text.split(MARK).map((piece, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
        <Fragment key={i}>{i % 2 === 0 ? <RichText text={piece} /> : of[Number(piece)]}</Fragment>
      ))}
    </>
  );
}
