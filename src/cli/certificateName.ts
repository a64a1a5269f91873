import { isIP } from "node:net";

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * A DNS name (RFC 1123 §2.1, international ones in Punycode, `*.` for one label in front) or an IP address as a
 * certificate holds it; null where the text is neither.
 */
export function certificateName(text: string): string | null {
  if (isIP(text) !== 0) return text.includes("%") ? null : text;
  const wildcard = text.startsWith("*.") ? "*." : "";
  const plain = text.slice(wildcard.length);
  // The characters that end a host in an address, or are passed over in one.
  if (/[\s/\\?#@:%[\]]/.test(plain) || !URL.canParse(`https://${plain}/`)) return null;
  const host = new URL(`https://${plain}/`).hostname.replace(/\.$/, "");
  // A number alone is read as an IPv4 address: 1 as 0.0.0.1.
  if (host.length > 253 || isIP(host) !== 0) return null;
  return host.split(".").every((label) => LABEL.test(label)) ? `${wildcard}${host}` : null;
}
