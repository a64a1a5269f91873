import { t } from "../../../language/t.ts";
import { accepts, arrives, place, reads, refuses, unread } from "../build.ts";
import type { Sitting } from "../types.ts";

/** First lesson: what crosses the wire. */
export const handshake: Sitting = {
  title: t`First lesson: the handshake`,
  scenes: [
    {
      scene: "tls13",
      minutes: 20,
      say: [
        t`Alice, Bob, the certificates: all is as before. Now every byte is TLS 1.3, the one that browsers speak. You know the story, so look for it: halves, a certificate, a signature, a key for what is said.`,
        t`What is new: from the second message on, nearly everything is sealed.`,
      ],
      moves: [
        {
          what: t`Look through a router’s eyes, depth *Bytes*, at ClientHello.`,
          place: place(
            "tls13",
            ["alice.writes.clientHello", "clientHello.reaches.bob"],
            3,
            t`ClientHello on its way`,
            {},
            { eyes: "router1", depth: "bytes" },
          ),
          shows: t`The name \`bob.example\` and Alice’s half lie open. Every byte can be clicked, and says what it is. What is said later nobody else reads.`,
          claims: [arrives, unread],
        },
        {
          what: t`Stop where the router’s sight ends.`,
          place: place(
            "tls13",
            ["serverHello.reaches.alice", "alice.derives.handshakeKeys"],
            7,
            t`Alice has the handshake’s keys`,
          ),
          shows: t`Two messages are enough for keys. From here on a router sees lengths.`,
          claims: [arrives, unread],
        },
        {
          what: t`Vote at the certificate: is it enough? Then step to the signature.`,
          place: place(
            "tls13",
            ["alice.opens.serverCertificateVerify", "alice.checks.signature"],
            20,
            t`Alice checks the signature`,
          ),
          shows: t`CertificateVerify: Bob has signed this very conversation. Only now does she know that it is Bob.`,
          claims: [accepts("alice"), arrives],
        },
        {
          what: t`Back to the start, Mallory to *relay*.`,
          place: place(
            "tls13",
            ["alice.opens.serverCertificateVerify", "alice.checks.signature"],
            21,
            t`Alice checks the signature`,
            { mallory: "relay" },
          ),
          shows: t`Alice refuses at the signature. The certificate was genuine, and Mallory reads nothing.`,
          claims: [refuses("alice", "signature-invalid"), unread],
        },
      ],
      ask: [
        {
          question: t`Which messages does a server’s whole proof consist of?`,
          answer: t`Certificate (who), CertificateVerify (that its key is here, now), Finished (that both have heard the same).`,
        },
      ],
    },
    {
      scene: "tls13-rejection",
      minutes: 12,
      say: [
        t`The six forgeries again, with the alerts that TLS really sends. Two things to watch: at which message Alice stops, and who can read why.`,
      ],
      moves: [
        {
          what: t`She shows *expired*.`,
          place: place("tls13-rejection", ["alice.swallows.restOfFlight", "alice.seals.alert"], 21, t`Alice hangs up`, {
            forgery: "expired",
          }),
          shows: t`Alice refuses at Certificate, before any signature was looked at. The alert is sealed: only the other end can read it.`,
          claims: [refuses("alice", "expired"), unread],
        },
        {
          what: t`She shows *Bob’s own*.`,
          place: place(
            "tls13-rejection",
            ["alice.opens.serverCertificateVerify", "alice.checks.signature"],
            21,
            t`Alice checks the signature`,
            {
              forgery: "stolen",
            },
          ),
          shows: t`The certificate passes, and one message later Alice refuses: \`decrypt_error\`.`,
          claims: [refuses("alice", "signature-invalid"), unread],
        },
        {
          what: t`Run the wrong idea: *another’s name*, and Alice *skips the name*.`,
          place: place("tls13-rejection", ["alice.opens.closeNotify", "end"], 42, t`the end`, {
            forgery: "wrong-name",
            "skip-name": "on",
          }),
          shows: t`Alice accepts, and Mallory reads the letter, over flawless TLS 1.3.`,
          claims: [accepts("alice"), reads("mallory")],
        },
      ],
      ask: [
        {
          question: t`A log says \`unknown_ca\`. Whose list is too short?`,
          answer: t`That of the one who sent the alert. Or the other end forgot its middle.`,
        },
      ],
    },
    {
      scene: "tls13-mutual",
      minutes: 13,
      say: [t`Mutual TLS is one message more from Bob, and two more from Alice. Find them.`],
      moves: [
        {
          what: t`Show the one message.`,
          place: place(
            "tls13-mutual",
            ["alice.opens.encryptedExtensions", "bob.seals.certificateRequest"],
            12,
            t`Bob asks`,
            {},
            { depth: "protocol" },
          ),
          shows: t`CertificateRequest. Without it, a client never shows a certificate.`,
          claims: [arrives],
        },
        {
          what: t`With Mallory on *listen*: what does she learn of Alice?`,
          place: place(
            "tls13-mutual",
            ["clientCertificate.reaches.mallory", "mallory.fails.clientCertificate"],
            40,
            t`Mallory tries`,
            {
              mallory: "eavesdrop",
            },
          ),
          shows: t`Nothing: Alice’s certificate is sealed, and nobody else reads it. In TLS 1.2 her name lay open.`,
          claims: [arrives, unread],
        },
      ],
      ask: [
        {
          question: t`Bob’s certificate and Alice’s come from two authorities. Which end needs which root?`,
          answer: t`Each needs the other’s, and not its own. It is the mistake that is made most often when mTLS is set up.`,
        },
      ],
    },
  ],
};
