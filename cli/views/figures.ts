/** Figures as people read them. Everything is kept in whole minutes and counts, and rounded only here. */

/** Hours with one decimal, halves up: `90` minutes are `1.5`. */
export function hours(minutes: number): string {
  return decimal(Math.round(minutes / 6));
}

/** `part` of `whole` with one decimal, halves up; `-` of nothing. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? "-" : `${decimal(Math.round((1000 * part) / whole))}%`;
}

/** A mean with one decimal, halves up. */
export function mean(sum: number, count: number): string {
  return count === 0 ? "-" : decimal(Math.round((10 * sum) / count));
}

function decimal(tenths: number): string {
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}

/** `1 account`, `2 accounts`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
