import { t } from "../../../language/t.ts";
import type { Advice } from "../advice.ts";
import { either, verify } from "./commands.ts";

const SYNC = t`If only this machine complains, look at its clock first (\`date -u\`).`;

export const dateAdvice: Readonly<Record<"expired" | "not-yet-valid" | "expired-intermediate", Advice>> = {
  expired: {
    title: t`The certificate has expired`,
    meaning: t`Its time is over. Nothing about it is broken, and it was right until that moment; its issuer just no longer vouches for it.`,
    confirm: either(verify("certificate has expired")),
    fix: {
      server: {
        holder: t`Renew it, put the new one where \`ssl_certificate\` points and *reload*: \`nginx -s reload\`. A renewed file that nobody loaded is the usual reason that it is still the old one. Then have renewal run by itself, with the reload in it.`,
        judge: t`Nothing to mend here: don't turn verification off. ${SYNC}`,
      },
      client: {
        holder: t`Ask the authority for a new client certificate, and start the program again: most read the file (\`curl --cert\`, \`sslcert\`, \`ssl-cert\`) only when they start.`,
        judge: t`The server is right to refuse. ${SYNC}`,
      },
    },
    scene: { server: "rejection", client: null },
  },
  "not-yet-valid": {
    title: t`The certificate is not valid yet`,
    meaning: t`Its first day has not come. Nearly always a clock is wrong: the one of the machine that issued it, or the one of the machine that looks.`,
    confirm: either(verify("certificate is not yet valid")),
    fix: {
      server: {
        holder: t`Set the clock of the machine that issues (\`timedatectl set-ntp true\`) and issue it again, with a start a few minutes in the past.`,
        judge: t`Look at the clock (\`date -u\`): a machine that starts in 1970 refuses every certificate with these words.`,
      },
      client: {
        holder: t`Set the clock of the machine that issued it, and issue it again.`,
        judge: t`Look at the server's clock (\`date -u\`); containers have their host's.`,
      },
    },
    scene: either(null),
  },
  "expired-intermediate": {
    title: t`A certificate in the middle has expired`,
    meaning: t`The certificate itself is still good, but one of the authorities above it, which comes along in the chain, is not. It reads just like an expired certificate; look at the depth.`,
    confirm: either(verify("error 10 at 1 depth lookup: certificate has expired")),
    fix: {
      server: {
        holder: t`Fetch the authority's present intermediate and put it behind your own certificate in the file of \`ssl_certificate\`. Your own need not be renewed if the new one has the same key and name.`,
        judge: t`Take an old intermediate out of the trust store if it lies there: some programs follow it though a better path exists.`,
      },
      client: {
        holder: t`Put the authority's present intermediate behind your certificate in the file that you present.`,
        judge: t`Put the present intermediate into \`ssl_client_certificate\` beside the root.`,
      },
    },
    scene: either(null),
  },
};
