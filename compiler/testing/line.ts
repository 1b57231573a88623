/** Values on a line from one day's to another's. */

/**
 * `days` values from `first` to `last`, equally far apart, each rounded half to even to a whole base unit. Whole numbers
 * all the way: a binary fraction would round some of them otherwise.
 */
export function lineBetween(first: number, last: number, days: number): number[] {
  if (days === 1) return [first];
  const steps = BigInt(days - 1);
  const rise = BigInt(last) - BigInt(first);
  return Array.from({ length: days }, (_, index) =>
    Number(halfToEven(BigInt(first) * steps + rise * BigInt(index), steps)),
  );
}

/** `dividend / divisor`, which is positive. */
function halfToEven(dividend: bigint, divisor: bigint): bigint {
  const floor = dividend / divisor - (dividend % divisor < 0n ? 1n : 0n);
  const twice = 2n * (dividend - floor * divisor);
  if (twice === divisor) return floor % 2n === 0n ? floor : floor + 1n;
  return twice > divisor ? floor + 1n : floor;
}
