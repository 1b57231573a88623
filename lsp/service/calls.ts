/** Who asks for what: a trigger starts a play, a play climbs a ladder, a cadence asks for touches. Both ways. */
import type { ProgramSymbol, SymbolKind } from "../../compiler/names/symbols.ts";
import type { NameUse } from "../../compiler/program.ts";
import type { Span } from "../../grammar/tree.ts";
import type { Analysis } from "./analysis.ts";
import { lineOf } from "./describe.ts";
import { isInside } from "./places.ts";
import { targetAt } from "./targets.ts";

export interface Caller {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly detail: string;
  readonly path: string;
  /** The whole declaration. */
  readonly span: Span;
  readonly nameSpan: Span;
}

export interface Call {
  readonly other: Caller;
  /** Where it is asked for, in the asking declaration's file. */
  readonly spans: readonly Span[];
}

const asking: readonly SymbolKind[] = ["trigger", "cadence", "play", "escalation", "experiment"];
const asked: readonly SymbolKind[] = ["touch", "task", "play", "escalation", "cadence", "trigger"];

/** The declaration at a place that asks for something or is asked for. */
export function callerAt(analysis: Analysis, path: string, offset: number): Caller | undefined {
  const symbol = targetAt(analysis, path, offset)?.target.symbol;
  return symbol && (asking.includes(symbol.kind) || asked.includes(symbol.kind))
    ? callerOf(analysis, symbol)
    : undefined;
}

/** What it asks for. */
export function callsFrom(analysis: Analysis, caller: Pick<Caller, "kind" | "name">): Call[] {
  const symbol = symbolOf(analysis, caller);
  const declaration = symbol && analysis.declarationOf(symbol);
  if (!symbol || !declaration) return [];
  const uses = analysis.usesIn(symbol.file.path).filter((use) => isInside(use.span, declaration.span) && isCall(use));
  return grouped(analysis, uses, (use) => use.symbol);
}

/** Who asks for it. */
export function callsTo(analysis: Analysis, caller: Pick<Caller, "kind" | "name">): Call[] {
  const symbol = symbolOf(analysis, caller);
  if (!symbol) return [];
  const owners = new Map<NameUse, ProgramSymbol>();
  for (const use of analysis.uses) {
    if (use.symbol !== symbol || !isCall(use)) continue;
    const declaration = analysis.declarationAt(use.file.path, use.span.start);
    const owner = analysis.symbols.find(
      (each) =>
        asking.includes(each.kind) &&
        each.file.path === use.file.path &&
        declaration !== undefined &&
        isInside(each.span, declaration.span),
    );
    if (owner) owners.set(use, owner);
  }
  return grouped(analysis, [...owners.keys()], (use) => owners.get(use)!);
}

function symbolOf(analysis: Analysis, { kind, name }: Pick<Caller, "kind" | "name">): ProgramSymbol | undefined {
  return analysis.examination.program.symbols.get(kind, name);
}

/** A use that asks for it: not `pauses play x`, not `not within 7d of touch x`, not in a condition. */
function isCall({ file, span, symbol, member }: NameUse): boolean {
  if (member !== undefined || !asked.includes(symbol.kind)) return false;
  const before = file.text.slice(Math.max(0, span.start - 300), span.start);
  const list = "(?:[A-Za-z_]\\w*\\s*(?:,|or)\\s*)*";
  if (symbol.kind === "play") return new RegExp(`\\bstart\\s+${list}$`).test(before);
  if (symbol.kind === "escalation") return /\bescalation\s+$/.test(before);
  if (symbol.kind === "touch" || symbol.kind === "task") {
    return (
      new RegExp(`(?:^|[^f\\s])\\s*\\b(?:touch|task)\\s+${list}$`).test(before) &&
      !/\b(?:within\s+\S+(?:\s+\w+)?\s+of|of|done)\s+(?:touch\s+)?$/.test(before)
    );
  }
  // An experiment's arms: `cadence x`, `trigger y`.
  return /\b(?:cadence|trigger)\s+$/.test(before) && !/\bpauses\b[^{}]*$/.test(before);
}

function grouped(analysis: Analysis, uses: readonly NameUse[], otherOf: (use: NameUse) => ProgramSymbol): Call[] {
  const groups = new Map<ProgramSymbol, Span[]>();
  for (const use of uses) {
    const other = otherOf(use);
    groups.set(other, [...(groups.get(other) ?? []), use.span]);
  }
  return [...groups].map(([symbol, spans]) => ({ other: callerOf(analysis, symbol), spans }));
}

function callerOf(analysis: Analysis, symbol: ProgramSymbol): Caller {
  const { kind, name, file, span } = symbol;
  return {
    name,
    kind,
    detail: lineOf(analysis, symbol),
    path: file.path,
    span: analysis.declarationOf(symbol)?.span ?? span,
    nameSpan: span,
  };
}
