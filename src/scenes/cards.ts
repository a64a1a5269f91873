import type { Act, SceneCard } from "./types.ts";

/** The acts of the story, in order. */
export const acts: readonly Act[] = [
  { number: 1, numeral: "I", title: "The wire", about: "What happens to a message on its way." },
  { number: 2, numeral: "II", title: "Secrets", about: "How two people who never met can hide what they say." },
  { number: 3, numeral: "III", title: "Who is Bob?", about: "How Alice knows who it is that she hides it with." },
  { number: 4, numeral: "IV", title: "Who is Alice?", about: "How Bob knows who it is that he listens to." },
  { number: 5, numeral: "V", title: "The real thing", about: "TLS 1.3, message by message and byte by byte." },
];

function card(act: SceneCard["act"], id: string, title: string, question: string): SceneCard {
  return { id, act, title, question };
}

/** Every scene's card, in the order of the story. */
export const cards: readonly SceneCard[] = [
  card(1, "direct", "A letter", "What do we imagine happens when Alice writes to Bob?"),
  card(1, "routers", "Through strangers’ hands", "Who carries the letter, and what can they do with it?"),
  card(2, "asymmetric", "A lock anyone can close", "Can Bob get a secret without sharing one first?"),
  card(2, "symmetric", "One key for both", "How can they talk in secret both ways?"),
  card(2, "agreement", "A key nobody sends", "What if Bob’s key is stolen later?"),
  card(3, "impostor", "“I am Bob”", "Who is at the other end of this perfect encryption?"),
  card(3, "mitm", "The relay", "Can somebody stand in the middle, and would anybody notice?"),
  card(3, "certificate", "A name, signed", "How can Alice check who answers, with nobody to ask?"),
  card(3, "rejection", "Six forgeries", "What can Mallory show, and why is each refused?"),
  card(3, "lookalike", "The honest padlock", "Every check is green. Is it safe?"),
  card(4, "unknown-client", "Somebody says a number", "Bob has proved who he is. Who is talking to him?"),
  card(4, "mutual", "Both show who they are", "What does Bob need to see before he believes a word?"),
  card(4, "client-rejection", "Four who are not Alice", "What can not-Alice show, and why is each refused?"),
  card(4, "mutual-mitm", "A borrowed signature", "Alice is careless. Can Mallory be Alice to Bob?"),
  card(5, "tls13", "TLS 1.3", "What really crosses the wire when a page says https?"),
  card(5, "tls13-rejection", "The real refusals", "At which message does Alice stop, and who hears why?"),
  card(5, "tls13-mutual", "Mutual TLS", "What more must be said when both prove who they are?"),
  card(5, "tls13-client-rejection", "Not Alice, for real", "What does the protocol do with those who are not Alice?"),
  card(
    5,
    "late-rejection",
    "Connected, and refused",
    "Why did the handshake succeed when Bob refused her certificate?",
  ),
  card(5, "hello-retry", "Not with that half", "What if Alice guesses wrong, or Mallory wants her to?"),
  card(5, "resumption", "We have met before", "How do they go on without certificates, and what can be sent twice?"),
  card(5, "forward-secrecy", "Old letters, stolen keys", "Bob’s keys are stolen later. Which recordings will open?"),
  card(5, "post-quantum", "Harvest now, decrypt later", "What if a copy waits for a computer that nobody has yet?"),
  card(5, "stolen-key", "The key is gone", "Mallory has Bob’s private key. Who stops her, and when?"),
  card(5, "rogue-root", "Who issued this?", "Can a company read what its people send to Bob?"),
  card(
    5,
    "what-still-shows",
    "What a router still sees",
    "Nobody breaks the seal. What does it give away all the same?",
  ),
  card(
    5,
    "issuance",
    "How Bob gets his certificate",
    "What does the authority sign, and how does it know that the name is his?",
  ),
];

/** The card of a scene that exists: throws RangeError for another id. */
export function cardOf(id: string): SceneCard {
  const found = cards.find((c) => c.id === id);
  if (found === undefined) throw new RangeError(`no scene ${id}`);
  return found;
}
