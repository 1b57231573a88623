/** Which names are time zones is told without the calendar, which takes long to load: the calendar says the same. */
import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { isZone, zoneMistake } from "../../project/zones.ts";

const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const threeLetters = letters.flatMap((a) => letters.map((b) => `${a}${b}T`));
const names = [
  ...Intl.supportedValuesOf("timeZone"),
  ...threeLetters,
  ...[
    "US/Pacific",
    "Etc/GMT+5",
    "GMT+5",
    "UTC+1",
    "EST5EDT",
    "W-SU",
    "Zulu",
    "GMT0",
    "Europe/",
    "Europe/Berlin ",
    "",
    "A",
  ],
];

function isOfCalendar(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

it("agrees with the calendar on names, however they are written", () => {
  for (const name of names.flatMap((each) => [each, each.toLowerCase(), each.toUpperCase()])) {
    expect(isZone(name), name).toBe(/^[A-Za-z]/.test(name) && isOfCalendar(name));
  }
});

it("takes no offset for a zone", () => expect(zoneMistake("+02:00")).toContain("is no time zone"));
