import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromHex, toHex } from "../../bytes/hex.ts";
import { hostileEdits } from "../../testing/arbitraries/hostile.ts";
import { handshakeMessages } from "../../testing/arbitraries/tls.ts";
import { sh } from "../../testing/wire.ts";
import { encodeMessage } from "../messages/codec.ts";
import { type Edit, edited } from "./edits.ts";
import { frameOf } from "./frames.ts";
import { countNodes, withNode } from "./nodes.ts";

function frame(hex: string, turn = 0) {
  return frameOf({ epoch: "initial", generation: 0, type: 22, content: fromHex(hex), padding: 0 }, turn);
}

/** The contents of three frames, after an edit. */
function after(edit: Edit): readonly string[] {
  const frames = [frame("0100000411223344"), frame("0200000155", 1), frame("14000000", 2)];
  return edited(frames, [edit]).map(({ content }) => toHex(content));
}

const [A, B, C] = ["0100000411223344", "0200000155", "14000000"];

test.each<[Edit, readonly string[]]>([
  [{ do: "xor", frame: 0, at: 4, with: 0x01 }, ["0100000410223344", B, C]],
  [{ do: "set", frame: 1, at: 9, with: 0xff }, [A, "02000001ff", C]],
  [{ do: "number", frame: 0, at: 1, size: 3, value: 2 ** 24 - 1 }, ["01ffffff11223344", B, C]],
  [{ do: "cut", frame: 0, at: 6, mend: false }, ["010000041122", B, C]],
  [{ do: "cut", frame: 0, at: 6, mend: true }, ["010000021122", B, C]],
  [{ do: "remove", frame: 0, at: 5, count: 2, mend: true }, ["010000021144", B, C]],
  [{ do: "insert", frame: 1, at: 5, bytes: [6, 7], mend: true }, [A, "02000003550607", C]],
  [{ do: "repeat", frame: 1, at: 4, count: 1, times: 2, mend: false }, [A, "02000001555555", C]],
  [{ do: "drop", frame: 4 }, [A, C]],
  [{ do: "stop", frame: 1, at: 2 }, [A, "0200"]],
  [{ do: "copy", frame: 0, to: 3 }, [A, B, C, A]],
  [{ do: "flood", frame: 2, times: 2 }, [A, B, C, C, C]],
  [{ do: "move", frame: 0, to: 2 }, [B, C, A]],
  [{ do: "swap", frame: 0, to: 2 }, [C, B, A]],
  [{ do: "replace", frame: 1, bytes: [9] }, [A, "09", C]],
  [{ do: "add", frame: 1, type: 21, bytes: [2, 40] }, [A, "0228", B, C]],
])("%j", (edit, contents) => {
  expect(after(edit)).toEqual(contents);
});

test("what changes its place comes when those around it come", () => {
  const frames = [frame(A), frame(B, 1), frame(C, 2)];
  const turns = (edit: Edit) => edited(frames, [edit]).map(({ turn }) => turn);
  expect(turns({ do: "swap", frame: 0, to: 2 })).toEqual([0, 1, 2]);
  expect(turns({ do: "move", frame: 0, to: 1 })).toEqual([1, 2, 2]);
});

describe("fields", () => {
  const hello = fromHex(sh());

  test("removed, doubled, filled: all lengths around them are right", () => {
    const changes = new Set<string>();
    for (let node = 0; node < countNodes(hello); node++) {
      for (const how of ["remove", "double", "swap", "fill"] as const) {
        const changed = withNode(hello, { do: "node", frame: 0, node, how, bytes: [1, 2] });
        if (changed[0] === 2 && changed.length > 60 && how !== "swap") expect(lengthsOf(changed)).toEqual(true);
        changes.add(toHex(changed));
      }
    }
    expect(changes.size).toBeGreaterThan(countNodes(hello) * 2);
  });

  /** The length in the header, and that of the extensions, which here stand last and are 6 bytes. */
  function lengthsOf(message: Uint8Array): boolean {
    const [, high = 0, middle = 0, low = 0] = message;
    return high * 65536 + middle * 256 + low === message.length - 4;
  }

  test("supported_versions twice, as a peer would write it", () => {
    const doubled = Array.from({ length: countNodes(hello) }, (_, node) =>
      toHex(withNode(hello, { do: "node", frame: 0, node, how: "double", bytes: [] })),
    );
    expect(doubled).toContain(toHex(fromHex(sh("002b00020304"))));
  });

  test("what can't be read stays as it is", () => {
    const broken = Uint8Array.of(2, 0, 0, 9);
    expect(withNode(broken, { do: "node", frame: 0, node: 3, how: "remove", bytes: [] })).toEqual(broken);
  });
});

test("any edits can be made on any messages", () => {
  const edits = fc.array(hostileEdits, { maxLength: 6 });
  fc.assert(
    fc.property(fc.array(handshakeMessages, { minLength: 1, maxLength: 5 }), edits, (messages, list) => {
      const frames = messages.map((message) => frame(toHex(encodeMessage(message))));
      for (const { content } of edited(frames, list)) expect(content.length).toBeLessThan(80_000);
    }),
  );
});
