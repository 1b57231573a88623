/** The order of names and paths wherever one is written down: known to the compiler and to the runtime alike. */

/** Order by UTF-16 code units: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
