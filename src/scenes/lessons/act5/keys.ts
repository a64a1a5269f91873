import { t } from "../../../language/t.ts";
import { accepts, arrives, place, reads, refuses, unread } from "../build.ts";
import type { Sitting } from "../types.ts";

/** Third lesson: keys that are lost. */
export const keys: Sitting = {
  title: t`Third lesson: keys that are stolen, later or now`,
  scenes: [
    {
      scene: "forward-secrecy",
      minutes: 12,
      say: [
        t`Mallory copies everything and waits. First she steals the key to yesterday’s lock, then the key of Bob’s certificate. Two votes: what opens?`,
      ],
      moves: [
        {
          what: t`The certificate’s key is stolen: step to where she tries it.`,
          place: place(
            "forward-secrecy",
            ["mallory.steals.bob.2", "mallory.fails.encryptedExtensions"],
            49,
            t`Mallory tries everything`,
          ),
          shows: t`Today’s copies stay shut: that key has signed once and sealed nothing. What Mallory reads is yesterday’s, done the old way.`,
          claims: [reads("mallory"), arrives],
        },
        {
          what: t`Run the wrong idea: *Bob keeps his half*.`,
          place: place("forward-secrecy", ["mallory.opens.reply", "end"], 56, t`the end`, { keeps: "on" }),
          shows: t`It all opens: Mallory reads “Please pay Carol 10 coins”. Forward secrecy is not in the protocol alone; it is in the wiping.`,
          claims: [reads("mallory")],
        },
      ],
      ask: [
        {
          question: t`Bob’s certificate key is stolen. What can the thief do that she could not do before?`,
          answer: t`Be Bob, from now on. That is the third scene of this lesson.`,
        },
      ],
    },
    {
      scene: "post-quantum",
      minutes: 12,
      say: [
        t`A copy can wait for a machine that nobody has yet. The page can’t run one: it assumes it in one step, and says so. Everything after that step is worked out.`,
      ],
      moves: [
        {
          what: t`Stop at the assumption, and read it aloud.`,
          place: place(
            "post-quantum",
            ["bob.forgets.keys", "mallory.assumes.half"],
            44,
            t`assumed: a quantum computer`,
          ),
          shows: t`Mallory is handed one number: Alice’s secret on the curve. With it she reads “Please pay Carol 10 coins”.`,
          claims: [reads("mallory")],
        },
        {
          what: t`Halves of *X25519MLKEM768*.`,
          place: place("post-quantum", ["mallory.fails.request", "mallory.fails.reply"], 47, t`Mallory tries`, {
            group: "X25519MLKEM768",
          }),
          shows: t`The same number is worth nothing now: half of the secret is missing, and nobody else reads the letter. That ML-KEM withstands such a machine is what is believed, and no result of this page.`,
          claims: [arrives, unread],
        },
      ],
      ask: [
        {
          question: t`What of yours must still be secret in twenty years?`,
          answer: t`Only for that is harvesting a danger today. Signatures can wait longer: nobody can forge one into the past.`,
        },
      ],
    },
    {
      scene: "stolen-key",
      minutes: 18,
      say: [
        t`Mallory has Bob’s private key, now. Every check is green. What is left to stop her? The class proposes, and we try it: a list, a stapled answer, short lives.`,
      ],
      moves: [
        {
          what: t`First without any defence.`,
          place: place(
            "stolen-key",
            ["alice.opens.serverCertificateVerify", "alice.checks.signature"],
            23,
            t`Alice checks the signature`,
          ),
          shows: t`Alice accepts, and Mallory reads the letter. The certificate counts for another seven months.`,
          claims: [accepts("alice"), reads("mallory")],
        },
        {
          what: t`Defence: *a list*.`,
          place: place(
            "stolen-key",
            ["alice.opens.serverCertificate", "alice.checks.certificate"],
            25,
            t`Alice checks`,
            { defence: "list" },
          ),
          shows: t`Alice refuses: it was taken back. Its signatures and dates are in order, as ever.`,
          claims: [refuses("alice", "revoked"), unread],
        },
        {
          what: t`Mallory lets the list disappear: the authority’s word is *none*, and *Alice goes on without an answer*.`,
          place: place("stolen-key", ["alice.opens.closeNotify", "end"], 52, t`the end`, {
            defence: "list",
            word: "none",
            "soft-fail": "on",
          }),
          shows: t`Alice accepts, and Mallory reads the letter: a check that is left out when it can’t be made is none.`,
          claims: [accepts("alice"), reads("mallory")],
        },
        {
          what: t`Defence: *short lives*; Alice calls *8 days later*.`,
          place: place(
            "stolen-key",
            ["alice.opens.serverCertificate", "alice.checks.certificate"],
            21,
            t`Alice checks`,
            { defence: "days", after: "8" },
          ),
          shows: t`Alice refuses: it has run out by itself, and nobody had to be asked.`,
          claims: [refuses("alice", "expired"), unread],
        },
      ],
      ask: [
        {
          question: t`Is the authority asked during the handshake, then?`,
          answer: t`No. Its word is fetched before, or brought along by whoever shows the certificate.`,
        },
      ],
    },
  ],
};
