/** Turns what is wrong with `playc.yaml` into diagnostics: its reader knows the place, the table the code and the words. */
import type { ProjectFault, ProjectProblem } from "../../project/types.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { diagnostic } from "./table.ts";

const slugs = {
  unreadable: "project-file-unreadable",
  unknown_key: "unknown-project-key",
  missing_key: "missing-project-key",
  wrong_value: "wrong-project-value",
  keys_clash: "project-keys-clash",
} as const satisfies Record<ProjectFault, string>;

export function fromProject({ fault, file, span, message, suggestion }: ProjectProblem): Diagnostic {
  const end = /[.?](?= )/.exec(message);
  const what = end ? message.slice(0, end.index + 1) : message;
  const hint = end ? message.slice(end.index + 2) : undefined;
  const parameters = { what: what.charAt(0).toUpperCase() + what.slice(1), ...(hint === undefined ? {} : { hint }) };
  const made = diagnostic(slugs[fault], parameters, file, span, { suggestion });
  if (suggestion === undefined) return made;
  const edits = [{ file, span, text: suggestion }];
  return { ...made, fix: { title: `Write \`${suggestion}\``, edits, safe: true } };
}
