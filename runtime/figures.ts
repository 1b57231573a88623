/** Figures as people read them. Everything is kept in whole minutes and counts, and rounded only here. */

/** Hours with one decimal, halves up: `90` minutes are `1.5`. */
export function hours(minutes: number): string {
  return decimal(Math.round(minutes / 6));
}

/** Hours that a minute more would be others: `16.0 h`, `16 h 1 min`. */
export function exactHours(minutes: number): string {
  return minutes % 6 === 0 ? `${hours(minutes)} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A length of time: `11d 9h`, `5h 20min`, `40min`; from a day on in whole hours, halves up. */
export function span(minutes: number): string {
  const days = minutes >= 1440;
  const [large, small] = days ? [24, Math.round(minutes / 60)] : [60, minutes];
  const [whole, rest] = [Math.floor(small / large), small % large];
  const [wholeUnit, restUnit] = days ? ["d", "h"] : ["h", "min"];
  const parts = [...(whole > 0 ? [`${whole}${wholeUnit}`] : []), ...(rest > 0 ? [`${rest}${restUnit}`] : [])];
  return parts.join(" ") || "0min";
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

/** Minor units with thousands apart: `1,234.50`. */
export function money(minor: number, minorDigits: number): string {
  const digits = String(Math.abs(minor)).padStart(minorDigits + 1, "0");
  const whole = digits.slice(0, digits.length - minorDigits).replace(/\B(?=(\d{3})+$)/g, ",");
  const fraction = minorDigits === 0 ? "" : `.${digits.slice(-minorDigits)}`;
  return `${minor < 0 ? "-" : ""}${whole}${fraction}`;
}
