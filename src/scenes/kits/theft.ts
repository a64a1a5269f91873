import type { KeyPair } from "../../crypto/keys.ts";
import type { Acting } from "../../sim/acting.ts";
import type { Self } from "../../sim/actors/letters.ts";
import type { Onlooker } from "../../sim/attackers/onlooker.ts";
import type { ActorId } from "../../sim/recording.ts";

/** Later: somebody's private key is stolen, and tried on everything sealed that was ever kept. */
export async function* stealAndTry(thief: Self, onlooker: Onlooker, from: ActorId, key: KeyPair): Acting {
  const id = thief.props.key(key);
  onlooker.hold(id, "private", key);
  yield { type: "steals", actor: thief.id, from, key: id };
  for (const packet of onlooker.copies) if (packet.seal.as !== "paper") yield* onlooker.tryAll(packet);
}
