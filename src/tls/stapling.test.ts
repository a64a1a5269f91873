import { describe, expect, test } from "vitest";
import { expectWorking, pair, people } from "../testing/handshakes.ts";
import type { ClientConfig, Identity, VerifyPeer } from "./config.ts";
import { find } from "./extensions/find.ts";
import type { Extension } from "./extensions/types.ts";
import type { Pair } from "./pair.fixture.ts";

const plain = people.identities["P-256"];
const staple = Uint8Array.of(0x30, 3, 10, 1, 6);
const stapled: Identity = { ...plain, staple };

type Staples = NonNullable<Parameters<VerifyPeer>[2]>;

/** A handshake with this server, and what the client’s verifier was given besides the path. */
async function meet(client: Partial<ClientConfig>, identity: Identity) {
  const given: Staples[] = [];
  const verifyPeer: VerifyPeer = (path, purpose, staples = []) => {
    given.push(staples);
    return people.verifyPeer(path, purpose);
  };
  const two = pair({ verifyPeer, ...client }, { identities: [identity] });
  await two.start();
  await expectWorking(two);
  return { two, given };
}

/** The extensions that were sent in ClientHello, or with each certificate. */
function sent(two: Pair, type: "client_hello" | "certificate"): readonly (readonly Extension[])[] {
  const by = type === "certificate" ? "server" : "client";
  return two.seen(by, "message").flatMap(({ message, direction }) => {
    if (direction !== "sent" || message.type !== type) return [];
    if (message.type === "certificate") return message.entries.map(({ extensions }) => extensions);
    return "extensions" in message ? [message.extensions] : [];
  });
}

describe("an OCSP response with the certificate (RFC 6066 §8, RFC 8446 §4.4.2.1)", () => {
  test("is asked for, stapled to the first certificate, and given to the verifier", async () => {
    const { two, given } = await meet({ status: true }, stapled);
    const [hello = []] = sent(two, "client_hello");
    expect(find(hello, "status_request")).toEqual({
      type: "status_request",
      responders: [],
      requestExtensions: new Uint8Array(),
    });
    const [first, ...others] = sent(two, "certificate");
    expect(first).toEqual([{ type: "certificate_status", response: staple }]);
    expect(others.flat()).toEqual([]);
    expect(given).toEqual([[staple, ...others.map(() => null)]]);
  });

  test("is not sent to who did not ask", async () => {
    const { two, given } = await meet({}, stapled);
    const [hello = []] = sent(two, "client_hello");
    expect(find(hello, "status_request")).toBeNull();
    expect(sent(two, "certificate").flat()).toEqual([]);
    expect(given.flat().every((one) => one === null)).toBe(true);
  });

  test("need not be there though it was asked for: that is for the verifier to judge", async () => {
    const { two, given } = await meet({ status: true }, plain);
    expect(sent(two, "certificate").flat()).toEqual([]);
    expect(given.flat().every((one) => one === null)).toBe(true);
  });
});
