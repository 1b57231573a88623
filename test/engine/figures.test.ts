/** Figures by segment in times, of customers who move from one segment to another (docs/language.md section 4). */
import { describe, expect, it } from "vitest";
import { formatDay } from "../../runtime/calendar/days.ts";
import { type AccountText, day, ledger, story } from "../support/world.ts";
import { segmented } from "./figures.ts";
import { csm, joined } from "./model.ts";

const first = "2026-01-01";
const lastDay = 120;
const date = (number: number) => formatDay(day(first) + number);

describe("a customer who moves", () => {
  const move = (play: string, tiers: Record<string, string>, more: Partial<AccountText> = {}) =>
    story(
      ledger({
        play: `${segmented} let pace = gold 10d otherwise 30d  ${play}`,
        grid: [first, date(lastDay)],
        accounts: [{ fields: { ...joined("2026-01-01"), tier: tiers }, people: csm, ...more }],
      }),
    );
  const toSilver = { "2025-01-01": "gold", "2026-01-08": "silver" };

  it("keeps in a run the figures of the segment it began in", () => {
    const play =
      "play p { level red start when health < 50 end after 50d phase a day 1..60 { every pace touch mail } }";
    const low = { metrics: { health: { "2026-01-05": 30, "2026-01-06": 90 } } };
    expect(move(play, toSilver, low)).toEqual([
      "2026-01-15 mail done 2026-01-16",
      "2026-01-25 mail done 2026-01-26",
      "2026-02-04 mail done 2026-02-05",
      "2026-02-14 mail done 2026-02-15",
    ]);
  });

  it("rests as long as its segment said at the fire", () => {
    const play = "trigger t { level red on attended do touch mail rest pace }";
    const events = {
      attended: ["2026-01-05T10:00", "2026-01-12T10:00", "2026-01-15T10:00", "2026-02-13T10:00", "2026-02-14T10:00"],
    };
    expect(move(play, toSilver, { events })).toEqual([
      "2026-01-05 mail done 2026-01-05",
      "2026-01-15 mail done 2026-01-15",
      "2026-02-14 mail done 2026-02-14",
    ]);
  });

  it("gets what is due by the figure of the day, and no second time what comes once", () => {
    const play = "cadence c before renewal { pace touch mail }";
    const fields = (tiers: Record<string, string>) => ({
      fields: { ...joined("2026-01-01", { renewal: "2026-03-01" }), tier: tiers },
    });
    expect(move(play, {}, fields({ "2025-01-01": "silver", "2026-02-10": "gold" }))).toEqual([
      "2026-01-30 mail done 2026-01-30",
    ]);
    expect(move(play, {}, fields({ "2025-01-01": "gold", "2026-02-10": "silver" }))).toEqual([]);
    expect(move(play, {}, fields({ "2025-01-01": "gold" }))).toEqual(["2026-02-19 mail done 2026-02-19"]);
  });
});
