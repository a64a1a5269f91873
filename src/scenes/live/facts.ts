import { t } from "../../language/t.ts";
import { visible } from "../../pki/visible.ts";
import type { Actor, Recording } from "../../sim/recording.ts";

/** The one on stage who is real; null: nobody. */
export function outsideIn({ cast }: Recording): Actor | null {
  return cast.find((actor) => actor.outside === true) ?? null;
}

/** The first line of a text as code, cut to a length that fits a title. */
export function firstLine(text: string): string {
  const line = visible(text.split(/\r?\n/).find((one) => one.trim() !== "") ?? "").replaceAll("`", "´");
  return line === "" ? t`an empty line` : `\`${line.length > 60 ? `${line.slice(0, 60)}…` : line}\``;
}
