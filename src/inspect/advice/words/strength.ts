import { t } from "../../../language/t.ts";
import type { Advice } from "../advice.ts";
import { either, verify } from "./commands.ts";

export const strengthAdvice: Readonly<Record<"weak-hash" | "weak-key", Advice>> = {
  "weak-hash": {
    title: t`It is signed over a weak hash`,
    meaning: t`The signature is over SHA-1 or older, for which two certificates with the same hash can be made: one that an authority signs, and another that gets its signature for nothing.`,
    confirm: either(verify("digest algorithm too weak", "-auth_level 2 ")),
    fix: {
      server: {
        holder: t`Have it issued again with SHA-256 (\`openssl x509 -req -sha256 …\`). The key can stay.`,
        judge: t`Don't lower the level (\`@SECLEVEL=0\`): it counts for every connection of the program.`,
      },
      client: {
        holder: t`Have it issued again with SHA-256.`,
        judge: t`Where it is your authority that signs with SHA-1, set \`default_md = sha256\` in its \`openssl.cnf\`.`,
      },
    },
    scene: either(null),
  },
  "weak-key": {
    title: t`Its key is too short`,
    meaning: t`RSA with 1024 bits can be factored by whoever spends enough; then they have the private key too.`,
    confirm: either(verify("certificate key too weak", "-auth_level 2 ")),
    fix: {
      server: {
        holder: t`Make a new key, \`openssl ecparam -genkey -name prime256v1 -noout -out key.pem\` or RSA with 2048 bits and more, and have it certified. nginx and others refuse to start with the old one (\`ee key too small\`).`,
        judge: t`Don't lower the level (\`@SECLEVEL=0\`).`,
      },
      client: {
        holder: t`Make a new key (P-256, or RSA with 2048 bits) and have it certified.`,
        judge: t`Nothing to mend here. Check what else was issued for short keys.`,
      },
    },
    scene: either(null),
  },
};
