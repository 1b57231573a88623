/** What is not done at every start: the grammar is sound, and looking one token ahead decides as chevrotain itself would. */
import {
  type Alternation,
  EOF,
  GAstVisitor,
  getLookaheadPaths,
  type IProductionWithOccurrence,
  Lexer,
  type LookaheadProductionType,
  type Option,
  type Repetition,
  type RepetitionMandatory,
  type RepetitionMandatoryWithSeparator,
  type Rule,
  type TokenType,
} from "chevrotain";
import { describe, expect, it } from "vitest";
import { oneToken } from "../../grammar/lookahead.ts";
import { FileParser } from "../../grammar/parser.ts";
import { allTokens } from "../../grammar/tokens.ts";

/** Everything in a rule that has to be decided. */
class Decisions extends GAstVisitor {
  readonly found: { type: LookaheadProductionType; production: IProductionWithOccurrence }[] = [];

  override visitAlternation(production: Alternation): void {
    this.found.push({ type: "Alternation", production });
  }
  override visitOption(production: Option): void {
    this.found.push({ type: "Option", production });
  }
  override visitRepetition(production: Repetition): void {
    this.found.push({ type: "Repetition", production });
  }
  override visitRepetitionMandatory(production: RepetitionMandatory): void {
    this.found.push({ type: "RepetitionMandatory", production });
  }
  override visitRepetitionMandatoryWithSeparator(production: RepetitionMandatoryWithSeparator): void {
    this.found.push({ type: "RepetitionMandatoryWithSeparator", production });
  }
  override visitRepetitionWithSeparator(): void {
    throw new Error("the grammar has none so far");
  }
  override visitNonTerminal(): void {}
  override visitAlternative(): void {}
  override visitTerminal(): void {}
  override visitRule(): void {}
}

/** Types that tokens have: categories are only asked for. */
const types = [...allTokens.filter(({ categoryMatches }) => categoryMatches?.length === 0), EOF];

/** The alternatives that may begin with each type, by chevrotain's own computing. */
function expected(rule: Rule, type: LookaheadProductionType, occurrence: number): number[][] {
  const paths = getLookaheadPaths({ occurrence, rule, prodType: type, maxLookahead: 1 });
  const begins = (alternative: TokenType[][], { tokenTypeIdx }: TokenType) =>
    alternative.some(
      ([first]) =>
        first && (first.tokenTypeIdx === tokenTypeIdx || first.categoryMatches?.includes(tokenTypeIdx ?? -1)),
    );
  return types.map((each) => paths.flatMap((alternative, index) => (begins(alternative, each) ? [index] : [])));
}

const shared = { maxLookahead: 1, dynamicTokensEnabled: false };

/** The same, by looking: an alternative is seen when the ones before it are barred. */
function seen(rule: Rule, type: LookaheadProductionType, prodOccurrence: number): number[][] {
  return types.map((each) => {
    const parser = { LA: () => ({ tokenTypeIdx: each.tokenTypeIdx }) };
    if (type !== "Alternation") {
      const enters = oneToken.buildLookaheadForOptional({ ...shared, rule, prodOccurrence, prodType: type });
      return enters.call(parser) ? [0] : [];
    }
    const choose = oneToken.buildLookaheadForAlternation({ ...shared, rule, prodOccurrence, hasPredicates: true });
    const found: number[] = [];
    for (;;) {
      const barred = Array.from({ length: 100 }, (_, index) => ({
        ALT: () => undefined,
        GATE: () => !found.includes(index),
      }));
      const next = choose.call(parser, barred);
      if (next === undefined) return found;
      found.push(next);
    }
  });
}

describe("the grammar", () => {
  it("is sound: no alternative hides another, nothing repeats nothing, no rule begins with itself", () => {
    expect(() => new FileParser({ validated: true })).not.toThrow();
    expect(new Lexer(allTokens, { ensureOptimizations: true }).lexerDefinitionErrors).toEqual([]);
  });

  it("is decided by one token as chevrotain would decide", () => {
    const rules = Object.values(new FileParser().getGAstProductions());
    let decisions = 0;
    for (const rule of rules) {
      const visitor = new Decisions();
      rule.accept(visitor);
      for (const { type, production } of visitor.found) {
        const isOptional = type !== "Alternation";
        const wanted = expected(rule, type, production.idx).map((indexes) =>
          isOptional ? indexes.filter((index) => index === 0) : indexes,
        );
        expect(seen(rule, type, production.idx), `${type} ${production.idx} of ${rule.name}`).toEqual(wanted);
        decisions++;
      }
    }
    expect(decisions).toBeGreaterThan(90);
  });
});
