import { t } from "../../../language/t.ts";
import { accepts, arrives, believes, lost, place, refuses, repeats, unread } from "../build.ts";
import type { Sitting } from "../types.ts";

/** Second lesson: what surprises people in practice. */
export const again: Sitting = {
  title: t`Second lesson: refused late, asked again, sent twice`,
  scenes: [
    {
      scene: "tls13-client-rejection",
      minutes: 8,
      say: [t`The four who are not Alice, for real. The order of the messages is the thing to look at.`],
      moves: [
        {
          what: t`They show *nothing*. Stop when not-Alice is connected.`,
          place: place(
            "tls13-client-rejection",
            ["bob.checks.certificate", "notAlice.seals.clientFinished"],
            33,
            t`not-Alice is connected`,
          ),
          shows: t`Bob refuses, with \`certificate_required\`; not-Alice’s handshake is complete by then.`,
          claims: [refuses("bob", "no-certificate"), lost],
        },
        {
          what: t`Bob *asks but does not insist*.`,
          place: place("tls13-client-rejection", ["bob.opens.request", "bob.acts"], 38, t`Bob acts`, {
            "ask-only": "on",
          }),
          shows: t`Bob believes “Alice: pulse 180”. An empty list of certificates is an answer that TLS allows.`,
          claims: [believes("bob")],
        },
      ],
      ask: [
        {
          question: t`Why does TLS 1.3 let the client finish first?`,
          answer: t`Its Finished goes out together with its certificate: nobody has to wait for a round trip. The price is that a refusal comes late.`,
        },
      ],
    },
    {
      scene: "late-rejection",
      minutes: 12,
      say: [t`No attacker at all. Alice’s certificate has run out, and nobody noticed. What does her program see?`],
      moves: [
        {
          what: t`Vote: her program says “connected”. What does that tell her about her certificate? Then step.`,
          place: place("late-rejection", ["alert.reaches.alice", "alice.opens.alert"], 42, t`the alert arrives`),
          shows: t`Bob refuses it: \`certificate_expired\` comes after she has sent. “Connected” told her nothing at all.`,
          claims: [refuses("bob", "expired"), lost, unread],
        },
        {
          what: t`The same with *from elsewhere* and with *none*: read out the two alerts.`,
          place: place("late-rejection", ["alert.reaches.alice", "alice.opens.alert"], 41, t`the alert arrives`, {
            papers: "none",
          }),
          shows: t`Bob refuses: \`certificate_required\`. It is the alert of a program that was never told which certificate to show.`,
          claims: [refuses("bob", "no-certificate")],
        },
        {
          what: t`*In order*: how does she know that it was?`,
          place: place("late-rejection", ["reply.reaches.alice", "alice.opens.reply"], 48, t`the answer arrives`, {
            papers: "good",
          }),
          shows: t`Bob accepts, and says so nowhere. His answer is the first sign.`,
          claims: [accepts("bob"), arrives, unread],
        },
      ],
      ask: [
        {
          question: t`Where would you look first, in your own service’s log?`,
          answer: t`At the server: it knows at once, and names the reason. A client that only ever writes knows nothing until it reads.`,
        },
      ],
    },
    {
      scene: "hello-retry",
      minutes: 10,
      say: [
        t`Alice sends a half along with her first word, and has to guess of which kind. What if Bob can’t take it? And what if Mallory wants them to settle for less?`,
      ],
      moves: [
        {
          what: t`Vote, and step to Bob’s answer.`,
          place: place(
            "hello-retry",
            ["clientHello.reaches.bob", "bob.writes.helloRetryRequest"],
            4,
            t`Bob asks again`,
          ),
          shows: t`HelloRetryRequest: one round trip more, then the letter arrives.`,
          claims: [arrives, unread],
        },
        {
          what: t`Bob takes *both*, and Mallory is on *weaken*.`,
          place: place(
            "hello-retry",
            ["encryptedExtensions.reaches.alice", "alice.fails.encryptedExtensions"],
            23,
            t`Alice can’t open it`,
            {
              takes: "both",
              mallory: "downgrade",
            },
          ),
          shows: t`The first sealed record does not open: the two have not heard the same. Nothing arrives.`,
          claims: [lost, unread],
        },
      ],
      ask: [
        {
          question: t`The request was not signed. What gave the change away?`,
          answer: t`The keys are made of all that was said. Whoever heard something else has other keys.`,
        },
      ],
    },
    {
      scene: "resumption",
      minutes: 15,
      say: [
        t`The second time they go on where they left off: a ticket, no certificate, and Alice’s letter goes out with her hello. Mallory can read nothing of it. She keeps a copy.`,
      ],
      moves: [
        {
          what: t`Show what is left out the second time.`,
          place: place(
            "resumption",
            ["bob.derives.handshakeKeys.2", "bob.seals.flight.2"],
            53,
            t`Bob’s answer, the second time`,
          ),
          shows: t`No certificate and no signature: who has the secret of the ticket is Bob. Both letters arrive.`,
          claims: [arrives, unread],
        },
        {
          what: t`Vote at Mallory’s copy, then step.`,
          place: place("resumption", ["request.reaches.bob.3", "bob.fails.request"], 78, t`Bob leaves it shut`),
          shows: t`Bob knows that this ticket was used, and leaves the copy shut.`,
          claims: [arrives, unread],
        },
        {
          what: t`Run the wrong idea: *Bob keeps no account*.`,
          place: place("resumption", ["mallory.fails.reply", "end"], 89, t`the end`, { "no-account": "on" }),
          shows: t`Bob pays twice for one letter, and Mallory has read nothing.`,
          claims: [repeats("bob"), unread],
        },
      ],
      ask: [
        {
          question: t`Which requests may go out early?`,
          answer: t`Those that do no harm if they come twice: reading, not paying.`,
        },
      ],
    },
  ],
};
