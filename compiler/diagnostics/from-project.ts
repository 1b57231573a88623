/** Turns what is wrong with `playc.yaml` into diagnostics: its reader knows the place, the table the code and the words. */
import type { ProjectFault, ProjectProblem, Span } from "../../project/types.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { diagnostic, type Extra } from "./table.ts";

export function fromProject({ fault, file, span, message, suggestion }: ProjectProblem): Diagnostic {
  const end = /[.?](?= )/.exec(message);
  const what = end ? message.slice(0, end.index + 1) : message;
  const hint = end ? message.slice(end.index + 2) : undefined;
  const parameters = { what: what.charAt(0).toUpperCase() + what.slice(1), ...(hint === undefined ? {} : { hint }) };
  const made = ofFault(fault, parameters, file, span, { suggestion });
  if (suggestion === undefined) return made;
  const edits = [{ file, span, text: suggestion }];
  return { ...made, fix: { title: `Write \`${suggestion}\``, edits, safe: true } };
}

function ofFault(fault: ProjectFault, said: { what: string; hint?: string }, file: string, span: Span, extra: Extra) {
  switch (fault) {
    case "unreadable":
      return diagnostic("project-file-unreadable", said, file, span, extra);
    case "unknown_key":
      return diagnostic("unknown-project-key", said, file, span, extra);
    case "missing_key":
      return diagnostic("missing-project-key", said, file, span, extra);
    case "wrong_value":
      return diagnostic("wrong-project-value", said, file, span, extra);
    case "keys_clash":
      return diagnostic("project-keys-clash", said, file, span, extra);
  }
}
