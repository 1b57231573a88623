/** How editors draw what the service calls by its own kinds. */
import { CompletionItemKind, SymbolKind as ShownSymbol } from "vscode-languageserver";
import type { SymbolKind } from "../../compiler/names/symbols.ts";
import type { Completion } from "../service/completion.ts";
import type { Outline } from "../service/outline.ts";

const ofSymbols: Record<SymbolKind, CompletionItemKind> = {
  let: CompletionItemKind.Constant,
  field: CompletionItemKind.Field,
  metric: CompletionItemKind.Variable,
  event: CompletionItemKind.Event,
  contact: CompletionItemKind.Interface,
  role: CompletionItemKind.Interface,
  calendar: CompletionItemKind.Module,
  stage: CompletionItemKind.EnumMember,
  journey: CompletionItemKind.Enum,
  segment: CompletionItemKind.EnumMember,
  model: CompletionItemKind.EnumMember,
  touch: CompletionItemKind.Function,
  task: CompletionItemKind.Function,
  cadence: CompletionItemKind.Class,
  trigger: CompletionItemKind.Class,
  play: CompletionItemKind.Class,
  escalation: CompletionItemKind.Class,
  experiment: CompletionItemKind.Class,
  measure: CompletionItemKind.Value,
};

export const completionKinds: Record<Completion["kind"], CompletionItemKind> = {
  ...ofSymbols,
  word: CompletionItemKind.Keyword,
  value: CompletionItemKind.Value,
  snippet: CompletionItemKind.Snippet,
  file: CompletionItemKind.File,
  "event field": CompletionItemKind.Field,
  library: CompletionItemKind.Module,
};

const declarationKinds: Partial<Record<Outline["kind"], ShownSymbol>> = {
  let: ShownSymbol.Constant,
  field: ShownSymbol.Field,
  metric: ShownSymbol.Variable,
  event: ShownSymbol.Event,
  contact: ShownSymbol.Interface,
  role: ShownSymbol.Interface,
  calendar: ShownSymbol.Namespace,
  stage: ShownSymbol.EnumMember,
  segment: ShownSymbol.EnumMember,
  model: ShownSymbol.EnumMember,
  segments: ShownSymbol.Enum,
  models: ShownSymbol.Enum,
  journey: ShownSymbol.Enum,
  touch: ShownSymbol.Function,
  task: ShownSymbol.Function,
  test: ShownSymbol.Method,
  phase: ShownSymbol.Property,
  account: ShownSymbol.Struct,
  measure: ShownSymbol.Number,
};

export function shownSymbol(kind: Outline["kind"]): ShownSymbol {
  return declarationKinds[kind] ?? ShownSymbol.Class;
}
