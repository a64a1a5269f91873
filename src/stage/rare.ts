import { useEffect, useState } from "react";
import type { Recording, SimEvent } from "../sim/recording.ts";
import type { Bubble } from "./bubbleKinds.ts";
import type { Of, Told } from "./told.ts";

/** What the first scenes do not have: its words are fetched when a recording has it. */
export type RareEvent = Of<
  | "asksFor"
  | "challenges"
  | "examines"
  | "issues"
  | "leaves"
  | "waits"
  | "reports"
  | "revokes"
  | "fetches"
  | "withholds"
  | "checks"
  | "infers"
  | "repeats"
  | "keeps"
  | "forgets"
  | "assumes"
  | "recomputes"
>;
export type AboutRare = (told: Told, event: RareEvent) => Partial<Bubble> | null;

/** What every scene may have: all else is rare. */
const COMMON: ReadonlySet<SimEvent["type"]> = new Set<Exclude<SimEvent, RareEvent>["type"]>([
  "makes",
  "writes",
  "seals",
  "signs",
  "travels",
  "reads",
  "opens",
  "fails",
  "changes",
  "swallows",
  "derives",
  "schedules",
  "steals",
  "turns",
  "acts",
  "gives-up",
  "ends",
]);

let loaded: AboutRare | null = null;

/** The words of rare events; null until they are there, and for recordings that have none of them. */
export function useRare(recording: Recording): AboutRare | null {
  const [rare, setRare] = useState(() => loaded);
  const isWanted = rare === null && recording.steps.some(({ event }) => !COMMON.has(event.type));
  useEffect(() => {
    if (!isWanted) return;
    let isGone = false;
    import("./bubbleOfRare.ts").then(({ aboutRare }) => {
      loaded = aboutRare;
      if (!isGone) setRare(() => aboutRare);
    });
    return () => {
      isGone = true;
    };
  }, [isWanted]);
  return rare;
}
