import { t } from "../../../language/t.ts";
import type { Advice } from "../advice.ts";
import { connect, either } from "./commands.ts";

export const possessionAdvice: Readonly<Record<"key-not-held" | "certificate-missing", Advice>> = {
  "key-not-held": {
    title: t`It is not their key`,
    meaning: t`The certificate is good, but whoever showed it signed the conversation with another key. A copy of a certificate is no proof. In your own set-up it means: certificate and key file don't belong together, and most programs refuse to start with them.`,
    confirm: either({
      command: "openssl pkcs12 -export -in chain.pem -inkey key.pem -out /dev/null -passout pass:",
      prints: "matches private key",
    }),
    fix: {
      server: {
        holder: t`Point \`ssl_certificate_key\` at the key that the request was made with, or have the present key certified. After a renewal with a new key both files must be replaced. Your own certificate must be the *first* in its file.`,
        judge: t`If the server is not yours: somebody may be showing a copy of its certificate. Don't go on.`,
      },
      client: {
        holder: t`Give the key that belongs to the certificate (\`curl --cert client.pem --key client.key\`).`,
        judge: t`The server is right to refuse: whoever it was does not hold the key.`,
      },
    },
    scene: { server: "rejection", client: "client-rejection" },
  },
  "certificate-missing": {
    title: t`No certificate was shown`,
    meaning: t`The server asked for the client's certificate and got none. In TLS 1.3 the client believes the connection to be up by then, and learns of it only when it reads. nginx and databases don't even end the connection: they answer, nginx with HTTP 400, MariaDB with *access denied*, as for a wrong password.`,
    confirm: {
      server: connect("no peer certificate available"),
      client: connect("alert certificate required", " -ign_eof"),
    },
    fix: {
      server: {
        holder: t`Configure a certificate for this name: \`ssl_certificate\` and \`ssl_certificate_key\`.`,
        judge: t`See that it is a TLS port with certificates at all, and not one with pre-shared keys.`,
      },
      client: {
        holder: t`Present one: \`curl --cert client.pem --key client.key\`, \`psql sslcert= sslkey=\`, \`mariadb --ssl-cert --ssl-key\`; in a browser, import it as PKCS#12. Many keep silent when theirs is not from an authority that the server names: so look at that too.`,
        judge: t`Where it is meant to be voluntary, \`ssl_verify_client optional\`. See that \`ssl_client_certificate\` names the authority that your clients have theirs from: the list is sent to them.`,
      },
    },
    scene: { server: null, client: "client-rejection" },
  },
};
