import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { utf8 } from "../../bytes/text.ts";
import { Transcript } from "./transcript.ts";

const hashOf = (name: string, ...parts: readonly Uint8Array[]) =>
  new Uint8Array(createHash(name).update(Buffer.concat(parts)).digest());
const [one, two, three] = [utf8("one"), utf8("two"), utf8("three")];

describe("the transcript (RFC 8446 §4.4.1)", () => {
  it("hashes what came before the hash function was known, and what came after", () => {
    const transcript = new Transcript();
    transcript.add(one);
    transcript.use("SHA-384");
    transcript.add(two);
    expect(transcript.hash()).toEqual(hashOf("sha384", one, two));
    transcript.add(three);
    expect(transcript.hash()).toEqual(hashOf("sha384", one, two, three));
  });

  it("hashes as if more had come, and forgets that again", () => {
    const transcript = new Transcript();
    transcript.use("SHA-256");
    transcript.add(one);
    expect(transcript.hashWith(two)).toEqual(hashOf("sha256", one, two));
    expect(transcript.hash()).toEqual(hashOf("sha256", one));
  });

  it("puts message_hash in the place of the first ClientHello", () => {
    const transcript = new Transcript();
    transcript.add(one);
    transcript.use("SHA-256");
    transcript.restart();
    transcript.add(two);
    const synthetic = Uint8Array.of(254, 0, 0, 32);
    expect(transcript.hash()).toEqual(hashOf("sha256", synthetic, hashOf("sha256", one), two));
    expect(transcript.hashWith(three)).toEqual(hashOf("sha256", synthetic, hashOf("sha256", one), two, three));
  });

  it("takes the same hash function again, and no other", () => {
    const transcript = new Transcript();
    expect(() => transcript.hash()).toThrow();
    transcript.use("SHA-256");
    transcript.use("SHA-256");
    expect(() => transcript.use("SHA-384")).toThrow();
  });
});
