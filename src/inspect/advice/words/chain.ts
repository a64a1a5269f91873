import { t } from "../../../language/t.ts";
import type { Advice } from "../advice.ts";
import { connect, either, verify } from "./commands.ts";

type ChainFault =
  | "self-signed"
  | "unknown-root"
  | "missing-intermediate"
  | "wrong-order"
  | "intermediate-not-a-ca"
  | "path-too-long"
  | "tampered-signature";

const FULL_CHAIN = t`your own certificate first, then the intermediates, the root left out`;

export const chainAdvice: Readonly<Record<ChainFault, Advice>> = {
  "self-signed": {
    title: t`It vouches for itself`,
    meaning: t`Nobody but itself signed it. Anybody can write such a certificate, with any name in it, so it proves nothing to whoever hasn't been given exactly this one beforehand.`,
    confirm: either(verify("self-signed certificate")),
    fix: {
      server: {
        holder: t`Get one from an authority that clients know (for names in public: Let's Encrypt; inside: an authority of your own) and point \`ssl_certificate\` and \`ssl_certificate_key\` at it. A default certificate that was made at installation looks like this too.`,
        judge: t`For a test, trust exactly this one: \`curl --cacert server.pem\`, \`NODE_EXTRA_CA_CERTS=server.pem\`, Java's \`keytool -importcert\`. Never \`-k\`.`,
      },
      client: {
        holder: t`Have your key certified by the authority that the server trusts, instead of signing it yourself.`,
        judge: t`To let in exactly this client, put its certificate into \`ssl_client_certificate\`; better, issue to clients from an authority of your own.`,
      },
    },
    scene: { server: "rejection", client: "client-rejection" },
  },
  "unknown-root": {
    title: t`Nobody here trusts its authority`,
    meaning: t`Nothing is missing in the middle, but the root that the chain leads to is not in the trust store of whoever looks. Anybody can found an authority. It reads like a missing intermediate nearly everywhere: the depth tells them apart, here it is 1 or more.`,
    confirm: either(verify("error 20 at 1 depth lookup: unable to get local issuer certificate")),
    fix: {
      server: {
        holder: t`If clients are not yours, get a certificate from an authority that they know. Sending the root along changes nothing.`,
        judge: t`If it is your own authority, install its root: \`update-ca-certificates\`, \`curl --cacert ca.pem\`, \`NODE_EXTRA_CA_CERTS\`, \`keytool -importcert\`, or the browser's settings. Java, Firefox and Python packages have stores of their own, apart from the system's.`,
      },
      client: {
        holder: t`Present the certificate from the authority that this server trusts: it names them when it asks.`,
        judge: t`Put the root of your clients' authority into \`ssl_client_certificate\` (Apache: \`SSLCACertificateFile\`, PostgreSQL: \`ssl_ca_file\`, MariaDB: \`ssl_ca\`) and reload.`,
      },
    },
    scene: { server: "rejection", client: null },
  },
  "missing-intermediate": {
    title: t`The middle of the chain was not sent`,
    meaning: t`The certificate is good, but the authority that signed it is not a root, and its certificate did not come along. Browsers often know it from elsewhere, so *it works in the browser* and fails everywhere else.`,
    confirm: {
      server: connect("unable to verify the first certificate", " -showcerts"),
      client: verify("error 20 at 0 depth lookup: unable to get local issuer certificate"),
    },
    fix: {
      server: {
        holder: t`Send the whole chain: ${FULL_CHAIN}. nginx: \`ssl_certificate fullchain.pem\`, not \`cert.pem\`; \`cat server.pem intermediate.pem > chain.pem\`.`,
        judge: t`It is the server's to mend. Until then, trusting the intermediate helps (\`curl --cacert\`), for this server only.`,
      },
      client: {
        holder: t`Present the whole chain: ${FULL_CHAIN}, in the file of \`curl --cert\`, \`sslcert\` or \`ssl-cert\`.`,
        judge: t`Or give the intermediate to the server, beside the root in \`ssl_client_certificate\`; where there are several in a row, raise \`ssl_verify_depth\` too: nginx allows one unless told otherwise.`,
      },
    },
    scene: { server: "rejection", client: null },
  },
  "wrong-order": {
    title: t`The chain is in the wrong order`,
    meaning: t`All certificates came, but not each followed by its issuer. TLS 1.3 lets receivers sort them (RFC 8446 §4.4.2), and most do; old ones refuse with words as for a missing intermediate.`,
    confirm: {
      server: connect("Certificate chain", " -showcerts"),
      client: { command: "openssl storeutl -noout -text -certs chain.pem", prints: "Total found: " },
    },
    fix: {
      server: {
        holder: t`Sort the file of \`ssl_certificate\`: ${FULL_CHAIN}. If it is not even your own that comes first, nginx refuses to start (\`key values mismatch\`).`,
        judge: t`Nothing to mend here; newer versions put up with it.`,
      },
      client: {
        holder: t`Sort the file that you present: ${FULL_CHAIN}.`,
        judge: t`Nothing to mend here.`,
      },
    },
    scene: either(null),
  },
  "intermediate-not-a-ca": {
    title: t`An issuer in the chain is no authority`,
    meaning: t`The certificate was signed with the key of a certificate that may not sign others (basicConstraints says CA:FALSE). Otherwise everybody with a certificate could issue for everybody's name.`,
    confirm: either(verify("invalid CA certificate")),
    fix: {
      server: {
        holder: t`Issue it from a real authority. With your own: its certificate needs \`basicConstraints=critical,CA:TRUE\` and \`keyUsage=critical,keyCertSign,cRLSign\`.`,
        judge: t`Nothing to mend here: that is an attack, or an authority that was set up wrongly.`,
      },
      client: {
        holder: t`Have it issued by the authority itself, not with somebody's own certificate.`,
        judge: t`If it is your authority, issue the intermediate again with \`basicConstraints=critical,CA:TRUE\`.`,
      },
    },
    scene: either(null),
  },
  "path-too-long": {
    title: t`There are more authorities in a row than allowed`,
    meaning: t`An authority in the chain says how many authorities may stand below it (pathLenConstraint), and here are more.`,
    confirm: either(verify("path length constraint exceeded")),
    fix: {
      server: {
        holder: t`Issue from the authority that is allowed to, or have the upper one issued with a larger \`pathlen\` in \`basicConstraints\`.`,
        judge: t`Nothing to mend here. It has nothing to do with \`ssl_verify_depth\`, which is your own limit.`,
      },
      client: {
        holder: t`Have it issued one level higher.`,
        judge: t`If it is your authority, give the upper certificate a larger \`pathlen\`. Raising \`ssl_verify_depth\` doesn't help.`,
      },
    },
    scene: either(null),
  },
  "tampered-signature": {
    title: t`A signature in the chain does not fit`,
    meaning: t`The certificate was changed after it was signed, or the issuer that it names never signed it: perhaps a new authority of the same name as an old one, with another key.`,
    confirm: either(verify("certificate signature failure")),
    fix: {
      server: {
        holder: t`Fetch the file again from the authority (copied in pieces?), with the intermediate that belongs to it: after an authority has been made anew under its old name, everything must be issued again.`,
        judge: t`If the authority was made anew, replace its root in the trust store. Else believe what it says.`,
      },
      client: {
        holder: t`Fetch the certificate again, together with its intermediate.`,
        judge: t`Replace the root in \`ssl_client_certificate\` if the authority was made anew under its old name.`,
      },
    },
    scene: either(null),
  },
};
