/** Numbers as they are written. They are decimal and are read with their suffix at once, so that `1.1M` is exact. */

const exponents: Readonly<Record<string, number>> = { K: 3, M: 6, B: 9 };

/** Reads `25`, `2.5`, `25K`; undefined when it is beyond what a whole number can hold exactly. */
export function readNumber(text: string): number | undefined {
  const exponent = exponents[text.at(-1) ?? ""];
  const value = Number(exponent === undefined ? text : `${text.slice(0, -1)}e${exponent}`);
  return value <= Number.MAX_SAFE_INTEGER ? value : undefined;
}
