/** Whether a name is a time zone: asked while the project file is read, so that a slip is told at its line. */
import { Temporal } from "temporal-polyfill";
import { didYouMean } from "./suggest.ts";

/** What is wrong with a zone name, in one sentence; undefined when it is one. */
export function zoneMistake(name: string): string | undefined {
  const zones = Intl.supportedValuesOf("timeZone");
  // Most names are one of these. Other names of the same zones are asked of Temporal, which takes ten times as long.
  if (zones.includes(name)) return undefined;
  try {
    // An offset has no rule for summer time, so it is nobody's zone. Temporal knows no ambiguous names as `IST`.
    if (/^[A-Za-z]/.test(name)) {
      Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
      return undefined;
    }
  } catch {
    // Told below.
  }
  const ofCity = zones.filter((zone) => zone.split("/").at(-1)?.toLowerCase() === cityOf(name));
  const meant = ofCity.length === 1 ? ` Did you mean \`${ofCity[0]}\`?` : didYouMean(name, zones);
  return `\`${name}\` is no time zone.${meant || " Write a place, as `Europe/London` or `America/New_York`."}`;
}

/** `New York` as the list of zones writes it. */
function cityOf(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_");
}
