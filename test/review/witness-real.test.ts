/** Of changes of real programs: for each declaration that changed a history is found, and its test says what it is to say. */
import { describe, expect, it } from "vitest";
import { compare } from "../../review/diff/diff.ts";
import { subjectText } from "../../review/sentences.ts";
import { witnessesOf } from "../../review/witness/witness.ts";
import { realChanges, realSchedule } from "./real-changes.ts";

/** A score that rests on what happened is not led down and up again in one history, and no model through two journeys at once. */
const notFound: Readonly<Record<string, readonly string[]>> = {
  "what is healthy": ["journey keeping"],
  "a touch model": ["model high_touch"],
};

describe.each(["saas", "standard"] as const)("a history shows, in playbooks/%s, a change of", (project) => {
  const before = realSchedule(project);
  const changes = realChanges.filter((change) => change.project === project);
  it.each(changes)("$what", (change) => {
    const after = realSchedule(project, change);
    const compared = compare(before, after);
    const witnesses = witnessesOf({ before, after, compared, zone: "UTC", taken: new Set() });
    expect(witnesses.length).toBeGreaterThan(0);
    const missing = witnesses.filter(({ found }) => found === null).map(subjectText);
    expect(missing).toEqual(notFound[change.what] ?? []);
  });
});
