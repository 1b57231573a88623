/** What is shown of the word under the pointer: what it is, what it means in numbers, where it is used. Markdown. */

import { definitionOf } from "../../compiler/diagnostics/table.ts";
import type { ProgramSymbol } from "../../compiler/names/symbols.ts";
import type { Span } from "../../grammar/tree.ts";
import { vocabulary, type WordRole } from "../../grammar/vocabulary.ts";
import type { Analysis } from "./analysis.ts";
import { costOfActions, docOf, lineOf } from "./describe.ts";
import { holds, wordAt } from "./places.ts";
import { costAYear, nextDates, timesAYear, yearText } from "./rhythm.ts";
import { type Target, targetAt } from "./targets.ts";

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

export function hoverAt(analysis: Analysis, path: string, offset: number): Hover | undefined {
  const found = targetAt(analysis, path, offset);
  if (found) return { span: found.span, markdown: paragraphs(aboutTarget(analysis, found.target)) };
  if (!path.endsWith(".play")) return undefined;
  const text = analysis.textOf(path) ?? "";
  const span = wordAt(text, offset);
  const word = text.slice(span.start, span.end);
  const code = definitionOf(word);
  if (code) return { span, markdown: `**${code.code}** ${code.slug}: \`playc explain code ${code.code}\` says more.` };
  if (analysis.parsed(path)?.comments.some((comment) => holds(comment.span, offset))) return undefined;
  const step = stepAt(analysis, path, offset);
  if (step) return step;
  return wordHover(word, span);
}

function paragraphs(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join("\n\n");
}

function aboutTarget(analysis: Analysis, target: Target): (string | undefined)[] {
  const { symbol, member, name, kind } = target;
  if (!symbol || member !== undefined) return [`**${name}** · ${kind}`, memberLine(analysis, target), usesLine(target)];
  const doc = docOf(analysis, symbol);
  return [`**${symbol.name}** · ${lineOf(analysis, symbol)}`, doc, ...inNumbers(analysis, symbol), usesLine(target)];
}

function memberLine(analysis: Analysis, { symbol, member }: Target): string | undefined {
  if (symbol?.kind !== "event" || member === undefined) return undefined;
  const field = analysis.examination.program.events.get(symbol.name)?.fields.find((each) => each.name === member);
  return field && (field.doc ?? (field.members ? `one of ${field.members.join(", ")}` : field.type));
}

/** How often the name stands elsewhere, and in how many files. */
function usesLine({ places, declared }: Target): string {
  const uses = places.filter((place) => place !== declared);
  if (uses.length === 0) return "Used nowhere.";
  const files = new Set(uses.map(({ path }) => path)).size;
  return `Used ${uses.length === 1 ? "once" : `${uses.length} times`} in ${files === 1 ? "one file" : `${files} files`}.`;
}

function inNumbers(analysis: Analysis, { kind, name }: ProgramSymbol): (string | undefined)[] {
  const { work, model } = analysis.examination;
  if (kind === "cadence") {
    const cadence = work.cadences.find((each) => each.name === name);
    if (!cadence) return [];
    const { times, minutes } = costAYear(analysis, cadence);
    const scope = cadence.scope.segments?.join(", ");
    return [
      times > 0 ? `For one account: ${yearText(times, minutes)}, if every step comes.` : undefined,
      scope ? `For ${scope}.` : undefined,
    ];
  }
  if (kind === "play") {
    const play = work.plays.find((each) => each.name === name);
    const actions = play?.phases.flatMap((phase) => phase.steps.flatMap((step) => step.actions)) ?? [];
    return [actions.length > 0 ? `Once through its phases: ${costOfActions(analysis, actions)}.` : undefined];
  }
  if (kind === "touch") {
    const touch = analysis.touch(name);
    const purposes = touch && `${touch.kind}, to ${touch.purposes.join(", ").replaceAll("_", " ")}`;
    return [purposes, touch?.template === undefined ? undefined : `Text: ${touch.template}`];
  }
  if (kind === "segment") {
    const segment = model.segments.find((each) => each.name === name);
    return [segment?.when ? `when ${segment.when.text}` : segment ? "all others" : undefined];
  }
  return [];
}

/** On a step of a cadence: how often it comes, what it takes and when it is next. */
function stepAt(analysis: Analysis, path: string, offset: number): Hover | undefined {
  const declaration = analysis.declarationAt(path, offset);
  if (declaration?.kind !== "cadence") return undefined;
  const index = declaration.steps.findIndex(({ timing }) => timing && holds(timing.span, offset));
  const written = declaration.steps[index];
  const cadence = analysis.examination.work.cadences.find(({ name }) => name === declaration.name?.text);
  const step = cadence?.steps.length === declaration.steps.length ? cadence.steps[index] : undefined;
  if (!written?.timing || !cadence || !step) return undefined;
  const times = timesAYear(step);
  const dates = nextDates(step, "2025-01-31", 4);
  if (times === undefined || dates.length === 0) return undefined;
  const cost = step.actions.length > 0 ? costOfActions(analysis, step.actions) : undefined;
  return {
    span: written.timing.span,
    markdown: paragraphs([
      times > 0 ? `${times} a year${cost === undefined ? "" : `, ${cost} each`}` : `once${cost ? `, ${cost}` : ""}`,
      `From ${cadence.anchor.field} 2025-01-31: ${dates.join(", ")}${dates.length === 4 ? ", ..." : ""}`,
    ]),
  };
}

const roleWords: Record<WordRole, string> = {
  declaration: "declaration",
  clause: "clause",
  condition: "condition",
  value: "value",
  type: "type",
  unit: "unit",
  weekday: "weekday",
  channel: "channel",
  purpose: "purpose",
  kind: "kind of touch",
  level: "level",
  change: "on change",
};

function wordHover(word: string, span: Span): Hover | undefined {
  const rows = vocabulary.filter((row) => row.word === word);
  if (rows.length === 0) return undefined;
  return {
    span,
    markdown: rows.map(({ role, doc }) => `**${word}** · ${roleWords[role]}\n\n${doc}`).join("\n\n---\n\n"),
  };
}
