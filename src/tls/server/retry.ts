import { sameBytes } from "../../bytes/text.ts";
import { Writer } from "../../bytes/writer.ts";
import { EXTENSIONS, NAMED_GROUPS, show, VERSIONS } from "../codepoints.ts";
import { writeExtensions } from "../extensions/codec.ts";
import { codeOf, find } from "../extensions/find.ts";
import type { Extension } from "../extensions/types.ts";
import { illegal } from "../failure.ts";
import type { Conversation, Received } from "../handshake/conversation.ts";
import { RETRY_RANDOM } from "../messages/retry.ts";
import type { ClientHello } from "../messages/types.ts";
import type { Parameters } from "./negotiate.ts";
import { missing } from "./offer.ts";
import type { ServerSettings } from "./settings.ts";
import type { Retry, Start } from "./states.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const SECTION = "RFC 8446 §4.1.2";
const COOKIE_SIZE = 32;

/**
 * Asks the client to come again (RFC 8446 §4.1.4): with a share of the group where none was of use, with a cookie where
 * the configuration wants one. Adds the ClientHello to the transcript, as its hash (§4.4.1).
 *
 * The cookie is random and stays in our state: it shows that the client receives what is sent to it (§4.2.2), and does
 * not, as a cookie with the state sealed inside would, free the server from keeping that state.
 */
export async function askAgain(
  received: Received<ClientHello>,
  parameters: Parameters,
  settings: ServerSettings,
  conversation: Conversation,
): Promise<Start> {
  const { message: hello, bytes } = received;
  const { transcript, chance } = conversation;
  const cookie = settings.cookie ? await chance.random("server.cookie", COOKIE_SIZE) : null;
  const group = parameters.share === null ? parameters.group : null;
  transcript.use(parameters.suite.hash);
  transcript.add(bytes);
  transcript.restart();
  conversation.send({
    type: "server_hello",
    retry: true,
    legacyVersion: VERSIONS["TLS 1.2"],
    random: RETRY_RANDOM,
    legacySessionIdEcho: hello.legacySessionId,
    cipherSuite: parameters.suite.code,
    legacyCompressionMethod: 0,
    extensions: [
      ...(group === null ? [] : [{ type: "key_share_retry", group: NAMED_GROUPS[group] } as const]),
      ...(cookie === null ? [] : [{ type: "cookie", cookie } as const]),
      { type: "supported_versions", versions: [VERSIONS["TLS 1.3"]] },
    ],
  });
  if (hello.legacySessionId.length > 0) conversation.sendChangeCipherSpec();
  return { name: "START", settings, retry: { hello, suite: parameters.suite, group, cookie } };
}

/** A first ClientHello has no cookie: nobody gave it one (RFC 8446 §4.2.2). */
export function checkFirstHello(hello: ClientHello): void {
  const cookie = find(hello.extensions, "cookie");
  if (cookie !== null) illegal("ClientHello.extensions.cookie", "a cookie", "none, as we sent none", "RFC 8446 §4.2.2");
}

/**
 * Holds the second ClientHello against the first (RFC 8446 §4.1.2): all is the same but for key_share where a group was
 * asked for, early_data (gone), cookie, pre_shared_key (new ages and binders, perhaps fewer identities) and padding. The
 * order of extensions carries no meaning and is not compared. That key_share holds just what was asked for is checked
 * where it is used. Refuses with illegal_parameter, or missing_extension where the cookie is not brought back.
 */
export function checkSecondHello(second: ClientHello, retry: Retry): void {
  const first = retry.hello;
  checkFields(first, second);
  checkCookie(second, retry.cookie);
  if (find(second.extensions, "early_data") !== null) {
    illegal("ClientHello.extensions.early_data", "sent again", "none after a HelloRetryRequest", "RFC 8446 §4.2.10");
  }
  checkIdentities(first, second);
  checkExtensions(first, second, retry);
}

function checkFields(first: ClientHello, second: ClientHello): void {
  const same: Readonly<Record<string, boolean>> = {
    legacy_version: first.legacyVersion === second.legacyVersion,
    random: sameBytes(first.random, second.random),
    legacy_session_id: sameBytes(first.legacySessionId, second.legacySessionId),
    cipher_suites: first.cipherSuites.join() === second.cipherSuites.join(),
    legacy_compression_methods: sameBytes(first.legacyCompressionMethods, second.legacyCompressionMethods),
  };
  for (const field in same) {
    if (!same[field]) illegal(`ClientHello.${field}`, "changed", "what the first ClientHello had", SECTION);
  }
}

function checkCookie(second: ClientHello, wanted: Bytes | null): void {
  if (wanted === null) {
    checkFirstHello(second);
    return;
  }
  const found = find(second.extensions, "cookie")?.cookie ?? null;
  if (found === null) missing("cookie", "RFC 8446 §4.2.2");
  if (!sameBytes(found, wanted)) illegal("ClientHello.extensions.cookie", "another one", "ours", "RFC 8446 §4.2.2");
}

/** PSKs may go; none may come, and their order stays. */
function checkIdentities(first: ClientHello, second: ClientHello): void {
  const before = find(first.extensions, "pre_shared_key")?.identities ?? [];
  const after = find(second.extensions, "pre_shared_key")?.identities ?? [];
  let from = 0;
  for (const { identity } of after) {
    const place = before.findIndex((other, i) => i >= from && sameBytes(other.identity, identity));
    if (place < 0) {
      illegal(
        "ClientHello.extensions.pre_shared_key",
        "a new identity",
        "identities of the first ClientHello",
        SECTION,
      );
    }
    from = place + 1;
  }
}

function checkExtensions(first: ClientHello, second: ClientHello, retry: Retry): void {
  const free: ReadonlySet<Extension["type"]> = new Set([
    ...(retry.group === null ? [] : ["key_share" as const]),
    "early_data",
    "cookie",
    "pre_shared_key",
    "padding",
  ]);
  const before = encodedByCode(first.extensions.filter(({ type }) => !free.has(type)));
  const after = encodedByCode(second.extensions.filter(({ type }) => !free.has(type)));
  for (const code of new Set([...before.keys(), ...after.keys()])) {
    const [old, present] = [before.get(code), after.get(code)];
    if (old !== undefined && present !== undefined && sameBytes(old, present)) continue;
    const found = old === undefined ? "added" : present === undefined ? "removed" : "changed";
    illegal(`ClientHello.extensions.${show(EXTENSIONS, code)}`, found, "what the first ClientHello had", SECTION);
  }
}

function encodedByCode(extensions: readonly Extension[]): ReadonlyMap<number, Bytes> {
  return new Map(
    extensions.map((extension) => {
      const writer = new Writer();
      writeExtensions(writer, "CH", [extension]);
      return [codeOf(extension), writer.finish()];
    }),
  );
}
