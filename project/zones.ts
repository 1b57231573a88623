/** Whether a name is a time zone: asked while the project file is read, so that a slip is told at its line. */
import { didYouMean } from "./suggest.ts";

/** Names of old that mean one zone in one country and another elsewhere, as `IST`: the calendar takes none of them. */
const ambiguous = /^(?:AC|AE|AG|AR|AS|BE|BS|CA|CN|CS|CT|EA|EC|IE|IS|JS|MI|NE|NS|PL|PN|PR|PS|SS|VS)T$/i;

/** What is wrong with a zone name, in one sentence; undefined when it is one. */
export function zoneMistake(name: string): string | undefined {
  if (isZone(name)) return undefined;
  const zones = Intl.supportedValuesOf("timeZone");
  const ofCity = zones.filter((zone) => zone.split("/").at(-1)?.toLowerCase() === cityOf(name));
  const meant = ofCity.length === 1 ? ` Did you mean \`${ofCity[0]}\`?` : didYouMean(name, zones);
  return `\`${name}\` is no time zone.${meant || " Write a place, as `Europe/London` or `America/New_York`."}`;
}

/** Whether a name is a time zone. An offset has no rule for summer time, so it is nobody's zone. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name) || ambiguous.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** `New York` as the list of zones writes it. */
function cityOf(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_");
}
