import { tellTls } from "../phrases/tls/tell.ts";
import type { StepContext, StepWords } from "../types.ts";
import { aboutAsking } from "./asking.ts";
import { aboutLook } from "./looking.ts";
import { beats } from "./words.ts";

const overTls = tellTls(beats);

/** The words of this scene's steps: of asking and looking its own, of the talk that follows those of TLS. Total. */
export function tellIssuance(context: StepContext): StepWords {
  return aboutAsking(context) ?? aboutLook(context) ?? overTls(context);
}
