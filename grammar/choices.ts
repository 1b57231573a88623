/**
 * How every place of the grammar decides, as a table. chevrotain works the grammar out by running each rule once at every
 * start, which takes longer than checking a playbook: a build does it once, and the parser then reads the table.
 */
import type { Rule } from "chevrotain";
import { type Beginnings, choice, type Decision, entrance, type PlaceKind, placesOf } from "./lookahead.ts";
import { tokenNamed } from "./tokens.ts";

/** Names of the types of tokens by which each alternative of a place may begin, by the number of the place. */
export type Choices = Readonly<Record<string, readonly (readonly string[])[]>>;

/** chevrotain numbers the places of a grammar by rule, kind and occurrence (`parse/grammar/keys` there). */
const kindNumbers: Readonly<Record<PlaceKind, number>> = {
  Alternation: 1,
  Option: 2,
  Repetition: 3,
  RepetitionMandatory: 4,
  RepetitionWithSeparator: 5,
  RepetitionMandatoryWithSeparator: 6,
};
const occurrenceBits = 8;
const kindBits = 4;

/** The table of a grammar. `numbers`: what chevrotain calls the rules, in the bits of places that are theirs. */
export function choicesOf(rules: readonly Rule[], numbers: Readonly<Record<string, number>>): Choices {
  const choices: Record<string, readonly (readonly string[])[]> = {};
  for (const rule of rules) {
    for (const { kind, occurrence, beginnings } of placesOf(rule)) {
      const place = numbers[rule.name]! | (kindNumbers[kind] << occurrenceBits) | occurrence;
      choices[place] = beginnings().map((types) => types.map(({ name }) => name));
    }
  }
  return choices;
}

/** The decisions that a table says, by the number of their place. */
export function decisionsOf(choices: Choices): [number, Decision][] {
  return Object.entries(choices).map(([place, names]) => {
    const beginnings = (): Beginnings => names.map((each) => each.map(tokenNamed));
    const kind = (Number(place) >> occurrenceBits) & ((1 << kindBits) - 1);
    return [Number(place), kind === kindNumbers.Alternation ? choice(beginnings) : entrance(beginnings)];
  });
}
