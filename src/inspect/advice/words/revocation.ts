import { t } from "../../../language/t.ts";
import type { Advice } from "../advice.ts";
import { connect, either, verify } from "./commands.ts";

const NEW_KEY = t`make a new key, as the old one is taken to be in other hands, and have it certified`;

export const revocationAdvice: Readonly<Record<"revoked-by-crl" | "revoked-by-ocsp", Advice>> = {
  "revoked-by-crl": {
    title: t`Its issuer has taken it back`,
    meaning: t`It stands on the issuer's list of revoked certificates. Nothing in the certificate says so: who is not given the list does not notice. Signatures and dates still fit.`,
    confirm: either(verify("certificate revoked", "-crl_check -CRLfile crl.pem ")),
    fix: {
      server: {
        holder: t`Don't ask for it to be forgiven: ${NEW_KEY}.`,
        judge: t`Lists must be given, and fresh: \`curl --crlfile crl.pem\`, \`openssl s_client -crl_check -CRL\`. A list that is too old refuses everybody.`,
      },
      client: {
        holder: t`Ask why; then ${NEW_KEY}.`,
        judge: t`To notice it at all: \`ssl_crl crl.pem\` (Apache: \`SSLCARevocationFile\` *and* \`SSLCARevocationCheck chain\`; PostgreSQL: \`ssl_crl_file\`; MariaDB: \`ssl_crl\`), with the lists of *every* authority in the chain, fetched again before each runs out.`,
      },
    },
    scene: either(null),
  },
  "revoked-by-ocsp": {
    title: t`Its issuer says that it is revoked`,
    meaning: t`The authority's signed answer about this one certificate (OCSP), which the server sends along or the client asks for, says: revoked. Most clients never ask.`,
    confirm: {
      server: connect("Cert Status: revoked", " -status"),
      client: {
        command:
          "openssl ocsp -issuer intermediate.pem -cert client.pem -CAfile ca.pem -url http://ocsp.example/ -resp_text",
        prints: "Cert Status: revoked",
      },
    },
    fix: {
      server: {
        holder: t`First ${NEW_KEY}; then reload, as nginx keeps a stapled answer for as long as that is valid (\`ssl_stapling on\`).`,
        judge: t`To notice it: \`curl --cert-status\`, or a certificate that demands it (the extension “must staple”).`,
      },
      client: {
        holder: t`Ask why; then ${NEW_KEY}.`,
        judge: t`To notice it: nginx \`ssl_ocsp on\` with a \`resolver\`; Apache \`SSLOCSPEnable on\`.`,
      },
    },
    scene: either(null),
  },
};
