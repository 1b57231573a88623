/** All that pages are made of, worked out once. */

import type { Demand } from "../../compiler/capacity/demand.ts";
import { expectedDemand, type Group, groupsOf } from "../../compiler/capacity/demand.ts";
import { createProver } from "../../compiler/proofs/prover.ts";
import type { Prose, Said } from "../../runtime/prose/prose.ts";
import { type Words, wordsOf } from "../../runtime/prose/values.ts";
import type { Schedule } from "../../schedule/types.ts";
import type { Html } from "../report/html.ts";
import { type Addresses, addressesOf } from "./addresses.ts";
import type { Subject } from "./kinds.ts";
import { type Occasion, occasionsOf } from "./occasions.ts";
import { type Uses, usesOf } from "./uses.ts";
import { type YearRow, yearOf } from "./year.ts";

export interface GroupYear extends Group {
  readonly rows: readonly YearRow[];
  /** By role. */
  readonly demand: readonly Demand[];
}

export interface SiteData {
  /** What the site is called: the project's folder. */
  readonly title: string;
  readonly schedule: Schedule;
  readonly words: Words;
  readonly addresses: Addresses;
  readonly uses: Uses;
  readonly occasions: readonly Occasion[];
  /** Of every segment, and of the touch models that cadences name; without either, of everybody. */
  readonly years: readonly GroupYear[];
}

/** What a page tells of one declaration. */
export interface Entry {
  readonly subject: Subject;
  /** As a reader calls it. */
  readonly title: string;
  /** As the program calls it; absent for what there is one of. */
  readonly code?: string;
  readonly doc?: string;
  /** In one sentence, for lists; empty where the comment says it. */
  readonly summary: Prose;
  readonly said: readonly Said[];
  /** What is shown besides: drawings, tables. */
  readonly more: readonly Html[];
  /** Of the schedule's `sources`; absent where there is no one place. */
  readonly path?: string;
}

export function siteDataOf(title: string, schedule: Schedule): SiteData {
  const words = wordsOf(schedule);
  const prover = createProver(schedule);
  const demand = expectedDemand(schedule, prover);
  return {
    title,
    schedule,
    words,
    addresses: addressesOf(schedule),
    uses: usesOf(schedule),
    occasions: occasionsOf(schedule, words),
    years: groupsOf(schedule).map((group) => ({
      ...group,
      rows: yearOf(schedule, group, prover),
      demand: demand.filter((each) => each.group === group.group && each.kind === group.kind),
    })),
  };
}
