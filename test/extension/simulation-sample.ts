/** The summary of a small run, as the Simulation panel reads it. */
import type { RunSummary } from "../../extension/simulation/summary.ts";

const week = (from: string, touches: number, minutes: number) => ({ week: from, touches, others: 1, minutes });
export const sampleRun = (person: string): RunSummary => ({
  schedule: "sha256:0",
  range: { from: "2026-01-05", to: "2026-01-25", days: 21, weeks: 3 },
  input: {
    tables: [],
    lookAhead: [],
    unmapped: { people: [], metrics: [], events: [] },
    from: "2026-01-01",
    to: "2026-01-31",
    begunBefore: 0,
  },
  accounts: {
    total: 7,
    alive: 7,
    touched: 7,
    neverTouched: 0,
    neverTouchedByPerson: 0,
    neverTouchedFirst: [],
    unsegmented: { accounts: 0, days: 0, reasons: [] },
  },
  people: [
    {
      person,
      roles: ["csm"],
      unassigned: false,
      touches: 14,
      others: 2,
      minutes: 660,
      peak: {
        week: "2026-01-05",
        touches: 10,
        minutes: 600,
        source: { source: "cadence rhythm", demands: 10, minutes: 600 },
      },
      weeks: [week("2026-01-05", 10, 600), week("2026-01-19", 4, 60)],
    },
  ],
  capacity: [
    {
      person,
      roles: ["csm"],
      people: [person],
      minutes: 660,
      capacity: 960,
      weeksOver: 1,
      firstOver: "2026-01-05",
      peak: { week: "2026-01-05", minutes: 600, capacity: 480 },
      weeks: [
        { week: "2026-01-05", minutes: 600, capacity: 480 },
        { week: "2026-01-19", minutes: 60, capacity: 480 },
      ],
    },
  ],
});
