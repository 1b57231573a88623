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
import { Cursor } from "./tokens.ts";

declare module "chevrotain" {
  interface EmbeddedActionsParser {
    /** Told of what may begin at the cursor, by whoever looks for it there. */
    couldStandAtCursor?(types: readonly TokenType[]): void;
  }
}

/** How something may begin: types of tokens, categories as such. */
interface Beginning {
  readonly tokens: ReadonlySet<TokenType>;
  /** It may also be nothing at all. */
  readonly optional: boolean;
}

type Choice = ReturnType<ILookaheadStrategy["buildLookaheadForAlternation"]>;
type Entrance = ReturnType<ILookaheadStrategy["buildLookaheadForOptional"]>;

/** How a place of the grammar decides: between alternatives, or whether to enter. */
export type Decision = Choice | Entrance;

/** For a place of the grammar how each of its alternatives may begin; where something may be left out there is one. */
export type Beginnings = readonly (readonly TokenType[])[];

const productions = {
  Alternation,
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionMandatoryWithSeparator,
  RepetitionWithSeparator,
};

export type PlaceKind = keyof typeof productions;

const placeKinds: readonly PlaceKind[] = [
  "Alternation",
  "Option",
  "Repetition",
  "RepetitionMandatory",
  "RepetitionMandatoryWithSeparator",
  "RepetitionWithSeparator",
];

const beginnings = new WeakMap<Rule, Beginning>();

function beginningOfRule(rule: Rule): Beginning {
  const known = beginnings.get(rule);
  if (known) return known;
  const beginning = beginningOf(rule.definition);
  beginnings.set(rule, beginning);
  return beginning;
}

function beginningOf(sequence: readonly IProduction[]): Beginning {
  const tokens = new Set<TokenType>();
  for (const production of sequence) {
    const first = beginningOfOne(production);
    for (const token of first.tokens) tokens.add(token);
    if (!first.optional) return { tokens, optional: false };
  }
  return { tokens, optional: true };
}

function beginningOfOne(production: IProduction): Beginning {
  if (production instanceof Terminal) return { tokens: new Set([production.terminalType]), optional: false };
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

/** Numbers of the types that tokens of this type have: of a category those in it. */
function numbersOf({ tokenTypeIdx, categoryMatches = [] }: TokenType): readonly number[] {
  return tokenTypeIdx === undefined ? categoryMatches : [tokenTypeIdx, ...categoryMatches];
}

/** What a production holds itself; another rule's content is not its own. */
function insideOf(production: IProduction): readonly IProduction[] {
  if (production instanceof NonTerminal || !("definition" in production)) return [];
  return production.definition as readonly IProduction[];
}

/** A place of a rule where the next token decides. */
interface Place {
  kind: PlaceKind;
  occurrence: number;
  beginnings(): Beginnings;
}

export function placesOf({ definition }: Rule): Place[] {
  return definition.flatMap(placesIn);
}

function placesIn(production: IProduction): Place[] {
  const inside = insideOf(production);
  const beginnings = () =>
    (production instanceof Alternation ? production.definition.map(insideOf) : [inside]).map((alternative) => [
      ...beginningOf(alternative).tokens,
    ]);
  const own = placeKinds.flatMap((kind) =>
    production instanceof productions[kind] ? { kind, occurrence: production.idx, beginnings } : [],
  );
  return [...own, ...inside.flatMap(placesIn)];
}

function placeIn(rule: Rule, kind: PlaceKind, occurrence: number): Beginnings {
  const place = placesOf(rule).find((each) => each.kind === kind && each.occurrence === occurrence);
  return place?.beginnings() ?? [];
}

/** Chooses the first alternative that may begin with the next token and is not barred. */
export function choice(beginningsOf: () => Beginnings): Choice {
  let choices: number[][] | undefined;
  return function (this: EmbeddedActionsParser, alternatives) {
    choices ??= byToken(beginningsOf());
    if (this.LA(1).tokenType === Cursor) this.couldStandAtCursor?.(beginningsOf().flat());
    const possible = choices[this.LA(1).tokenTypeIdx];
    return possible?.find((index) => alternatives?.[index]?.GATE?.() !== false);
  };
}

/** Enters where the next token may begin what stands there. */
export function entrance(beginningsOf: () => Beginnings): Entrance {
  let entered: number[][] | undefined;
  return function (this: EmbeddedActionsParser) {
    entered ??= byToken(beginningsOf());
    if (this.LA(1).tokenType === Cursor) this.couldStandAtCursor?.(beginningsOf().flat());
    return entered[this.LA(1).tokenTypeIdx] !== undefined;
  };
}

/** For each number of a token type the alternatives that may begin so, in their order. */
function byToken(beginnings: Beginnings): number[][] {
  const choices: number[][] = [];
  for (const [index, types] of beginnings.entries()) {
    for (const number of new Set(types.flatMap(numbersOf))) {
      const before = choices[number];
      if (before) before.push(index);
      else choices[number] = [index];
    }
  }
  return choices;
}

/** The strategy of chevrotain's that looks at one token. It trusts the grammar: a test validates it. */
export const oneToken: ILookaheadStrategy = {
  validate: () => [],
  buildLookaheadForAlternation: ({ rule, prodOccurrence }) =>
    choice(() => placeIn(rule, "Alternation", prodOccurrence)),
  buildLookaheadForOptional: ({ rule, prodOccurrence, prodType }) =>
    entrance(() => placeIn(rule, prodType, prodOccurrence)),
};
