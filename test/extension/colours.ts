/**
 * What a text is coloured by the TextMate grammar, read with VS Code's own engine, and by the server's semantic tokens:
 * both as colours of the server (lsp/service/semantic.ts), by the scopes that VS Code takes for these.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";
import { type Rule, scopeOf, type TextMateGrammar } from "../../scripts/textmate.ts";

export interface Coloured {
  readonly start: number;
  readonly end: number;
  /** Undefined for what is said to be no colour of the server's, such as a bracket. */
  readonly colour: string | undefined;
  readonly scope: string | undefined;
}

const colourByScope = Object.entries(scopeOf).sort(([, a], [, b]) => b.length - a.length);

/** The colour whose scope, or one below it, is the innermost that a theme knows. */
function colourOf(scopes: readonly string[]): string | undefined {
  for (const scope of scopes.toReversed()) {
    const found = colourByScope.find(([, known]) => scope === known || scope.startsWith(`${known}.`));
    if (found) return found[0];
  }
  return undefined;
}

/** Reads texts with a grammar, beginning anew with each. */
export async function textMateColours(grammar: TextMateGrammar): Promise<(text: string) => Coloured[]> {
  const engine = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");
  await oniguruma.loadWASM(readFileSync(engine));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns: string[]) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text: string) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(JSON.stringify(grammar), "play.tmLanguage.json"),
  });
  const loaded = await registry.loadGrammar(grammar.scopeName);
  if (!loaded) throw new Error("the grammar cannot be read");
  return (text) => {
    const found: Coloured[] = [];
    let stack = textmate.INITIAL;
    let offset = 0;
    for (const line of text.split("\n")) {
      const { tokens, ruleStack } = loaded.tokenizeLine(line, stack);
      stack = ruleStack;
      for (const { startIndex, endIndex, scopes } of tokens) {
        const end = Math.min(endIndex, line.length);
        if (scopes.length < 2 || startIndex >= end) continue;
        found.push({ start: offset + startIndex, end: offset + end, colour: colourOf(scopes), scope: scopes.at(-1) });
      }
      offset += line.length + 1;
    }
    return found;
  };
}

/** Every pattern of a grammar. */
export function patternsOf(rules: readonly Rule[]): string[] {
  return rules.flatMap((rule) => [
    ...[rule.match, rule.begin, rule.end].filter((pattern) => pattern !== undefined),
    ...patternsOf(rule.patterns ?? []),
    ...patternsOf(Object.values(rule.captures ?? {})),
  ]);
}
