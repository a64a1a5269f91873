import { parse } from "valibot";
import type { FaultId } from "../../pki/issue/faults.ts";
import { faultNamed } from "./advice.ts";
import { type ClientData, clientDataSchema, type Setting } from "./clientData.ts";

/** What one program said of one fault. */
export type ClientWord = Readonly<{
  fault: FaultId | "none";
  /** Who judged: the client a server's certificate, or the server a client's. */
  side: "client" | "server";
  /** Whose words these are: of the one who judged, or of the one who was judged. */
  by: "judge" | "judged";
  setting: Setting;
  client: string;
  version: string;
  /** Year and month. */
  measured: string;
  accepted: boolean;
  /** What it printed; empty: nothing. `<path>`, `<port>`, `<time>` and the like stand for what differs each time. */
  text: string;
  /** The number of the alert that the judge sent (RFC 8446 §6); null: none. */
  alert: number | null;
  exitCode: number | null;
}>;

let coming: Promise<readonly ClientWord[]> | null = null;

/** Every cell that was measured. The file is fetched when it is first asked for; after a failure, anew. */
export function allClientWords(): Promise<readonly ClientWord[]> {
  coming ??= import("./clientWords.json").then(
    (file) => wordsIn(parse(clientDataSchema, file.default)),
    (error: unknown) => {
      coming = null;
      throw error;
    },
  );
  return coming;
}

/** What programs said of a fault, where that side judged: the judges first, then those who were judged. */
export async function clientWords(fault: FaultId, side: "client" | "server"): Promise<readonly ClientWord[]> {
  return (await allClientWords()).filter((word) => word.fault === fault && word.side === side);
}

/** The file's rows, with what they point to; rows that point to nothing, or to a fault unknown here, are left out. */
export function wordsIn({ faults, kinds, programs, texts, rows }: ClientData): readonly ClientWord[] {
  return rows.flatMap(([ofFault, ofKind, ofProgram, ofText, alert, exitCode]) => {
    const name = faults[ofFault] ?? "";
    const fault = name === "none" ? name : faultNamed(name);
    const [kind, program, text] = [kinds[ofKind], programs[ofProgram], texts[ofText]];
    if (fault === null || kind === undefined || program === undefined || text === undefined) return [];
    const [side, by, setting, accepted] = kind;
    return [{ fault, side, by, setting, ...program, accepted, text, alert, exitCode }];
  });
}
