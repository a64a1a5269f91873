import { plural, t } from "../language/t.ts";
import { keysOf } from "../scenes/epochs.ts";
import { artifacts } from "../sim/lookup.ts";
import type { PacketId } from "../sim/recording.ts";
import type { Bubble } from "./bubbleKinds.ts";
import { aboutStatus } from "./bubbleOfStatus.ts";
import { aboutAuthority, aboutVerdict } from "./bubbleOfTrust.ts";
import type { RareEvent } from "./rare.ts";
import { look, type Of, type Told } from "./told.ts";
import { byteCount } from "./words.ts";

/** What is told of certificates, tickets and what becomes of keys: loaded with the first scene that has any. */
export function aboutRare(told: Told, event: RareEvent): Partial<Bubble> | null {
  switch (event.type) {
    case "asksFor":
    case "challenges":
    case "examines":
    case "issues":
    case "leaves":
      return aboutAuthority(told, event);
    case "waits":
    case "reports":
    case "revokes":
    case "fetches":
    case "withholds":
      return aboutStatus(told, event);
    case "checks":
      return aboutVerdict(told, event);
    case "infers":
      return {
        icon: "eyes",
        head: t`${told.name} measures: ${event.size} bytes`,
        body: event.text,
        foot: event.how === "infers" ? t`nothing was opened` : null,
      };
    case "repeats":
      return {
        icon: "alarm",
        head: t`${told.name} sends it once more`,
        body: asTheyWere(told, event.packet),
        from: 0.3,
      };
    case "keeps": {
      const key = look(told, event.key);
      return { icon: "key", head: t`${told.name} keeps a secret`, key };
    }
    case "forgets":
      return {
        icon: "key",
        head: t`${told.name} throws keys away`,
        body: t`${plural(event.keys.length, { one: "# key", other: "# keys" })}, gone`,
        from: 0.1,
      };
    case "assumes":
    case "recomputes":
      return aboutLater(told, event);
  }
}

function asTheyWere({ recording }: Told, id: PacketId): string {
  const packet = artifacts(recording).get(id);
  return packet?.kind === "packet" ? t`${byteCount(packet)}, as they were` : "";
}

/** What is found out long after a conversation. */
function aboutLater(told: Told, event: Of<"assumes" | "recomputes">): Partial<Bubble> {
  const base = { tone: "red", from: 0.1 } as const;
  return event.type === "assumes"
    ? {
        ...base,
        icon: "alarm",
        head: t`Assumed: a quantum computer`,
        key: look(told, event.key),
        foot: t`None exists: this is not computed.`,
      }
    : {
        ...base,
        icon: "key",
        head: t`${told.name} works out the ${keysOf(event.epoch)}`,
        key: look(told, event.keys[0] ?? ""),
        body: t`from her copies and one private half`,
        foot: t`They are the very keys that sealed it.`,
      };
}
