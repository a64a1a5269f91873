import { endEntity, issueHolder } from "./kit.ts";
import { type Build, shown } from "./made.ts";

/** Certificates for something else (RFC 5280 §4.2.1.3, §4.2.1.12). */

/** For signing documents, as on identity cards: no TLS signature may be made with it (RFC 8446 §4.4.2.2). */
export const wrongKeyUsage: Build = async (kit, purpose) => {
  const wish = { ...endEntity(kit, purpose), keyUsage: ["nonRepudiation"] } as const;
  return shown(await issueHolder(kit, kit.issuing, wish), kit.issuing);
};

/** A client's certificate shown by a server, or the other way round. */
export const wrongExtendedKeyUsage: Build = async (kit, purpose) => {
  const usage = purpose === "server" ? "clientAuth" : "serverAuth";
  return shown(await issueHolder(kit, kit.issuing, { ...endEntity(kit, purpose), usages: [usage] }), kit.issuing);
};
