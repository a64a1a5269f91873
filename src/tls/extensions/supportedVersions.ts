import { form, type Places } from "./form.ts";
import { readNumbers, writeNumbers } from "./lists.ts";
import { showVersion } from "./names.ts";

const offered = form(
  "supported_versions",
  (reader) => ({
    type: "supported_versions",
    versions: readNumbers(reader, 1, "versions", { size: 2, name: "ProtocolVersion", show: showVersion }, { min: 2 }),
  }),
  (writer, { versions }) => writeNumbers(writer, 1, 2, versions),
);

const selected = form(
  "supported_versions",
  (reader) => ({ type: "supported_versions", versions: [reader.uint(2, "selected_version", showVersion)] }),
  (writer, { versions }) => {
    const [version] = versions;
    if (version === undefined || versions.length > 1) throw new RangeError("a server selects one version");
    writer.uint(2, version);
  },
);

/** supported_versions (RFC 8446 §4.2.1). */
export const supportedVersions: Places = { CH: offered, SH: selected, HRR: selected };
