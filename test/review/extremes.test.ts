/** A whole program compared with none, both ways, and with itself under other names: everything is told, once, and every view says it. */
import { expect, test } from "vitest";
import { diffText } from "../../cli/views/diff.ts";
import { commentText } from "../../cli/views/review/comment.ts";
import { compare } from "../../review/diff/diff.ts";
import type { DiffReport } from "../../review/types.ts";
import type { Schedule } from "../../schedule/types.ts";
import { everything, scheduleOf, standard } from "./programs.ts";

const empty = scheduleOf("");

/** The texts of both views; the changes. */
function told(before: Schedule, after: Schedule) {
  const { changes } = compare(before, after).diff;
  const side = { kind: "folder", name: ".", commit: null, digest: null } as const;
  const report: DiffReport = {
    format: "playc-diff",
    version: 1,
    before: side,
    after: side,
    changes,
    texts: null,
    problems: { before: [], after: [] },
    notes: [],
  };
  const terminal = diffText(report, { width: 100, colour: false });
  return { changes, terminal, comment: commentText(report, (rule) => rule) };
}

test.each([
  ["everything", everything],
  ["the standard playbooks", standard],
])("%s and no program", (_title, program) => {
  const gone = told(program, empty);
  const come = told(empty, program);
  expect(gone.changes.length).toBe(come.changes.length);
  const removed = gone.changes
    .filter(({ what }) => what === "removed")
    .map(({ kind, name }) => `${kind} ${name.before}`);
  const added = come.changes.filter(({ what }) => what === "added").map(({ kind, name }) => `${kind} ${name.after}`);
  expect(removed.toSorted()).toEqual(added.toSorted());
  expect(new Set(removed)).toContain(`trigger ${program.triggers[0]!.name}`);
  for (const { name } of [...program.touches, ...program.plays, ...program.cadences]) {
    expect(gone.terminal).toContain(name);
    expect(come.comment).toContain(name);
  }
});
