import type { ReactElement } from "react";
import { type RichSpan, richSpans } from "./richSpans.ts";

/** Words with `*emphasis*` and `` `code` ``, as inline elements; no other markup, no HTML. */
export function RichText({ text }: { text: string }): ReactElement {
  return <>{richSpans(text).map(element)}</>;
}

function element(span: RichSpan, index: number): ReactElement | string {
  if (span.kind === "em") return <em key={index}>{span.text}</em>;
  if (span.kind === "code") return <code key={index}>{span.text}</code>;
  return span.text;
}
