import type { Reader } from "../../bytes/reader.ts";
import type { Writer } from "../../bytes/writer.ts";
import type { Extension, ExtensionPlace, ExtensionType } from "./types.ts";

/** What stands in `extension_data`, read and written: one form for each content that an extension can have. */
export type Form = Readonly<{
  read(reader: Reader): Extension;
  /** Throws RangeError for an extension of another type: that is a bug of ours. */
  write(writer: Writer, extension: Extension): void;
}>;

/** The form of each message where an extension may stand, by the letters of RFC 8446 §4.2; null: we don't read it. */
export type Places = Readonly<Partial<Record<ExtensionPlace, Form | null>>>;

/** The variant of `Extension` with this type. */
export type ExtensionOf<T extends ExtensionType> = Extract<Extension, { type: T }>;

/** Whether an extension is of this type. */
export function isExtension<T extends ExtensionType>(extension: Extension, type: T): extension is ExtensionOf<T> {
  return extension.type === type;
}

/** A form that reads and writes extensions of one type. */
export function form<T extends ExtensionType>(
  type: T,
  read: (reader: Reader) => ExtensionOf<T>,
  write: (writer: Writer, extension: ExtensionOf<T>) => void,
): Form {
  return {
    read,
    write(writer, extension) {
      if (!isExtension(extension, type)) throw new RangeError(`${extension.type} where ${type} stands`);
      write(writer, extension);
    },
  };
}
