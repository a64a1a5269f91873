import type { Reader } from "../../bytes/reader.ts";
import type { Writer } from "../../bytes/writer.ts";
import { illegal } from "../failure.ts";
import { form, type Places } from "./form.ts";
import { readList } from "./lists.ts";
import { showGroup, sizeOf } from "./names.ts";
import type { KeyShareEntry } from "./types.ts";

function readEntry(reader: Reader): KeyShareEntry {
  const group = reader.uint(2, "group", showGroup);
  return { group, keyExchange: reader.vector(2, "key_exchange", sizeOf, { min: 1 }) };
}

function writeEntry(writer: Writer, { group, keyExchange }: KeyShareEntry): void {
  writer.uint(2, group).vector(2, keyExchange);
}

const offered = form(
  "key_share",
  (reader) => {
    const groups = new Set<number>();
    const shares = readList(reader, 2, "client_shares", () =>
      reader.scope("KeyShareEntry", () => {
        const entry = readEntry(reader);
        if (groups.has(entry.group)) {
          const found = `two shares of ${showGroup(entry.group)}`;
          illegal(reader.pathOf("group"), found, "one share of each group", "RFC 8446 §4.2.8");
        }
        groups.add(entry.group);
        reader.note(() => showGroup(entry.group));
        return entry;
      }),
    );
    return { type: "key_share", shares };
  },
  (writer, { shares }) =>
    writer.block(2, (list) => {
      for (const share of shares) writeEntry(list, share);
    }),
);

const chosen = form(
  "key_share",
  (reader) => ({ type: "key_share", shares: [reader.scope("server_share", () => readEntry(reader))] }),
  (writer, { shares }) => {
    const [share] = shares;
    if (share === undefined || shares.length > 1) throw new RangeError("a server answers with one share");
    writeEntry(writer, share);
  },
);

const wanted = form(
  "key_share_retry",
  (reader) => ({ type: "key_share_retry", group: reader.uint(2, "selected_group", showGroup) }),
  (writer, { group }) => writer.uint(2, group),
);

/** key_share (RFC 8446 §4.2.8). */
export const keyShare: Places = { CH: offered, SH: chosen, HRR: wanted };
