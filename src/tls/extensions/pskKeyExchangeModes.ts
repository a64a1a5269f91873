import { form, type Places } from "./form.ts";
import { readNumbers, writeNumbers } from "./lists.ts";
import { showPskMode } from "./names.ts";

const offered = form(
  "psk_key_exchange_modes",
  (reader) => {
    const item = { size: 1, name: "PskKeyExchangeMode", show: showPskMode } as const;
    return { type: "psk_key_exchange_modes", modes: readNumbers(reader, 1, "ke_modes", item, { min: 1 }) };
  },
  (writer, { modes }) => writeNumbers(writer, 1, 1, modes),
);

/** psk_key_exchange_modes (RFC 8446 §4.2.9). */
export const pskKeyExchangeModes: Places = { CH: offered };
