/** Checks what stands beside the work: the policy, the team, who covers for whom, and what is assumed of answers. */
import type { Assumption, Cover, Policy, TeamMember } from "../../schedule/types.ts";
import { checkEach, type Declared } from "../model/model.ts";
import { checkAssume } from "../work/assume.ts";
import { checkPolicy, noPolicy } from "./policy.ts";
import { checkCover, checkTeam } from "./team.ts";

export interface CheckedPolicies {
  policy: Policy;
  team: TeamMember[];
  covers: Cover[];
  assumptions: Assumption[];
}

export function checkPolicies(declared: Declared): CheckedPolicies {
  const [policy] = checkEach(declared.byFile("policy"), checkPolicy);
  const covers = new Map<string, Cover>();
  for (const { checker, declaration } of declared("cover")) {
    const cover = checkCover(checker, declaration);
    if (!cover) continue;
    if (covers.has(cover.path)) {
      checker.report("repeated-in-list", { what: "cover", name: `${cover.role} by ${cover.by}` }, declaration.span);
    }
    covers.set(cover.path, cover);
  }
  return {
    policy: policy ?? noPolicy,
    team: checkEach(declared.byFile("team"), checkTeam).flat(),
    covers: [...covers.values()],
    assumptions: checkEach(declared.byFile("assume"), checkAssume).flat(),
  };
}
