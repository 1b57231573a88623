/** What an editor offers to do at a place: every fix of what is wrong there, and declarations that are missing. */
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import type { Span } from "../../grammar/tree.ts";
import type { Analysis } from "./analysis.ts";
import { extracted } from "./extract.ts";
import { overlap, type Place } from "./places.ts";
import { reordered } from "./reorder.ts";
import { snippetsOf } from "./snippets.ts";

export interface Action {
  readonly title: string;
  readonly kind: "quickfix" | "refactor" | "fix all";
  readonly edits: readonly (Place & { readonly text: string })[];
  /** What it mends. */
  readonly mends: readonly Diagnostic[];
  /** The one to be taken where several are offered. */
  readonly preferred?: true;
}

/** `found`: what is wrong in the project, as the editor shows it. */
export function actionsAt(analysis: Analysis, path: string, within: Span, found: readonly Diagnostic[]): Action[] {
  const here = found.filter((each) => each.file === path && overlap(each.span, within));
  return [
    ...here.flatMap(fixOf),
    ...here.flatMap((each) => [
      ...declared(analysis, each),
      ...reordered(analysis, each),
      ...extracted(analysis, each),
    ]),
    ...fixAll(path, found),
  ];
}

function fixOf(diagnostic: Diagnostic): Action[] {
  const { fix } = diagnostic;
  if (!fix) return [];
  const edits = fix.edits.map(({ file, span, text }) => ({ path: file, span, text }));
  return [{ title: fix.title, kind: "quickfix", edits, mends: [diagnostic], ...(fix.safe ? { preferred: true } : {}) }];
}

const kindsToDeclare = [
  "touch",
  "task",
  "event",
  "contact",
  "role",
  "let",
  "calendar",
  "escalation",
  "metric",
  "stage",
];

/** A declaration of the name that nothing has, behind the one that names it. */
function declared(analysis: Analysis, diagnostic: Diagnostic): Action[] {
  if (diagnostic.slug !== "unknown-name") return [];
  const { kind, name }: { kind?: unknown; name?: unknown } = diagnostic.parameters;
  if (typeof kind !== "string" || typeof name !== "string" || !/^[A-Za-z_]\w*$/.test(name)) return [];
  const declaration = analysis.declarationAt(diagnostic.file, diagnostic.span.start);
  if (!declaration) return [];
  const at = { start: declaration.span.end, end: declaration.span.end };
  return kind
    .split(" or ")
    .filter((each) => kindsToDeclare.includes(each))
    .flatMap((each): Action[] => {
      const snippet = snippetsOf(analysis).find(({ word }) => word === each);
      if (!snippet) return [];
      const text = `\n\n${snippet.plain.replace(/^(\w+) \w+/, `$1 ${name}`)}`;
      const edits = [{ path: diagnostic.file, span: at, text }];
      return [{ title: `Declare the ${each} \`${name}\``, kind: "quickfix", edits, mends: [diagnostic] }];
    });
}

/** All safe fixes of a file at once; of two that touch the same text the first. */
function fixAll(path: string, found: readonly Diagnostic[]): Action[] {
  const made: { diagnostic: Diagnostic; edits: (Place & { text: string })[] }[] = [];
  for (const diagnostic of found) {
    const { fix } = diagnostic;
    if (diagnostic.file !== path || !fix?.safe || fix.edits.some(({ file }) => file !== path)) continue;
    const edits = fix.edits.map(({ span, text }) => ({ path, span, text }));
    const clashes = made.some((other) => other.edits.some((one) => edits.some((two) => overlap(one.span, two.span))));
    if (!clashes) made.push({ diagnostic, edits });
  }
  if (made.length === 0) return [];
  const mends = made.map(({ diagnostic }) => diagnostic);
  return [{ title: "Make all safe fixes", kind: "fix all", edits: made.flatMap(({ edits }) => edits), mends }];
}
