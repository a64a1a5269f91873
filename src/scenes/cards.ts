import { t } from "../language/t.ts";
import type { Act, SceneCard } from "./types.ts";

/** The acts of the story, in order. */
export const acts: readonly Act[] = [
  { number: 1, numeral: "I", title: t`The wire`, about: t`What happens to a message on its way.` },
  { number: 2, numeral: "II", title: t`Secrets`, about: t`How two people who never met can hide what they say.` },
  { number: 3, numeral: "III", title: t`Who is Bob?`, about: t`How Alice knows who it is that she hides it with.` },
  { number: 4, numeral: "IV", title: t`Who is Alice?`, about: t`How Bob knows who it is that he listens to.` },
  { number: 5, numeral: "V", title: t`The real thing`, about: t`TLS 1.3, message by message and byte by byte.` },
];

function card(act: SceneCard["act"], id: string, title: string, question: string): SceneCard {
  return { id, act, title, question };
}

/** Every scene's card, in the order of the story. */
export const cards: readonly SceneCard[] = [
  card(1, "direct", t`A letter`, t`What do we imagine happens when Alice writes to Bob?`),
  card(1, "routers", t`Through strangers’ hands`, t`Who carries the letter, and what can they do with it?`),
  card(2, "asymmetric", t`A lock anyone can close`, t`Can Bob get a secret without sharing one first?`),
  card(2, "symmetric", t`One key for both`, t`How can they talk in secret both ways?`),
  card(2, "agreement", t`A key nobody sends`, t`What if Bob’s key is stolen later?`),
  card(3, "impostor", t`“I am Bob”`, t`Who is at the other end of this perfect encryption?`),
  card(3, "mitm", t`The relay`, t`Can somebody stand in the middle, and would anybody notice?`),
  card(3, "certificate", t`A name, signed`, t`How can Alice check who answers, with nobody to ask?`),
  card(3, "rejection", t`Six forgeries`, t`What can Mallory show, and why is each refused?`),
  card(3, "lookalike", t`The honest padlock`, t`Every check is green. Is it safe?`),
  card(4, "unknown-client", t`Somebody says a number`, t`Bob has proved who he is. Who is talking to him?`),
  card(4, "mutual", t`Both show who they are`, t`What does Bob need to see before he believes a word?`),
  card(4, "client-rejection", t`Four who are not Alice`, t`What can not-Alice show, and why is each refused?`),
  card(4, "mutual-mitm", t`A borrowed signature`, t`Alice is careless. Can Mallory be Alice to Bob?`),
  card(5, "tls13", "TLS 1.3", t`What really crosses the wire when a page says https?`),
  card(5, "tls13-rejection", t`The real refusals`, t`At which message does Alice stop, and who hears why?`),
  card(5, "tls13-mutual", t`Mutual TLS`, t`What more must be said when both prove who they are?`),
  card(5, "tls13-client-rejection", t`Not Alice, for real`, t`What does the protocol do with those who are not Alice?`),
  card(
    5,
    "late-rejection",
    t`Connected, and refused`,
    t`Why did the handshake succeed when Bob refused her certificate?`,
  ),
  card(5, "hello-retry", t`Not with that half`, t`What if Alice guesses wrong, or Mallory wants her to?`),
  card(5, "resumption", t`We have met before`, t`How do they go on without certificates, and what can be sent twice?`),
  card(5, "forward-secrecy", t`Old letters, stolen keys`, t`Bob’s keys are stolen later. Which recordings will open?`),
  card(5, "post-quantum", t`Harvest now, decrypt later`, t`What if a copy waits for a computer that nobody has yet?`),
  card(5, "stolen-key", t`The key is gone`, t`Mallory has Bob’s private key. Who stops her, and when?`),
  card(5, "rogue-root", t`Who issued this?`, t`Can a company read what its people send to Bob?`),
  card(
    5,
    "what-still-shows",
    t`What a router still sees`,
    t`Nobody breaks the seal. What does it give away all the same?`,
  ),
  card(
    5,
    "issuance",
    t`How Bob gets his certificate`,
    t`What does the authority sign, and how does it know that the name is his?`,
  ),
];

/** The card of a scene that exists: throws RangeError for another id. */
export function cardOf(id: string): SceneCard {
  const found = cards.find((c) => c.id === id);
  if (found === undefined) throw new RangeError(`no scene ${id}`);
  return found;
}
