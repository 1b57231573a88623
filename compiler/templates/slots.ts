/** Checks one slot of a template: that what it names is there, may be told, and is never a gap. */
import type { TemplatePart, Touch } from "../../schedule/types.ts";
import { compact } from "../compact.ts";
import { likely } from "../diagnostics/suggest.ts";
import type { SymbolKind } from "../names/symbols.ts";
import type { Checker } from "../program.ts";
import type { NoSlot, Slot } from "./read.ts";

type NamedKind = Exclude<TemplatePart["kind"], "text" | "touch">;

/** The kind of name that stands behind each subject. */
const kindBehind: Readonly<Record<NamedKind, SymbolKind>> = {
  account: "field",
  contact: "contact",
  role: "role",
  metric: "metric",
};

/** What a template can say of the touch itself. */
const ofTouch = ["name", "purpose", "kind", "owner"] as const;

const subjects = [...Object.keys(kindBehind), "touch"];

/** Undefined when the slot was reported. `users`: the touches that send the template. */
export function checkSlot(checker: Checker, slot: Slot | NoSlot, users: readonly Touch[]): TemplatePart | undefined {
  if (slot.kind !== "slot") {
    reportNoSlot(checker, slot);
    return undefined;
  }
  const { subject } = slot;
  if (subject.text === "touch") return touchPart(checker, slot);
  if (isNamedKind(subject.text)) return namedPart(checker, slot, subject.text, users);
  const near = likely(subject.text, subjects);
  const parameters = { word: subject.text, allowed: subjects, suggestion: near.suggestion };
  checker.report("unknown-subject", parameters, subject.span, near);
  return undefined;
}

function isNamedKind(word: string): word is NamedKind {
  return Object.hasOwn(kindBehind, word);
}

function reportNoSlot(checker: Checker, { kind, span, inside }: NoSlot): void {
  const word = /^[A-Za-z_]\w*$/.test(inside) ? inside : undefined;
  const meant = word === undefined ? undefined : slotOf(checker, word);
  if (kind === "unreadable") {
    const suggestion = meant && `{${meant}}`;
    checker.report("unreadable-slot", { suggestion }, span, { suggestion });
    return;
  }
  const isSlot = meant !== undefined || /^[A-Za-z_]\w*\.[A-Za-z_][\w.]*$/.test(inside);
  const suggestion = isSlot ? `{${meant ?? inside}}` : undefined;
  checker.report("doubled-braces", { suggestion }, span, { suggestion });
}

/** `account.goal` for `goal`. */
function slotOf({ program: { symbols } }: Checker, word: string): string | undefined {
  for (const [subject, kind] of Object.entries(kindBehind)) if (symbols.get(kind, word)) return `${subject}.${word}`;
  return undefined;
}

function touchPart(checker: Checker, { name }: Slot): TemplatePart | undefined {
  const what = ofTouch.find((word) => word === name.text);
  if (what !== undefined) return { kind: "touch", what };
  const near = likely(name.text, ofTouch);
  const parameters = { what: "detail of a touch", word: name.text, allowed: ofTouch, suggestion: near.suggestion };
  checker.report("unknown-word", parameters, name.span, near);
  return undefined;
}

function namedPart(
  checker: Checker,
  { name, span, otherwise }: Slot,
  kind: NamedKind,
  users: readonly Touch[],
): TemplatePart | undefined {
  const symbol = checker.resolve(kindBehind[kind], name);
  if (!symbol) return undefined;
  if (kind === "account" && name.text === checker.program.endsField) {
    checker.report("reads-end", { field: name.text }, name.span);
    return undefined;
  }
  const gap = otherwise === undefined ? whyUnknown(checker, kind, name.text, users) : undefined;
  if (gap !== undefined) checker.report("slot-may-be-empty", { what: `${kind}.${name.text}`, why: gap }, span);
  return compact<Extract<TemplatePart, { kind: NamedKind }>>({ kind, name: name.text, otherwise });
}

/** Why nobody may know the value on the day it is sent; undefined where it is always known. */
function whyUnknown(checker: Checker, kind: NamedKind, name: string, users: readonly Touch[]): string | undefined {
  switch (kind) {
    case "account":
      return checker.program.fields.get(name)?.optional ? "The field is optional (`?`)" : undefined;
    case "metric":
      return "A metric has no value on days outside its data";
    case "contact":
      return "Not every customer has somebody in that place";
    case "role":
      // A touch that nobody owns is not sent.
      return users.every(({ owner }) => owner === name) ? undefined : "Not every customer has somebody in that role";
  }
}
