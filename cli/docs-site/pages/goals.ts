/** Pages of what holds for all, and of what it should come to: rules, experiments, measures, costs, assumed answers. */

import { scopeProse } from "../../../runtime/prose/actions.ts";
import { assumptionProse, experimentSaid, figureProse, measureSaid, returnSaid } from "../../../runtime/prose/goals.ts";
import { policySaid } from "../../../runtime/prose/policy.ts";
import { say, sentence } from "../../../runtime/prose/prose.ts";
import { docSaid } from "../../../runtime/prose/work.ts";
import { type SinglePage, singlePages } from "../kinds.ts";
import type { Entry, SiteData } from "../site-data.ts";
import { named } from "./work.ts";

export function goalEntries({ schedule, words }: SiteData): Entry[] {
  const { experiments = [], measures = [], roi, assumptions = [], policy } = schedule;
  const rules = policySaid(policy);
  return [
    ...experiments.map(
      (experiment): Entry => ({
        ...named("experiment", experiment),
        summary: experiment.doc === undefined ? sentence(say`on ${scopeProse(words, experiment.scope)}`) : [],
        said: experimentSaid(words, experiment),
        more: [],
      }),
    ),
    ...measures.map(
      (measure): Entry => ({
        ...named("measure", measure),
        summary: sentence(figureProse(words, measure.figure)),
        said: measureSaid(words, measure),
        more: [],
      }),
    ),
    ...(rules.length > 0 ? [single("policy", "Limits, quiet days, hours and consent.", rules)] : []),
    ...(roi
      ? [
          {
            ...single("roi", "What it costs, and what it brings in.", returnSaid(words, roi)),
            ...(roi.doc !== undefined && { doc: roi.doc }),
          },
        ]
      : []),
    ...(assumptions.length > 0
      ? [
          single(
            "assume",
            "Which share of touches is answered, where no history can tell.",
            assumptions.flatMap((each) => [{ text: sentence(assumptionProse(each)) }, ...docSaid(each)]),
          ),
        ]
      : []),
  ];
}

function single(page: SinglePage, summary: string, said: Entry["said"]): Entry {
  const { title } = singlePages.find(({ single: one }) => one === page)!;
  return { subject: { single: page }, title, summary: [summary], said, more: [], path: page };
}
