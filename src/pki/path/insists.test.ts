import { describe, expect, test } from "vitest";
import type { Bytes } from "../../crypto/buffer.ts";
import { dayFrom, endEntity, issueHolder, liveKitChance, makeKit } from "../issue/faults/kit.ts";
import { crlsOf, ocspOf } from "../issue/faults/revocation.ts";
import type { Purpose } from "../verdict.ts";
import { judgePath, type PathRequest } from "./judge.ts";

const at = new Date("2026-06-01T12:00:00Z");
const kit = await makeKit({ random: liveKitChance, at, name: "bob.example" });
const bob = await issueHolder(kit, kit.issuing, endEntity(kit, "server"));
const alice = await issueHolder(kit, kit.issuing, endEntity(kit, "client"));
const good = await ocspOf(kit, bob, "good");

type Given = Pick<PathRequest, "crls" | "ocsp" | "insists"> & Readonly<{ later?: number; purpose?: Purpose }>;

async function judge({ later = 0, purpose = "server", ...given }: Given) {
  const holder = purpose === "server" ? bob : alice;
  const { accepted, reason, alert } = await judgePath({
    purpose,
    name: kit.names[purpose],
    at: dayFrom(at, later),
    presented: [holder.der, kit.issuing.der],
    anchors: [kit.root.der],
    skip: new Map(),
    ...given,
  });
  return accepted ? "accepted" : [reason, alert];
}

const UNKNOWN = ["revocation-unknown", "certificate_unknown"];

describe("who insists on word about revocation", () => {
  test("refuses where none came; who does not, accepts", async () => {
    expect(await judge({})).toBe("accepted");
    expect(await judge({ insists: {} })).toBe("accepted");
    expect(await judge({ insists: { answer: true } })).toEqual(UNKNOWN);
    expect(await judge({ insists: { lists: true } })).toEqual(UNKNOWN);
  });

  test("accepts with what was asked for, and not with half of it", async () => {
    const [root, office] = await crlsOf(kit);
    const lists = [root, office].filter((list): list is Bytes => list !== undefined);
    expect(await judge({ insists: { answer: true }, ocsp: [good] })).toBe("accepted");
    expect(await judge({ insists: { lists: true }, crls: lists })).toBe("accepted");
    expect(await judge({ insists: { lists: true }, crls: lists.slice(0, 1) })).toEqual(UNKNOWN);
  });

  test("says why in the alert, where a server stapled what won’t do (RFC 6066 §8)", async () => {
    const stapled = ["revocation-unknown", "bad_certificate_status_response"];
    expect(await judge({ ocsp: [good], later: 8 })).toEqual(stapled);
    expect(await judge({ ocsp: [Uint8Array.of(0x30, 0)] })).toEqual(stapled);
    expect(await judge({ ocsp: [await ocspOf(kit, bob, "revoked")] })).toEqual(["revoked", "certificate_revoked"]);
    // A server does not say that: it asks clients for none.
    expect(await judge({ ocsp: [good], purpose: "client" })).toEqual(UNKNOWN);
  });
});
