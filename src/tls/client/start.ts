import type { OwnShare } from "../../crypto/groups.ts";
import { digest } from "../../crypto/hash.ts";
import type { NamedGroupName } from "../codepoints.ts";
import type { Conversation } from "../handshake/conversation.ts";
import { EarlySecret } from "../schedule/secrets.ts";
import { bind, clientHello } from "./hello.ts";
import { allowsEarlyData, type Setup, usableSession } from "./setup.ts";
import type { ClientStateOf, OfferedPsk } from "./states.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** START (RFC 8446 §A.1): sends the ClientHello, and early data behind it where a session allows it (§4.2.10). */
export async function start(
  state: ClientStateOf<"START">,
  conversation: Conversation,
): Promise<ClientStateOf<"WAIT_SH">> {
  const { setup } = state;
  const { chance } = conversation;
  const now = conversation.now();
  const random = await chance.random("client.random", 32);
  const sessionId = setup.compatibility ? await chance.random("client.legacy_session_id", 32) : new Uint8Array();
  const shares = await makeShares(setup.shares, conversation);
  const psk = offeredPsk(setup, now, conversation);
  const earlyDataSent = psk !== null && allowsEarlyData(setup, psk.session);
  const offered = psk === null ? null : { offered: psk, now };
  const parts = { random, sessionId, shares, cookie: null, earlyData: earlyDataSent, psk: offered };
  const open = clientHello(setup, parts);
  const hello = psk === null ? open : bind(open, psk, (truncated) => digest(psk.suite.hash, truncated));
  const bytes = conversation.send(hello);
  if (psk !== null && earlyDataSent) sendEarlyData(setup, psk, bytes, conversation);
  return { name: "WAIT_SH", offer: { setup, hello, shares, psk, earlyDataSent, retry: null } };
}

/** Shares of these groups, made at the same time. */
export function makeShares(
  groups: readonly NamedGroupName[],
  conversation: Conversation,
): Promise<readonly OwnShare[]> {
  return Promise.all(groups.map((group) => conversation.chance.share(`client.share.${group}`, group)));
}

function offeredPsk(setup: Setup, now: number, conversation: Conversation): OfferedPsk | null {
  const usable = usableSession(setup, now);
  if (usable === null) return null;
  const early = new EarlySecret(usable.suite, usable.session.psk);
  const binderKey = early.binderKey("resumption");
  conversation.tell("early_secret", early.secret, null);
  conversation.tell("binder_key", binderKey, null);
  return { ...usable, early, binderKey };
}

function sendEarlyData(setup: Setup, psk: OfferedPsk, hello: Bytes, conversation: Conversation): void {
  const hash = digest(psk.suite.hash, hello);
  const traffic = psk.early.clientTraffic(hash);
  conversation.tell("client_early_traffic_secret", traffic, hash);
  conversation.tell("early_exporter_master_secret", psk.early.exporter(hash), hash);
  if (setup.compatibility) conversation.sendChangeCipherSpec();
  conversation.setSuite(psk.suite);
  conversation.writeWith("early", traffic);
  conversation.sendData(setup.earlyData ?? new Uint8Array());
}
