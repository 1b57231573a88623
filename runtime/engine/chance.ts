/** Chance: numbers that are functions of a text alone, so that neither order nor company changes what anybody draws. */
import { createHash } from "node:crypto";

/** Half of the digits of a double's fraction would do; these are all but one. */
const hexDigits = 13;
const numbersDrawn = 2 ** (4 * hexDigits);

/** Two numbers from one text, each between 0 and 1, neither included. */
export function pairDrawn(text: string): { first: number; second: number } {
  const digest = createHash("sha256").update(text, "utf8").digest("hex");
  const number = (from: number) => (Number.parseInt(digest.slice(from, from + hexDigits), 16) + 0.5) / numbersDrawn;
  return { first: number(0), second: number(hexDigits) };
}

/** Between 0 and 1, neither included. */
export function numberDrawn(text: string): number {
  return pairDrawn(text).first;
}
