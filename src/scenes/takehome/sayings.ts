import type { Says } from "./markdown.ts";

/**
 * What the programs say, as they were heard to (OpenSSL 3.0, curl 7.88, Node 20): in words that newer ones keep. The
 * peers' tests run every command of every README and look for these.
 */

const OPENSSL = "`openssl s_client`";
const CURL = "`curl`";
const NODE = "`node`";
export const S_SERVER = "`openssl s_server`";
/** Of the others it may say less: curl looks at the name after the handshake, and Node sends no alerts. */
const TO_THE_FIRST = `${S_SERVER} (on the first call)`;

/** All three accept the server. */
export function accept(name = "bob.example"): readonly Says[] {
  return [
    { who: OPENSSL, words: ["Verification: OK", `Verified peername: ${name}`], exit: 0 },
    { who: CURL, words: ["New, TLSv1.3, Cipher is"], exit: 0 },
    { who: NODE, words: [`The certificate is good for ${name}. Answer 200`], exit: 0 },
  ];
}

/** All three refuse the server's certificate: OpenSSL's number and words, curl's words, Node's code. */
export function refuse(openssl: string, curl: string, node: string, alert: string): readonly Says[] {
  return [
    { who: OPENSSL, words: [`verify error:num=${openssl}`], exit: 1 },
    { who: CURL, words: ["curl: (60)", curl], exit: 60 },
    { who: NODE, words: [node], exit: 1 },
    { who: TO_THE_FIRST, words: [alert] },
  ];
}

/** All three are refused, after a handshake that went well for them: by an alert, and what the server's log says of it. */
export function refused(alert: string, number: number, server: string): readonly Says[] {
  const code = `ALERT_${alert.toUpperCase().replaceAll(" ", "_")}`;
  return [
    { who: OPENSSL, words: ["Verification: OK", `alert ${alert}`, `SSL alert number ${number}`], exit: 1 },
    { who: CURL, words: ["curl: (56)", `alert ${alert}`], exit: 56 },
    { who: NODE, words: [code], exit: 1 },
    { who: TO_THE_FIRST, words: [server] },
  ];
}

/** None of the three even starts to call: the key is not the certificate's. */
export const KEY_DOES_NOT_FIT: readonly Says[] = [
  { who: OPENSSL, words: ["key values mismatch"], exit: 1 },
  { who: CURL, words: ["curl: (58) unable to set private key file"], exit: 58 },
  { who: NODE, words: ["ERR_OSSL_X509_KEY_VALUES_MISMATCH"], exit: 1 },
];

/** Alice is let in, by her name. */
export const LET_IN: readonly Says[] = [
  { who: OPENSSL, words: ["Verification: OK", "alice.example"], exit: 0 },
  { who: CURL, words: ["alice.example"], exit: 0 },
  { who: NODE, words: ["Answer 200", "alice.example"], exit: 0 },
];
