/** Events: what happens at an instant, and which of them open and close a case. */

import type { EventDeclaration, Name } from "../../grammar/tree.ts";
import { compareText } from "../../schedule/order.ts";
import type { EventType, Field } from "../../schedule/types.ts";
import { compact } from "../compact.ts";
import type { Checker } from "../program.ts";
import { checkField } from "./fields.ts";

/** The event types of one declaration, without what closes them: that may be declared later. */
export function checkEvents(checker: Checker, declaration: EventDeclaration): EventType[] {
  const fields = checkFields(checker, declaration);
  return declaration.names.map((name) => {
    checker.record(`event ${name.text}`, declaration.span);
    return compact<EventType>({
      name: name.text,
      forAll: declaration.forAll,
      fields,
      key: declaration.key?.text,
      doc: declaration.doc,
    });
  });
}

/** `key id` declares the field `id`, a text, unless it stands among the fields with a type. */
function checkFields(checker: Checker, declaration: EventDeclaration): Field[] {
  const fields = new Map<string, Field>();
  for (const syntax of declaration.fields) {
    if (!syntax.name) continue;
    if (fields.has(syntax.name.text)) {
      checker.report("repeated-in-list", { what: "field", name: syntax.name.text }, syntax.name.span);
      continue;
    }
    const field = checkField(checker, syntax);
    if (field) fields.set(field.name, field);
  }
  const { key } = declaration;
  if (key && !declaration.fields.some((field) => field.name?.text === key.text)) {
    fields.set(key.text, { name: key.text, type: "text", optional: false });
  }
  return [...fields.values()].sort((a, b) => compareText(a.name, b.name));
}

/** The events of one declaration with what closes them, if anything does. All events are known by now. */
export function checkClosing(checker: Checker, declaration: EventDeclaration): EventType[] {
  const { closedBy } = declaration;
  if (!closedBy) return [];
  const symbol = checker.resolve("event", closedBy);
  return declaration.names.flatMap(({ text }) => {
    const event = checker.program.openEvents.get(text);
    const closing = symbol && checker.program.openEvents.get(symbol.name);
    if (!event) return [];
    const problem = closing && problemOfClosing(event, closing);
    if (problem !== undefined) reportClosing(checker, event, closedBy, problem);
    // Also when it was reported: that the event then has no case would only follow from it.
    return [{ ...event, closedBy: { event: closedBy.text, field: event.key ?? "" } }];
  });
}

function problemOfClosing(event: EventType, closing: EventType): string | undefined {
  if (event.key === undefined) return `\`${event.name}\` has no \`key\``;
  if (closing.name === event.name) return "an event cannot end the case it begins";
  if (closing.forAll !== event.forAll) return "only one of the two is `for all`";
  const own = event.fields.find((field) => field.name === event.key);
  const other = closing.fields.find((field) => field.name === event.key);
  if (!other) return `it has no field \`${event.key}\``;
  return own && own.type !== other.type ? `its field \`${event.key}\` is of another type` : undefined;
}

function reportClosing(checker: Checker, event: EventType, closing: Name, problem: string): void {
  const parameters = { event: event.name, closing: closing.text, key: event.key ?? "", problem };
  checker.report("closing-field", parameters, closing.span);
}
