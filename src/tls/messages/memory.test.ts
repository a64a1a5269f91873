import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { fromHex, type Hex } from "../../bytes/hex.ts";
import { alertOf, BINDER, ch, cr, ee, ext, message, psk, RANDOM, vector } from "../../testing/wire.ts";
import { decodeMessage } from "./codec.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: unknown = runInNewContext("gc");

const MEBIBYTE = 1024 * 1024;
const FULL = 65000;

/** This many different extensions that nobody knows, all empty: 4 bytes each. */
function extensions(count: number): Hex {
  return numbered(count, (code) => ext(code + 0x100));
}

function numbered(count: number, write: (n: number) => Hex): Hex {
  return Array.from({ length: count }, (_, n) => write(n)).join("");
}

/** A share of one byte. */
function share(group: number): Hex {
  return `${group.toString(16).padStart(4, "0")}000100`;
}

const HOSTILE = {
  "cipher suites": message(1, "0303", RANDOM, "00", vector(2, "1301".repeat(FULL / 2)), "0100"),
  groups: ch(ext("supported_groups", vector(2, "001d".repeat(FULL / 2)))),
  "extensions before TLS 1.3": message(2, "0303", RANDOM, "00", "c02b", "00", vector(2, extensions(FULL / 4))),
  extensions: ee(extensions(FULL / 4)),
  protocols: ch(ext("application_layer_protocol_negotiation", vector(2, "0161".repeat(FULL / 2)))),
  authorities: cr(ext("certificate_authorities", vector(2, "000130".repeat(FULL / 3)))),
  identities: ch(psk("0001aa00000000".repeat(FULL / 7), BINDER)),
  shares: ch(ext("key_share", vector(2, numbered(FULL / 5, share)))),
  certificates: message(11, "00", vector(3, "000001300000".repeat(FULL / 6))),
  "extensions of certificates": message(11, "00", vector(3, `00000130${vector(2, extensions(160))}`.repeat(100))),
} as const;

describe("64 KiB of the smallest things make us allocate less than 1 MiB:", () => {
  test.each(Object.entries(HOSTILE))("%s", (_, hex) => {
    const bytes = fromHex(hex);
    expect(bytes.length).toBeGreaterThan(64000);
    // The first time pays for what the JavaScript engine learns; what happens beside us only ever adds.
    attempt(bytes);
    expect(Math.min(allocated(bytes), allocated(bytes), allocated(bytes))).toBeLessThan(MEBIBYTE);
  });

  test("too many structures are refused, many numbers are not", () => {
    expect(alertOf(HOSTILE.extensions)).toBe("unexpected_message");
    expect(alertOf(HOSTILE["extensions of certificates"])).toBe("unexpected_message");
    expect(alertOf(HOSTILE["cipher suites"])).toBeNull();
    expect(alertOf(ee(extensions(400)))).toBeNull();
  });
});

function attempt(bytes: Uint8Array): unknown {
  try {
    return decodeMessage(bytes);
  } catch (error) {
    return error;
  }
}

/** Bytes that decoding takes, also for what it throws away at once. */
function allocated(bytes: Uint8Array): number {
  if (typeof collectGarbage !== "function") throw new Error("no way to collect garbage");
  collectGarbage();
  const before = used();
  const kept = attempt(bytes);
  const more = used() - before;
  expect(kept).toBeDefined();
  return more;
}

/** Bytes in use, with what nobody holds any more but is not collected yet. */
function used(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
