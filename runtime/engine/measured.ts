/** What measures and the return are told of an account whose simulation is over. */
import type { AccountOutcome, LedgerRow } from "../ledger/types.ts";
import { contributionsOf } from "../measures/contributions.ts";
import type { Measured } from "../measures/figures.ts";
import { returnUnitsOf } from "../measures/return.ts";
import { beginRecords } from "./records.ts";
import type { AccountState } from "./state.ts";

/** What the account adds to them; nothing for a program without. */
export function goalsOf(state: AccountState, rows: readonly LedgerRow[]): Pick<AccountOutcome, "measures" | "returns"> {
  const { program, range, view, history, deliveries, runs } = state;
  // What was delivered on quiet days behind the last that was lived counts like any other.
  beginRecords(state, range.to);
  const { schedule, conditions, grid, measures } = program;
  const account: Measured = { schedule, conditions, grid, range, view, history, deliveries, runs };
  return { measures: contributionsOf(measures, account), returns: returnUnitsOf(schedule.roi, account, rows) };
}
