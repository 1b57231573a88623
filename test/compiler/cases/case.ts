/** One mistake and its mended twin. */
import type { Surroundings } from "../support.ts";

export interface Case {
  code: string;
  /** The mistake stands between `⟦` and `⟧`. */
  bad: string;
  good: string;
  /** A word the hint must contain. */
  hint?: string;
  surroundings?: Surroundings;
  /** Where the mistake is reported, when that is not `case.play`. */
  file?: string;
  goodSurroundings?: Surroundings;
}

/** A case about a condition, as the cause of a trigger. */
export function condition(code: string, bad: string, good: string, hint?: string): Case {
  const trigger = (text: string) => `trigger t { level red  when ${text}  do alert csm }`;
  return { code, bad: trigger(bad), good: trigger(good), ...(hint ? { hint } : {}) };
}

/** A case about a clause of a touch. */
export function touch(code: string, bad: string, good: string, hint?: string): Case {
  const touchWith = (text: string) => `touch check_in { channel email  owner csm  effort 5min  ${text} }`;
  return { code, bad: touchWith(bad), good: touchWith(good), ...(hint ? { hint } : {}) };
}

/** A case about a clause of the policy. */
export function policy(code: string, bad: string, good: string, hint?: string): Case {
  const policyWith = (text: string) => `policy { ${text} }`;
  return { code, bad: policyWith(bad), good: policyWith(good), ...(hint ? { hint } : {}) };
}

/** A case about a step of a cadence from a date. */
export function step(code: string, bad: string, good: string, hint?: string): Case {
  const cadence = (text: string) => `cadence c from contract_start { ${text} }`;
  return { code, bad: cadence(bad), good: cadence(good), ...(hint ? { hint } : {}) };
}

/** A case about a clause or phase of a play that starts by itself. */
export function play(code: string, bad: string, good: string, hint?: string): Case {
  const playWith = (text: string) => `play p { level red  start when health < 60  ${text} }`;
  return { code, bad: playWith(bad), good: playWith(good), ...(hint ? { hint } : {}) };
}
