import type { Reader } from "../../bytes/reader.ts";
import { illegal } from "../failure.ts";
import { form, type Places } from "./form.ts";
import { readList } from "./lists.ts";
import { sizeOf } from "./names.ts";
import type { PskIdentity } from "./types.ts";

const SECTION = "RFC 8446 §4.2.11";

function readIdentity(reader: Reader): PskIdentity {
  return reader.scope("PskIdentity", () => ({
    identity: reader.vector(2, "identity", sizeOf, { min: 1 }),
    obfuscatedTicketAge: reader.uint(4, "obfuscated_ticket_age"),
  }));
}

/** Bytes of the binders list with its length field: what is cut off where binders are computed (§4.2.11.2). */
export function bindersSize(binders: readonly Uint8Array[]): number {
  return binders.reduce((sum, binder) => sum + 1 + binder.length, 2);
}

const offered = form(
  "pre_shared_key",
  (reader) => {
    const identities = readList(reader, 2, "identities", () => readIdentity(reader), { min: 7 });
    const binder = () => reader.vector(1, "PskBinderEntry", sizeOf, { min: 32 });
    const binders = readList(reader, 2, "binders", binder, { min: 33 });
    if (binders.length !== identities.length) {
      illegal(reader.pathOf("binders"), `${binders.length} binders`, `${identities.length}, one an identity`, SECTION);
    }
    return { type: "pre_shared_key", identities, binders, bindersSize: bindersSize(binders) };
  },
  (writer, { identities, binders }) => {
    writer.block(2, (list) => {
      for (const { identity, obfuscatedTicketAge } of identities) list.vector(2, identity).uint(4, obfuscatedTicketAge);
    });
    writer.block(2, (list) => {
      for (const binder of binders) list.vector(1, binder);
    });
  },
);

const selected = form(
  "pre_shared_key_selected",
  (reader) => ({ type: "pre_shared_key_selected", selected: reader.uint(2, "selected_identity") }),
  (writer, extension) => writer.uint(2, extension.selected),
);

/** pre_shared_key (RFC 8446 §4.2.11). That it stands last in ClientHello is checked where the block is read. */
export const preSharedKey: Places = { CH: offered, SH: selected };
