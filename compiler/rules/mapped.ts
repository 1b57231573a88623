/**
 * Holds the names that `playc.yaml` gives data for against those that the program declares: a slip would leave the one
 * without data and the other unread.
 */
import type { MappedKind, MappedName, Mapping } from "../../project/mapped-names.ts";
import type { Role } from "../../schedule/types.ts";
import { nearest } from "../diagnostics/suggest.ts";
import { diagnostic } from "../diagnostics/table.ts";
import type { SymbolKind } from "../names/symbols.ts";
import type { Program } from "../program.ts";

const projectFileName = "playc.yaml";

const declaredAs: Record<Exclude<MappedKind, "event field">, readonly SymbolKind[]> = {
  field: ["field"],
  event: ["event"],
  metric: ["metric"],
  person: ["role", "contact"],
  touch: ["touch", "task"],
};

/** Asked only of a program without errors: a broken declaration is still one. */
export function checkMapped(program: Program, roles: readonly Role[], { names, assignedBy, placeOf }: Mapping): void {
  const told = new Set<string>();
  for (const mapped of names) {
    const { kind, name, path, event } = mapped;
    const key = `${kind} ${event ?? ""} ${name}`;
    if (told.has(key) || isWithoutEvent(program, mapped)) continue;
    told.add(key);
    const declared = declaredNames(program, mapped);
    if (declared.includes(name)) continue;
    const suggestion = slipOf(program, name, declared, namesBeside(mapped, names));
    const parameters = { what: kindWords[kind], name, suggestion };
    const span = placeOf(path);
    program.diagnostics.push(
      suggestion === undefined
        ? diagnostic("mapped-undeclared", parameters, projectFileName, span)
        : diagnostic("mapped-slip", { ...parameters, suggestion }, projectFileName, span, { suggestion }),
    );
  }
  const matched = [...program.fields.values()].flatMap(({ name, type }) =>
    type === "text" || type === "enum" ? name : [],
  );
  for (const [role, by] of assignedBy) {
    if (matched.includes(by)) continue;
    const suggestion = nearest(by, matched);
    const span = placeOf(["people", role, "assign", "by"]);
    const parameters = { role, by, suggestion };
    program.diagnostics.push(
      diagnostic(
        "assigned-by-nothing",
        parameters,
        projectFileName,
        span,
        suggestion === undefined ? {} : { suggestion },
      ),
    );
  }
  const people = new Set(names.flatMap(({ kind, name }) => (kind === "person" ? name : [])));
  for (const { name, ownsAccounts } of roles) {
    if (!ownsAccounts || people.has(name)) continue;
    program.diagnostics.push(diagnostic("nobody-owns", { role: name }, projectFileName, placeOf(["people"])));
  }
}

const kindWords: Record<MappedKind, string> = {
  field: "field of the account",
  event: "event",
  "event field": "field of the event",
  metric: "metric",
  person: "role or contact",
  touch: "touch or task",
};

/** The fields of an event that is not declared are told of with it. */
function isWithoutEvent(program: Program, { event }: MappedName): boolean {
  return event !== undefined && !program.events.has(event);
}

function declaredNames(program: Program, { kind, event }: MappedName): string[] {
  if (kind === "event field") return (program.events.get(event ?? "")?.fields ?? []).map(({ name }) => name);
  return declaredAs[kind].flatMap((each) => program.symbols.names(each));
}

function namesBeside({ kind, event }: MappedName, names: readonly MappedName[]): ReadonlySet<string> {
  return new Set(names.flatMap((other) => (other.kind === kind && other.event === event ? other.name : [])));
}

/** The declared name that is likely meant: near, without data of its own, and not computed. */
function slipOf(
  program: Program,
  name: string,
  declared: readonly string[],
  mapped: ReadonlySet<string>,
): string | undefined {
  const free = declared.filter((each) => !mapped.has(each) && !program.metrics.get(each)?.computed);
  program.comparisonsLeft -= free.length;
  return program.comparisonsLeft < 0 ? undefined : nearest(name, free);
}
