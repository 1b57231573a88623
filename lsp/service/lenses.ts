/** Lines above declarations: what the last simulation says of them, and what an editor can run there. */
import type { Span } from "../../grammar/tree.ts";
import type { Analysis } from "./analysis.ts";

/** `run`: something the editor does, by its own command; without it the lens is text alone. */
export interface Lens {
  readonly span: Span;
  readonly title: string;
  readonly run?:
    | { readonly what: "test"; readonly title: string }
    | { readonly what: "simulate" }
    | { readonly what: "flow"; readonly play: string };
}

const lastSummary = ".playc/last/summary.json";

export function lensesIn(analysis: Analysis, path: string): Lens[] {
  const declarations = analysis.parsed(path)?.file.declarations ?? [];
  const fired = firedInLastRun(analysis);
  const first = declarations.find(({ kind }) => kind === "cadence" || kind === "trigger" || kind === "play");
  return declarations.flatMap((declaration): Lens[] => {
    const { start } = declaration.span;
    const span = { start, end: start };
    if (declaration.kind === "test" && declaration.title?.kind === "text") {
      return [{ span, title: "run test", run: { what: "test", title: declaration.title.value } }];
    }
    const simulate: Lens[] = declaration === first ? [{ span, title: "simulate", run: { what: "simulate" } }] : [];
    if (declaration.kind === "play" && declaration.name) {
      return [...simulate, { span, title: "show flow", run: { what: "flow", play: declaration.name.text } }];
    }
    const said = declaration.kind === "trigger" && declaration.name ? fired.get(declaration.name.text) : undefined;
    return said === undefined ? simulate : [{ span, title: said }, ...simulate];
  });
}

/** Of each trigger what the summary of the last run says; nothing where there is none that can be read. */
function firedInLastRun(analysis: Analysis): ReadonlyMap<string, string> {
  const text = analysis.textOf(lastSummary);
  const summary = text === undefined ? undefined : parsedJson(text);
  const total = numberIn(memberOf(summary, "accounts"), "total");
  const triggers = memberOf(summary, "triggers");
  const said = new Map<string, string>();
  for (const each of Array.isArray(triggers) ? (triggers as unknown[]) : []) {
    const name = memberOf(each, "trigger");
    const [accounts, fires] = [numberIn(each, "accounts"), numberIn(each, "fires")];
    if (typeof name !== "string" || accounts === undefined || fires === undefined) continue;
    const of = total === undefined ? "" : ` of ${total}`;
    said.set(name, `fired ${fires} times for ${accounts}${of} accounts in the last run`);
  }
  return said;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

function numberIn(value: unknown, key: string): number | undefined {
  const number = memberOf(value, key);
  return typeof number === "number" ? number : undefined;
}
