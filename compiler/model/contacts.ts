/** Contacts, and what becomes of a touch where nobody is one: another contact in their place, or an alert to a role. */
import type { ContactDeclaration, Name } from "../../grammar/tree.ts";
import type { Vacancy } from "../../schedule/types.ts";
import { onlyClause } from "../clauses.ts";
import type { Checker } from "../program.ts";
import type { Placed } from "./model.ts";

/** A `vacant use`, and where it is written. */
interface StandIn {
  checker: Checker;
  name: Name;
}

export function checkContacts(placed: readonly Placed<"contact">[]): Vacancy[] {
  const standIns = new Map<string, StandIn>();
  const vacancies = placed.flatMap(({ checker, declaration }) => checkContact(checker, declaration, standIns));
  reportRings(standIns);
  return vacancies;
}

function checkContact(
  checker: Checker,
  { names, vacant = [], span }: ContactDeclaration,
  standIns: Map<string, StandIn>,
): Vacancy[] {
  for (const { text } of names) checker.record(`contact ${text}`, span);
  const clause = onlyClause(checker, vacant, "vacant", "This contact");
  const { instead, name } = clause?.content ?? {};
  if (!clause || !name || !instead) return [];
  const target = checker.resolve(instead === "use" ? "contact" : "role", name)?.name;
  return names.flatMap(({ text }): Vacancy[] => {
    const path = `contact ${text}/vacant`;
    checker.record(path, clause.span);
    if (target === undefined) return [];
    if (instead === "use") standIns.set(text, { checker, name });
    return [instead === "use" ? { path, contact: text, use: target } : { path, contact: text, alert: target }];
  });
}

/** Of each ring once, at its first contact in the order of the files. */
function reportRings(standIns: ReadonlyMap<string, StandIn>): void {
  const settled = new Set<string>();
  for (const start of standIns.keys()) {
    const way = new Set<string>();
    let contact: string | undefined = start;
    while (contact !== undefined && !settled.has(contact) && !way.has(contact)) {
      way.add(contact);
      contact = standIns.get(contact)?.name.text;
    }
    if (contact !== undefined && way.has(contact)) {
      const names = [...way];
      const ring = [...names.slice(names.indexOf(contact)), contact];
      const { checker, name } = standIns.get(contact)!;
      checker.report("contact-ring", { ring }, name.span);
    }
    for (const each of way) settled.add(each);
  }
}
