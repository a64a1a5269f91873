import type { AlertName } from "./codepoints.ts";
import type { Extension } from "./extensions/types.ts";
import type { HandshakeMessage, ServerHello } from "./messages/types.ts";
import type { Change } from "./rogue.fixture.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Type = HandshakeMessage["type"];
export type MessageOf<T extends Type> = Extract<HandshakeMessage, { type: T }>;
type Extended = Readonly<{ extensions: readonly Extension[] }>;

export function isOf<T extends Type>(message: HandshakeMessage, type: T): message is MessageOf<T> {
  return message.type === type;
}

/** Changes one type of message, and lets the others be. */
export function on<T extends Type>(type: T, change: (message: MessageOf<T>) => HandshakeMessage | Bytes): Change {
  return (message) => [isOf(message, type) ? change(message) : message];
}

/** Sends more before a type of message. */
export function ahead(type: Type, more: HandshakeMessage | Bytes): Change {
  return (message) => (message.type === type ? [more, message] : [message]);
}

/** Changes the ServerHello that is no HelloRetryRequest. */
export function onHello(change: (message: ServerHello) => Partial<ServerHello>): Change {
  return on("server_hello", (message) => (message.retry ? message : { ...message, ...change(message) }));
}

export function onRetry(change: (message: ServerHello) => Partial<ServerHello>): Change {
  return on("server_hello", (message) => (message.retry ? { ...message, ...change(message) } : message));
}

export function onEncryptedExtensions(change: (message: Extended) => Extended): Change {
  return on("encrypted_extensions", (message) => ({ ...message, ...change(message) }));
}

/** The message's extensions and these. */
export function plus(...more: readonly Extension[]): (message: Extended) => Extended {
  return ({ extensions }) => ({ extensions: [...extensions, ...more] });
}

export function without(...types: readonly Extension["type"][]): (message: Extended) => Extended {
  return ({ extensions }) => ({ extensions: extensions.filter(({ type }) => !types.includes(type)) });
}

/** This one in place of that of its type. */
export function swap(extension: Extension): (message: Extended) => Extended {
  return (message) => plus(extension)(without(extension.type)(message));
}

/** An extension by its number, empty. */
export function unread(code: number): Extension {
  return { type: "unread", code, data: new Uint8Array() };
}

/** A key_share with one entry of zeros. */
export function share(group: number, size: number): Extension {
  return { type: "key_share", shares: [{ group, keyExchange: new Uint8Array(size) }] };
}

/** Section of RFC 8446 where no other is named, a rule, an end that breaks it, the alert that it gets, in what setting. */
export type Row<Setting> = readonly [
  section: string,
  rule: string,
  change: Change,
  alert: AlertName,
  setting?: Setting,
];

/** Such rows as a test's cases; `setting` stands where a row has none. */
export function casesOf<Setting>(rows: readonly Row<Setting>[], setting: Setting) {
  return rows.map(([section, rule, change, alert, own]) => ({ section, rule, change, alert, setting: own ?? setting }));
}

/** The last byte in another state. */
export function flipped(bytes: Bytes): Bytes {
  return bytes.with(-1, (bytes.at(-1) ?? 0) ^ 1);
}
