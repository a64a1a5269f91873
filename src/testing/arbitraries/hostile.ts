import fc, { type Arbitrary } from "fast-check";
import type { Case } from "../../tls/fuzzing/case.ts";
import type { Edit } from "../../tls/fuzzing/edits.ts";
import { encodeMessage } from "../../tls/messages/codec.ts";
import { handshakeMessages } from "./tls.ts";

/** What somebody may do to a handshake who means no good. All numbers wrap around, so any will do and small ones shrink. */

const frame = fc.nat(15);
const at = fc.oneof(fc.nat(60), fc.nat(1500));
const byte = fc.oneof(fc.constantFrom(0, 1, 2, 3, 0x7f, 0x80, 0xfe, 0xff), fc.nat(0xff));
const mend = fc.boolean();
const bytes = fc.array(byte, { maxLength: 40 });

/** Numbers that lengths go wrong at. */
const length = fc.oneof(
  fc.nat(300),
  fc.constantFrom(2 ** 8 - 1, 2 ** 8, 2 ** 14, 2 ** 14 + 1, 2 ** 14 + 256, 2 ** 14 + 257, 2 ** 16 - 1, 2 ** 24 - 1),
);

/** Content types, also such as there are none. */
const type = fc.oneof(fc.constantFrom(20, 21, 22, 23), byte);

/** What may stand in a record of its own: anything, an alert, the dummy change_cipher_spec, a whole message. */
const content: Arbitrary<readonly number[]> = fc.oneof(
  bytes,
  fc.tuple(fc.constantFrom(1, 2), byte),
  fc.constant([1]),
  handshakeMessages.map((message) => [...encodeMessage(message)]),
);

/** What is done to the bytes of one message or record. */
const rewrites: Arbitrary<Edit> = fc.oneof(
  fc.record({ do: fc.constantFrom("xor", "set"), frame, at, with: byte }),
  fc.record({ do: fc.constant("number"), frame, at, size: fc.integer({ min: 1, max: 3 }), value: length }),
  fc.record({ do: fc.constant("cut"), frame, at, mend }),
  fc.record({ do: fc.constant("remove"), frame, at, count: fc.integer({ min: 1, max: 60 }), mend }),
  fc.record({ do: fc.constant("insert"), frame, at, bytes, mend }),
  fc.record({ do: fc.constant("repeat"), frame, at, count: fc.integer({ min: 1, max: 60 }), times: length, mend }),
  fc.record({
    do: fc.constant("node"),
    frame,
    node: fc.nat(100),
    how: fc.constantFrom("remove", "double", "swap", "fill"),
    bytes,
  }),
  fc.record({ do: fc.constant("replace"), frame, bytes: content }),
);

/** What is done to the order of things. */
const moves: Arbitrary<Edit> = fc.oneof(
  fc.record({ do: fc.constant("drop"), frame }),
  fc.record({ do: fc.constant("stop"), frame, at }),
  fc.record({ do: fc.constantFrom("copy", "move", "swap"), frame, to: frame }),
  fc.record({ do: fc.constant("flood"), frame, times: length.map((times) => times % 1000) }),
  fc.record({ do: fc.constant("add"), frame, type, bytes: content }),
);

/** What is done to the records that carry it. */
const sealing: Arbitrary<Edit> = fc.oneof(
  fc.record({ do: fc.constant("type"), frame, type }),
  fc.record({
    do: fc.constant("place"),
    frame,
    epoch: fc.constantFrom("initial", "early", "handshake", "application"),
    generation: fc.nat(2),
  }),
  fc.record({ do: fc.constant("split"), frame, size: fc.nat(100) }),
  fc.record({ do: fc.constant("join"), frame }),
  fc.record({ do: fc.constant("pad"), frame, size: length.map((size) => size % 20_000) }),
  fc.record({ do: fc.constant("header"), frame, at: fc.nat(4), value: byte }),
  fc.record({ do: fc.constant("spoil"), frame, at, xor: byte }),
);

export const hostileEdits: Arbitrary<Edit> = fc.oneof(
  { weight: 4, arbitrary: rewrites },
  { weight: 1, arbitrary: moves },
  { weight: 1, arbitrary: sealing },
);

/** Attacks on these scenarios, by somebody of every kind. */
export function hostileCases(scenarios: readonly string[]): Arbitrary<Case> {
  return fc.record({
    scenario: fc.constantFrom(...scenarios),
    to: fc.constantFrom("client", "server"),
    attacker: fc.oneof(
      { weight: 4, arbitrary: fc.constant("peer") },
      { weight: 2, arbitrary: fc.constant("liar") },
      { weight: 1, arbitrary: fc.constantFrom("wire", "replay", "between") },
    ),
    edits: fc.array(hostileEdits, { minLength: 1, maxLength: 4 }),
    pieces: fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 3 }),
    together: fc.boolean(),
  });
}
