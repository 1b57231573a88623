/** A test while it is read: its accounts, and every date that it names. */
import type { Name } from "../../grammar/tree.ts";
import type { TestAccount } from "../../schedule/tests.ts";
import { likely } from "../diagnostics/suggest.ts";
import type { Checker } from "../program.ts";
import type { NamedDates } from "./days.ts";

export interface AccountDraft extends Omit<TestAccount, "name"> {
  name: Name;
  /** Fields, roles and experiments that have a value already. */
  given: Set<string>;
  /** By metric, the stretches of days that have values already; none of two overlap. */
  toldStretches: Map<string, { from: string; to: string }[]>;
  /** Fields that are given a value, be it a wrong one. */
  assigned: Set<string>;
  /** First and last dates of what its history tells. */
  toldDays: string[];
}

export class TestDraft {
  readonly accounts = new Map<string, AccountDraft>();
  /** Of histories, of `from` and of expectations. */
  readonly dates: NamedDates = [];
  private readonly missing = new Set<string>();

  /** Once a name: whatever else is said of that account follows from its not being there. */
  reportNoAccount(checker: Checker, name: Name): void {
    if (this.missing.has(name.text)) return;
    this.missing.add(name.text);
    const found = likely(name.text, this.accounts.keys());
    checker.report("not-in-test", { account: name.text, suggestion: found.suggestion }, name.span, found);
  }
}
