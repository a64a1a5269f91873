import { form, type Places } from "./form.ts";
import { readNumbers, writeNumbers } from "./lists.ts";
import { showGroup } from "./names.ts";

const groups = form(
  "supported_groups",
  (reader) => ({
    type: "supported_groups",
    groups: readNumbers(reader, 2, "named_group_list", { size: 2, name: "NamedGroup", show: showGroup }, { min: 2 }),
  }),
  (writer, extension) => writeNumbers(writer, 2, 2, extension.groups),
);

/** supported_groups (RFC 8446 §4.2.7). */
export const supportedGroups: Places = { CH: groups, EE: groups };
