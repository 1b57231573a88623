/**
 * Units as people write them (`wks`, `pts`, `30s`, `two weeks`) and which of the language's is meant. Whatever is
 * recognised here is a mistake all the same: it is told, with the way to write it, and read as what was meant.
 */

import { readNumber } from "./numbers.ts";
import type { DurationUnitWord, Literal, Span } from "./tree.ts";

/** `none`: a unit that the language has not, such as seconds. */
export type MeantUnit = DurationUnitWord | "points" | "percent" | "K" | "M" | "B" | "none";

/** In small letters. Those of one letter are only what nobody could take for another: `m` is none of them. */
const spellings: readonly [MeantUnit, string][] = [
  ["min", "min mins minute minutes"],
  ["h", "h hr hrs hour hours"],
  ["d", "d"],
  ["day", "dy dys day days"],
  ["week", "w wk wks week weeks"],
  ["month", "mo mos mth mths mnth mnths month months"],
  ["quarter", "q qs qtr qtrs quarter quarters"],
  ["year", "y yr yrs year years"],
  ["business_day", "bd bds workday workdays"],
  ["points", "pt pts point points"],
  ["percent", "pct percent pc"],
  ["K", "k thousand"],
  ["M", "million millions mio mm mn"],
  ["B", "b bn billion billions"],
  ["none", "s sec secs second seconds ms"],
];

const unitOfSpelling = new Map(spellings.flatMap(([unit, words]) => words.split(" ").map((word) => [word, unit])));

/** Words long enough for a slip of one letter to be told from another word. */
const longWords = [...unitOfSpelling.keys()].filter((word) => word.length >= 4);

const workingDay = /^(?:business|busines|bussiness|bus|working|work)$/i;
const dayWord = /^days?$/i;

const numberWords = new Map(
  [
    "each a an single",
    "two other second",
    "three third",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
  ].flatMap((words, index) => words.split(" ").map((word) => [word, index + 1])),
);

/** The unit that one word behind a number stands for, letter for letter or with a slip; undefined for other words. */
export function unitMeant(word: string): MeantUnit | undefined {
  const small = word.toLowerCase();
  const slipped = small.length >= 4 ? longWords.find((each) => isSlip(small, each)) : undefined;
  return unitOfSpelling.get(small) ?? (slipped === undefined ? undefined : unitOfSpelling.get(slipped));
}

/** `working days`, `busines days`. */
export function isWorkingDays(first: string, second: string): boolean {
  return workingDay.test(first) && dayWord.test(second);
}

/** `two`, `other`, `each`, in front of a unit. */
export function numberOfWord(word: string): number | undefined {
  return numberWords.get(word.toLowerCase());
}

/** How the language writes so many of a unit; undefined for a unit that it has not, and for part of a unit of time. */
export function writtenWith(number: string, unit: MeantUnit): string | undefined {
  if (unit === "none" || (isTime(unit) && number.includes("."))) return undefined;
  if (unit === "percent") return `${number}%`;
  if (unit === "points") return `${number} points`;
  if (["min", "h", "d", "K", "M", "B"].includes(unit)) return `${number}${unit}`;
  return `${number} ${unit.replace("_", " ")}${number === "1" ? "" : "s"}`;
}

/** So many of a unit as a value; undefined where there is none, or none of that size. */
export function literalWith(number: string, unit: MeantUnit, span: Span): Literal | undefined {
  if (unit === "none" || (isTime(unit) && number.includes("."))) return undefined;
  if (unit === "K" || unit === "M" || unit === "B") {
    const value = /[KMB]$/.test(number) ? undefined : readNumber(number + unit);
    return value === undefined ? undefined : { kind: "number", value, span };
  }
  const value = readNumber(number);
  if (value === undefined) return undefined;
  if (unit === "percent") return { kind: "ratio", value: Number(`${value}e-2`), span };
  if (unit === "points") return { kind: "points", value, span };
  return { kind: "duration", value, unit, span };
}

function isTime(unit: MeantUnit): boolean {
  return !["points", "percent", "K", "M", "B"].includes(unit);
}

/** One letter too many, too few or another, or two neighbours swapped. */
function isSlip(written: string, meant: string): boolean {
  let same = 0;
  while (same < meant.length && written[same] === meant[same]) same++;
  const [left, right] = [written.slice(same), meant.slice(same)];
  const isSwapped = left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2);
  return left.slice(1) === right.slice(1) || left.slice(1) === right || left === right.slice(1) || isSwapped;
}
