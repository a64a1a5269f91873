import { readExtensions, writeExtensions } from "../extensions/codec.ts";
import { messageForm } from "./form.ts";

/** EncryptedExtensions (RFC 8446 §4.3.1). */
export const encryptedExtensions = messageForm(
  "encrypted_extensions",
  "EncryptedExtensions",
  (reader) => ({ type: "encrypted_extensions", extensions: readExtensions(reader, "EE") }),
  (writer, { extensions }) => writeExtensions(writer, "EE", extensions),
);
