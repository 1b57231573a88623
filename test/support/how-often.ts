/** How often a law is tried: as often as it should be when what it is about changes (`PROPERTIES=full`), or, in CI, often enough to notice. */
export const howOften = (full: number, inCi: number): number => (process.env.PROPERTIES === "full" ? full : inCi);
