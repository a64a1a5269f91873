import { t } from "../../../language/t.ts";
import { accepts, arrives, place, reads, refuses, titleOf, unread } from "../build.ts";
import type { Lesson } from "../types.ts";
import { again } from "./again.ts";
import { around } from "./around.ts";
import { handshake } from "./handshake.ts";
import { keys } from "./keys.ts";

export const lesson: Lesson = {
  act: 5,
  aims: [
    t`name the messages of a TLS 1.3 handshake, and say what each is for and who can read it`,
    t`tell from an alert who refused what, and at which message`,
    t`say what a stolen key opens, and which defence leaves its thief how long`,
    t`name what a listener learns without breaking anything`,
  ],
  before: [
    t`Acts I to IV, or the same from elsewhere: key agreement, certificates, the signature over the conversation.`,
    t`For the depth *Bytes*: hexadecimal.`,
  ],
  short: t`Four lessons of 45 minutes, and each stands alone after the first. With one lesson only: the first, with *${titleOf("late-rejection")}* in place of *${titleOf("tls13-rejection")}*.`,
  sittings: [handshake, again, keys, around],
  misconceptions: [
    {
      id: "M13",
      words: t`Through a router’s eyes: the name lies open in ClientHello.`,
      place: place(
        "tls13",
        ["alice.writes.clientHello", "clientHello.reaches.bob"],
        3,
        t`ClientHello on its way`,
        {},
        { eyes: "router1" },
      ),
      claims: [unread],
    },
    {
      id: "M11",
      words: t`Alice was connected and has sent; now the refusal arrives. Bob refuses, and no sooner could she hear of it.`,
      place: place("late-rejection", ["alert.reaches.alice", "alice.opens.alert"], 42, t`the alert arrives`),
      claims: [refuses("bob", "expired")],
    },
    {
      id: "M4",
      words: t`This is all that the certificate’s key does: one signature.`,
      place: place("forward-secrecy", ["alice.checks.certificate", "bob.signs.conversation"], 20, t`Bob signs`),
      claims: [],
    },
    {
      id: "M3",
      words: t`Mallory has the certificate’s key, and today’s copies stay shut.`,
      place: place(
        "forward-secrecy",
        ["mallory.steals.bob.2", "mallory.fails.encryptedExtensions"],
        49,
        t`Mallory tries everything`,
      ),
      claims: [arrives],
    },
    {
      id: "M6",
      words: t`Bob’s genuine certificate, and Alice refuses one message later: the signature is not by its key.`,
      place: place(
        "tls13-rejection",
        ["alice.opens.serverCertificateVerify", "alice.checks.signature"],
        21,
        t`Alice checks the signature`,
        {
          forgery: "stolen",
        },
      ),
      claims: [refuses("alice", "signature-invalid")],
    },
    {
      id: "M7",
      words: t`Alice signs at her desk. What goes out is the signature.`,
      place: place(
        "tls13-mutual",
        ["alice.signs.conversation", "alice.seals.clientCertificateVerify"],
        34,
        t`Alice’s signature goes out`,
      ),
      claims: [arrives, unread],
    },
    {
      id: "M10",
      words: t`In its time, well signed, and Alice refuses: it was taken back.`,
      place: place("stolen-key", ["alice.opens.serverCertificate", "alice.checks.certificate"], 25, t`Alice checks`, {
        defence: "list",
      }),
      claims: [refuses("alice", "revoked")],
    },
    {
      id: "M8",
      words: t`The authority has left before Alice says hello.`,
      place: place("issuance", ["authority.issues.mallory", "authority.leaves"], 24, t`the authority leaves`),
      claims: [accepts("alice")],
    },
    {
      id: "M5",
      words: t`The request for a certificate: a name and a public key. The private one is not in it.`,
      place: place("issuance", ["bob.makes.keyPair", "bob.makes.request"], 2, t`Bob writes his request`),
      claims: [],
    },
    {
      id: "M1",
      words: t`A closed padlock, and the company’s proxy reads along.`,
      place: place(
        "rogue-root",
        ["alice.checks.certificate", "alice.checks.signature"],
        16,
        t`Alice checks the signature`,
      ),
      claims: [reads("mallory")],
    },
    {
      id: "M12",
      words: t`Every check is green on Alice’s side. Only the issuer’s name tells.`,
      place: place("rogue-root", ["alice.opens.flight", "alice.checks.certificate"], 15, t`Alice checks`),
      claims: [accepts("alice"), reads("mallory")],
    },
    {
      id: "M14",
      words: t`Nobody here is wicked: the channel ends at the proxy, and it reads the letter.`,
      place: place("rogue-root", ["request.reaches.mallory", "mallory.opens.request"], 23, t`the proxy opens it`),
      claims: [reads("mallory")],
    },
  ],
  followUp: [
    {
      title: t`It worked yesterday`,
      words: t`In the lab, Bob’s certificate has run out: which end knows why, and what does the other hear?`,
      to: { kind: "lab", setup: { bobShows: "expired" }, claims: [refuses("alice", "expired")] },
    },
    {
      title: t`Nothing in common`,
      words: t`A puzzle: both ends are healthy, and they can’t talk. Why?`,
      to: {
        kind: "puzzle",
        setup: { aliceGroups: ["x25519", "p256"], bobGroups: ["p384"] },
        suspect: "no-group",
      },
    },
    {
      title: t`Set one yourself`,
      words: t`In pairs: one breaks a set-up in the lab and sends it to the other as a puzzle; then they change roles.`,
      to: { kind: "lab", setup: {}, claims: [arrives, unread] },
    },
    {
      title: t`In Wireshark`,
      words: t`From any scene of this act: *More*, *Download for Wireshark*. Find CertificateVerify, and who can read it without the secrets.`,
      to: null,
    },
    {
      title: t`Mutual TLS at home`,
      words: t`The kit has the certificates, and the commands for \`openssl\`, \`curl\`, Node and nginx.`,
      to: { kind: "takeHome", scene: "tls13-mutual" },
    },
  ],
};
