import { t } from "../../../language/t.ts";
import type { Advice } from "../advice.ts";
import { either, verify } from "./commands.ts";

const NAMES = "openssl x509 -in chain.pem -noout -subject -ext subjectAltName";
const SAN = "`subjectAltName=DNS:server.example`";
const NOT_ASKED = t`Most servers don't compare a client's name with anything: they take whoever their authority vouches for. If yours maps names to accounts, map the one that stands in the certificate`;

export const nameAdvice: Readonly<
  Record<"wrong-name" | "name-only-in-cn" | "wildcard-too-wide" | "name-outside-constraints", Advice>
> = {
  "wrong-name": {
    title: t`It is a certificate for another name`,
    meaning: t`The certificate may be flawless, but the name that was asked for is not among its names. Whoever shows it has proved to be somebody else.`,
    confirm: {
      server: verify("hostname mismatch", "-verify_hostname server.example "),
      client: { command: NAMES, prints: "DNS:other-" },
    },
    fix: {
      server: {
        holder: t`Have it issued for every name that clients use, short names and addresses too: ${SAN}. With several certificates, look at \`server_name\`: for a name that it doesn't know, nginx shows the first server's.`,
        judge: t`Connect by a name that is in the certificate, not by an address or an alias. For a test, \`curl --resolve server.example:443:192.0.2.1\` keeps the name and chooses the address.`,
      },
      client: {
        holder: t`Present the certificate that was issued for this account (\`curl --cert\`).`,
        judge: t`${NOT_ASKED} (nginx: \`map $ssl_client_s_dn\`; PostgreSQL: \`clientcert=verify-full\` with \`pg_ident.conf\`; MariaDB: \`REQUIRE SUBJECT\`).`,
      },
    },
    scene: { server: "rejection", client: null },
  },
  "name-only-in-cn": {
    title: t`The name stands only in the common name`,
    meaning: t`The name is written where it stood long ago, in the subject's common name. Browsers, Go, Java and others look only into subjectAltName (RFC 9525), and there is none. OpenSSL and what is built on it still make do: that is why it works with one program and not with another.`,
    confirm: either({ command: NAMES, prints: "No extensions" }),
    fix: {
      server: {
        holder: t`Issue it again with ${SAN}. With openssl: \`openssl req -new -addext "subjectAltName=DNS:server.example" …\`, and see that signing keeps it (\`openssl x509 -req -copy_extensions copy …\`).`,
        judge: t`Nothing to mend here: no option brings the old rule back.`,
      },
      client: {
        holder: t`Have the next one issued with a subjectAltName (a DNS name, an e-mail address or a URI).`,
        judge: `${NOT_ASKED}.`,
      },
    },
    scene: either(null),
  },
  "wildcard-too-wide": {
    title: t`Its wildcard is too wide`,
    meaning: t`The star stands for a whole top-level domain, and so for names of many different people. A star may stand for one label below a name that belongs to one owner.`,
    confirm: either({ command: NAMES, prints: "DNS:*.example" }),
    fix: {
      server: {
        holder: t`Issue it for the names that are really served, or for \`*.server.example\`: one label, at the left.`,
        judge: t`Nothing to mend here. That some programs let it pass is no reason to rely on it.`,
      },
      client: {
        holder: t`Have it issued for the one client that it is for.`,
        judge: `${NOT_ASKED}.`,
      },
    },
    scene: either(null),
  },
  "name-outside-constraints": {
    title: t`Its authority may not issue for this name`,
    meaning: t`An authority in the chain is limited to certain names (nameConstraints), and this certificate has another. The signature is genuine; it still doesn't count.`,
    confirm: either(verify("permitted subtree violation")),
    fix: {
      server: {
        holder: t`Have it issued by the authority that is in charge of this name, or for a name inside the limits: \`openssl x509 -in intermediate.pem -noout -ext nameConstraints\` shows them.`,
        judge: t`Nothing to mend here: the limit is there to protect you.`,
      },
      client: {
        holder: t`Have it issued by an authority that may issue for clients of this name.`,
        judge: t`Where the authority is your own and the limit too narrow, issue the intermediate again with the right \`nameConstraints\`.`,
      },
    },
    scene: either(null),
  },
};
