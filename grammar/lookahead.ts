/**
 * How the parser decides by the next token. One token is enough everywhere in this grammar, so that what chevrotain
 * works out for any number of tokens before the first file is read can be worked out for each place of the grammar when
 * a text first gets there. A test holds it to chevrotain's own answer.
 */

import {
  Alternation,
  type EmbeddedActionsParser,
  type ILookaheadStrategy,
  type IProduction,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionMandatoryWithSeparator,
  RepetitionWithSeparator,
  type Rule,
  Terminal,
  type TokenType,
} from "chevrotain";

/** How something may begin: numbers of token types, those of a category among them. */
interface Beginning {
  readonly tokens: ReadonlySet<number>;
  /** It may also be nothing at all. */
  readonly optional: boolean;
}

type Choice = ReturnType<ILookaheadStrategy["buildLookaheadForAlternation"]>;

const productions = {
  Alternation,
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionMandatoryWithSeparator,
  RepetitionWithSeparator,
};

const beginnings = new WeakMap<Rule, Beginning>();

function beginningOfRule(rule: Rule): Beginning {
  const known = beginnings.get(rule);
  if (known) return known;
  const beginning = beginningOf(rule.definition);
  beginnings.set(rule, beginning);
  return beginning;
}

function beginningOf(sequence: readonly IProduction[]): Beginning {
  const tokens = new Set<number>();
  for (const production of sequence) {
    const first = beginningOfOne(production);
    for (const token of first.tokens) tokens.add(token);
    if (!first.optional) return { tokens, optional: false };
  }
  return { tokens, optional: true };
}

function beginningOfOne(production: IProduction): Beginning {
  if (production instanceof Terminal) return { tokens: numbersOf(production.terminalType), optional: false };
  if (production instanceof NonTerminal) return beginningOfRule(production.referencedRule);
  if (production instanceof Alternation) {
    const alternatives = production.definition.map((alternative) => beginningOf(insideOf(alternative)));
    return {
      tokens: new Set(alternatives.flatMap(({ tokens }) => [...tokens])),
      optional: alternatives.some(({ optional }) => optional),
    };
  }
  const isMandatory =
    production instanceof RepetitionMandatory || production instanceof RepetitionMandatoryWithSeparator;
  const inner = beginningOf(insideOf(production));
  return isMandatory ? inner : { ...inner, optional: true };
}

function numbersOf({ tokenTypeIdx, categoryMatches = [] }: TokenType): Set<number> {
  return new Set(tokenTypeIdx === undefined ? categoryMatches : [tokenTypeIdx, ...categoryMatches]);
}

/** What a production holds itself; another rule's content is not its own. */
function insideOf(production: IProduction): readonly IProduction[] {
  if (production instanceof NonTerminal || !("definition" in production)) return [];
  return production.definition as readonly IProduction[];
}

/** The production of a kind and number that one rule holds. */
function productionIn(
  sequence: readonly IProduction[],
  kind: keyof typeof productions,
  index: number,
): IProduction | undefined {
  for (const production of sequence) {
    if (production instanceof productions[kind] && production.idx === index) return production;
    const inside = productionIn(insideOf(production), kind, index);
    if (inside) return inside;
  }
  return undefined;
}

/** For each number of a token type the alternatives that may begin so, in their order. */
function choicesOf(rule: Rule, occurrence: number): number[][] {
  const alternation = productionIn(rule.definition, "Alternation", occurrence);
  const choices: number[][] = [];
  if (!(alternation instanceof Alternation)) return choices;
  for (const [index, alternative] of alternation.definition.entries()) {
    for (const token of beginningOf(insideOf(alternative)).tokens) {
      const before = choices[token];
      if (before) before.push(index);
      else choices[token] = [index];
    }
  }
  return choices;
}

/** The strategy of chevrotain's that looks at one token. It trusts the grammar: a test validates it. */
export const oneToken: ILookaheadStrategy = {
  validate: () => [],
  buildLookaheadForAlternation({ rule, prodOccurrence, hasPredicates }): Choice {
    let choices: number[][] | undefined;
    return function (this: EmbeddedActionsParser, alternatives) {
      choices ??= choicesOf(rule, prodOccurrence);
      const possible = choices[this.LA(1).tokenTypeIdx];
      if (!hasPredicates) return possible?.[0];
      return possible?.find((index) => alternatives?.[index]?.GATE?.() !== false);
    };
  },
  buildLookaheadForOptional({ rule, prodOccurrence, prodType }) {
    let tokens: ReadonlySet<number> | undefined;
    return function (this: EmbeddedActionsParser) {
      if (!tokens) {
        const production = productionIn(rule.definition, prodType, prodOccurrence);
        tokens = beginningOf(production ? insideOf(production) : []).tokens;
      }
      return tokens.has(this.LA(1).tokenTypeIdx);
    };
  },
};
