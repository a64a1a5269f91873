import { capital } from "../../language/cases.ts";
import { about, t } from "../../language/t.ts";
import { tellTls } from "../phrases/tls/tell.ts";
import type { StepContext, StepWords } from "../types.ts";
import { beats } from "./words.ts";

/** It stands wherever a name may stand, whatever its place in the sentence. */
const PROXY = about("as if it were a name")`the proxy`;

const overTls = tellTls(beats);

/**
 * The words of this scene’s steps. The common ones speak of Mallory; here the company’s proxy sits in that place.
 * The end speaks of the switch as well, and that is still labelled with her name. Total.
 */
export function tellProxy(context: StepContext): StepWords {
  const words = overTls(context);
  if (context.step.id === "end") return words;
  const { title, story, tick } = words;
  return { ...words, title: asProxy(title), story: asProxy(story), tick: asProxy(tick) };
}

function asProxy(text: string): string {
  return text
    .replace(/(^|[.!?] )Mallory(?!’s place)/g, `$1${capital(PROXY)}`)
    .replace(/Mallory(?!’s place)(, who)?/g, (_, which) => (which === undefined ? PROXY : t`the proxy, which`));
}
