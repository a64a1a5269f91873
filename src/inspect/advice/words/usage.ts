import { t } from "../../../language/t.ts";
import type { Advice } from "../advice.ts";
import { either, verify } from "./commands.ts";

/** Which of the two it is: `-ext keyUsage,extendedKeyUsage`. */
const UNSUITABLE = {
  server: verify("unsuitable certificate purpose", "-purpose sslserver "),
  client: verify("unsuitable certificate purpose", "-purpose sslclient "),
};

export const usageAdvice: Readonly<Record<"wrong-key-usage" | "wrong-extended-key-usage", Advice>> = {
  "wrong-key-usage": {
    title: t`Its key may not sign a handshake`,
    meaning: t`keyUsage lists what the key is for, and digitalSignature is not among it. In TLS 1.3 the key does nothing but sign; a certificate for encrypting keys, as TLS 1.2 could use it, does not do any more. \`openssl x509 -in chain.pem -noout -ext keyUsage\` lists what it may do.`,
    confirm: UNSUITABLE,
    fix: {
      server: {
        holder: t`Issue it again with \`keyUsage=critical,digitalSignature\` (for RSA and TLS 1.2 also \`keyEncipherment\`).`,
        judge: t`Nothing to mend here.`,
      },
      client: {
        holder: t`Have it issued again with \`keyUsage=critical,digitalSignature\`.`,
        judge: t`If you issue it, put \`digitalSignature\` into the profile for clients.`,
      },
    },
    scene: either(null),
  },
  "wrong-extended-key-usage": {
    title: t`It was issued for another use`,
    meaning: t`extendedKeyUsage says what it is good for: a server's certificate does not make a client, nor the other way round. \`openssl x509 -in chain.pem -noout -ext extendedKeyUsage\` shows it.`,
    confirm: UNSUITABLE,
    fix: {
      server: {
        holder: t`Issue it with \`extendedKeyUsage=serverAuth\` (one that plays both parts: \`serverAuth,clientAuth\`).`,
        judge: t`Nothing to mend here.`,
      },
      client: {
        holder: t`Get one with \`extendedKeyUsage=clientAuth\`. Certificates from public authorities are for servers only now; for clients take an authority of your own.`,
        judge: t`If you issue them, \`extendedKeyUsage=clientAuth\` belongs into the profile for clients.`,
      },
    },
    scene: { server: null, client: "client-rejection" },
  },
};
