/** From numbers as they are written to whole base units, without rounding (docs/language.md, section 2). */

/**
 * `value` times ten to the `digits`, exactly; or why there is no such whole number.
 * The decimal digits of the number decide, not its binary fraction: 0.29 of two digits is 29.
 */
export function toBaseUnits(value: number, digits: number): number | "too-fine" | "too-large" {
  if (!Number.isFinite(value)) return "too-large";
  if (Number.isInteger(value)) {
    const scaled = value * 10 ** digits;
    return Number.isSafeInteger(scaled) ? scaled : "too-large";
  }
  // Fifteen digits are exact both ways; they also heal `1.005K` that was multiplied in binary.
  const decimal = Number(value.toPrecision(15)).toString();
  if (decimal.includes("e")) return Math.abs(value) < 1 ? "too-fine" : "too-large";
  const [whole = "0", fraction = ""] = decimal.split(".");
  if (fraction.length > digits) return "too-fine";
  const scaled = Number(BigInt(whole + fraction.padEnd(digits, "0")));
  return Number.isSafeInteger(scaled) ? scaled : "too-large";
}
