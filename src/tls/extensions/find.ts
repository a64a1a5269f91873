import { EXTENSIONS, type ExtensionName } from "../codepoints.ts";
import { type ExtensionOf, isExtension } from "./form.ts";
import type { Extension, ExtensionType } from "./types.ts";

/** The extension of this type; null where there is none. There is at most one (RFC 8446 §4.2). */
export function find<T extends ExtensionType>(extensions: readonly Extension[], type: T): ExtensionOf<T> | null {
  for (const extension of extensions) if (isExtension(extension, type)) return extension;
  return null;
}

/** The extension's number on the wire (RFC 8446 §4.2). */
export function codeOf(extension: Extension): number {
  return extension.type === "unread" ? extension.code : EXTENSIONS[nameOfType(extension.type)];
}

/** The name under which an extension of this type stands on the wire. */
export function nameOfType(type: Exclude<ExtensionType, "unread">): ExtensionName {
  if (type === "key_share_retry") return "key_share";
  if (type === "certificate_status") return "status_request";
  return type === "pre_shared_key_selected" ? "pre_shared_key" : type;
}
