/** The account table of a synthetic customer: a row for every day on which what we know of them changed. */
import type { AccountPlan } from "./generate-saas-account.ts";
import { isoDay, type Window } from "./generate-saas-calendar.ts";
import { tiers } from "./generate-saas-contract.ts";
import type { Cell } from "./generate-saas-files.ts";

/** What changes in a customer's life; the rest of the row stays. */
interface State {
  plan: string;
  arr: number;
  seats: number;
  storageLimit: number;
  callLimit: number;
  renewal: number;
  renewals: number;
  noticeGiven: number | undefined;
  churnedOn: number | undefined;
  emailOptIn: boolean;
}

/** Rows of `accounts.csv`, oldest first: the first is dated the customer's first day inside the window. */
export function accountRows(plan: AccountPlan, window: Window): Cell[][] {
  const changes = changesOf(plan).filter((change) => change.day <= window.to);
  changes.sort((a, b) => a.day - b.day);
  let state: State | undefined;
  const rows = new Map<number, Cell[]>();
  for (const change of changes) {
    state = { ...(state as State), ...change.patch };
    // Two changes of one day are one row; what was signed before the window is known on its first day.
    const from = Math.max(change.day, plan.firstDay);
    rows.set(from, rowOf(plan, from, state));
  }
  return [...rows.values()];
}

function changesOf(plan: AccountPlan): { day: number; patch: Partial<State> }[] {
  const changes: { day: number; patch: Partial<State> }[] = [];
  for (const term of plan.terms) {
    const { seats, storageLimit, callLimit, renewal, renewals, noticeGiven } = term;
    const first: Partial<State> =
      renewals > 0 ? {} : { churnedOn: undefined, emailOptIn: plan.emailOptIn, noticeGiven: undefined };
    const isTrial = plan.paidFrom !== undefined && renewals === 0;
    const paid = { plan: tiers[plan.tier].plan, arr: term.revenue };
    const patch = {
      ...first,
      ...(isTrial ? { plan: "trial", arr: 0 } : paid),
      seats,
      storageLimit,
      callLimit,
      renewal,
      renewals,
    };
    // A renewal signed today is in the CRM tomorrow.
    changes.push({ day: renewals > 0 ? term.signedOn + 1 : term.signedOn, patch });
    if (isTrial) changes.push({ day: plan.paidFrom!, patch: paid });
    if (noticeGiven !== undefined) changes.push({ day: noticeGiven, patch: { noticeGiven } });
  }
  if (plan.unsubscribedOn !== undefined) changes.push({ day: plan.unsubscribedOn, patch: { emailOptIn: false } });
  if (plan.churnedOn !== undefined) changes.push({ day: plan.churnedOn, patch: { churnedOn: plan.churnedOn } });
  return changes;
}

function rowOf(plan: AccountPlan, from: number, state: State): Cell[] {
  return [
    plan.id,
    isoDay(from),
    plan.name,
    plan.industry,
    plan.zone,
    state.plan,
    state.arr,
    state.seats,
    state.storageLimit,
    state.callLimit,
    isoDay(plan.contractStart),
    isoDay(state.renewal),
    isoDay(state.churnedOn),
    state.renewals,
    plan.strategic,
    plan.goal,
    plan.autoRenews,
    isoDay(state.noticeGiven),
    state.emailOptIn,
    plan.phoneOptIn,
    plan.preferredInterval,
  ];
}
