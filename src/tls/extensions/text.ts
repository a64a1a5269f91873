/** Bytes as text, one character a byte (U+0000 to U+00FF): nothing is lost, and ASCII reads as it should. */
export function latin1(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** The opposite of latin1. Throws RangeError for a character that is no byte. */
export function fromLatin1(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0xff) throw new RangeError(`${JSON.stringify(text)} has characters that are no bytes`);
    bytes[i] = code;
  }
  return bytes;
}
