import { sameBytes } from "../../bytes/text.ts";
import type { TlsEvent } from "../events.ts";
import { suiteByCode } from "../schedule/suites.ts";
import type { Secret } from "./hand.ts";
import { other, type Recording, trafficSecret, type Unit } from "./recording.ts";
import type { Role } from "./scenarios.ts";

/**
 * The traffic secret that an end reads with by its own account, or else, that its peer wrote with in the undisturbed
 * handshake. Null: neither tells of one.
 *
 * @param events what the end told; none, if its account is not to be had
 */
export function secretFor(
  reader: Role,
  events: readonly TlsEvent[],
  recording: Recording,
  place: Pick<Unit, "epoch" | "generation">,
): Secret | null {
  const writer = other(reader);
  const meant = trafficSecret(recording.events[writer], writer, place);
  const own = trafficSecret(events, writer, place);
  if (own !== null && (meant === null || !sameBytes(own, meant))) {
    return { suite: suiteOf(events, own.length) ?? recording.suite, secret: own };
  }
  // The same object where it is the same secret: by that, what is made of it is known again.
  return meant && { suite: recording.suite, secret: meant };
}

/** The suite that an end took, by the ServerHello that it sent or got. */
function suiteOf(events: readonly TlsEvent[], hashSize: number) {
  for (const event of events) {
    if (event.type !== "message" || event.message.type !== "server_hello" || event.message.retry) continue;
    const suite = suiteByCode(event.message.cipherSuite);
    return suite?.hashSize === hashSize ? suite : null;
  }
  return null;
}
