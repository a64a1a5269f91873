import type { Purpose } from "../../../pki/verdict.ts";
import type { Confirm } from "../advice.ts";

/** Commands that several faults are confirmed with: `chain.pem` is what is shown, `ca.pem` what is trusted. */

/** `openssl verify` of the whole chain. */
export function verify(prints: string, options = ""): Confirm {
  return { command: `openssl verify ${options}-CAfile ca.pem -untrusted chain.pem chain.pem`, prints };
}

/** The same for either purpose. */
export function either<T>(value: T): Readonly<Record<Purpose, T>> {
  return { server: value, client: value };
}

/** What a server sends, as it sends it. */
export function connect(prints: string, options = ""): Confirm {
  return {
    command: `openssl s_client -connect server.example:443 -servername server.example -CAfile ca.pem${options}`,
    prints,
  };
}
