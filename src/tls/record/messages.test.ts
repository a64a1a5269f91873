import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concat } from "../../bytes/text.ts";
import { Writer } from "../../bytes/writer.ts";
import { Refused } from "../failure.ts";
import { MessageAssembler } from "./messages.ts";

const message = fc
  .tuple(fc.integer({ min: 0, max: 255 }), fc.uint8Array({ maxLength: 60 }))
  .map(([type, body]) => new Writer().uint(1, type).vector(3, body).finish());

describe("handshake messages from records (RFC 8446 §5.1)", () => {
  it("come out as they went in, however the records cut them", () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 8 }), fc.array(fc.integer({ min: 1, max: 40 })), (messages, sizes) => {
        const assembler = new MessageAssembler(64);
        const stream = concat(...messages);
        const found: Uint8Array[] = [];
        for (let at = 0, i = 0; at < stream.length; i++) {
          const size = sizes[i] ?? 7;
          assembler.push(stream.subarray(at, at + size));
          at = Math.min(at + size, stream.length);
          for (let next = assembler.next(); next !== null; next = assembler.next()) found.push(next);
          expect(assembler.partial).toBe(at - found.reduce((sum, { length }) => sum + length, 0));
        }
        expect(found).toEqual(messages);
        expect(assembler.partial).toBe(0);
      }),
    );
  });

  it("wait in the assembler until they are asked for", () => {
    const assembler = new MessageAssembler(64);
    assembler.push(Uint8Array.of(20, 0, 0, 1, 9, 24, 0, 0, 0));
    expect(assembler.partial).toBe(9);
    expect(assembler.next()).toEqual(Uint8Array.of(20, 0, 0, 1, 9));
    expect(assembler.partial).toBe(4);
    expect(assembler.next()).toEqual(Uint8Array.of(24, 0, 0, 0));
    expect(assembler.next()).toBeNull();
  });

  it("are refused where they are larger than the limit, as soon as the header says so", () => {
    const assembler = new MessageAssembler(104);
    assembler.push(Uint8Array.of(11, 0, 0, 100));
    expect(assembler.next()).toBeNull();
    const small = new MessageAssembler(103);
    small.push(Uint8Array.of(11, 0, 0));
    expect(small.next()).toBeNull();
    small.push(Uint8Array.of(100));
    expect(() => small.next()).toThrow(Refused);
  });
});
