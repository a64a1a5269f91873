import type { StepContext, StepWords } from "../types.ts";
import { checked, gaveUp, switched } from "./judging.ts";
import { issuing, leaving, making, stealing, wishing } from "./making.ts";
import { sealed, spoiled, written } from "./moving.ts";
import { derived, failed, opened, read, signed } from "./opening.ts";
import { onPaper, wordless } from "./paper.ts";
import { revoking } from "./revoking.ts";

/** The common words of a step: total over all events, whatever switches were thrown. */
export function phrase(context: StepContext): StepWords {
  return onPaper(context) ?? withKeys(context);
}

/** What is left of the events: those that happen on paper alone have been said already. */
function withKeys(context: StepContext): StepWords {
  const { event } = context;
  switch (event.type) {
    case "makes":
      return making(context, event);
    case "asksFor":
      return wishing(context, event);
    case "issues":
      return issuing(context, event);
    case "leaves":
      return leaving(context);
    case "waits":
    case "reports":
    case "revokes":
    case "fetches":
    case "withholds":
      return revoking(context, event);
    case "steals":
      return stealing(context, event);
    case "writes":
      return written(context, event);
    case "seals":
      return sealed(context, event);
    case "changes":
      return spoiled(context, event);
    case "reads":
      return read(context, event);
    case "opens":
      return opened(context, event);
    case "fails":
      return failed(context, event);
    case "derives":
      return derived(context, event);
    case "signs":
      return signed(context, event);
    case "checks":
      return checked(context, event);
    case "gives-up":
      return gaveUp(context, event);
    case "turns":
      return switched(context, event);
    case "challenges":
    case "examines":
    case "infers":
    case "schedules":
    case "forgets":
    case "assumes":
    case "recomputes":
    case "repeats":
    case "keeps":
    case "travels":
    case "swallows":
    case "acts":
    case "ends":
      return wordless(context);
  }
}
