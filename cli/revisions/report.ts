/** All that `playc diff` has to say: the change of meaning or, where a program has errors, that of words, and what to know of both. */
import { readProjectFile } from "../../project/read.ts";
import { type TextOf, withClausePlaces } from "../../review/clause-places.ts";
import { compare } from "../../review/diff/diff.ts";
import { settingsChanged } from "../../review/settings.ts";
import { isSamePlan } from "../../review/tests.ts";
import { compareTexts } from "../../review/texts.ts";
import type { Compared, DiffReport, Note, SettingChange } from "../../review/types.ts";
import type { TestPlan } from "../../schedule/tests.ts";
import { projectFileName } from "../project-files.ts";
import { counted } from "../views/figures.ts";
import type { Program } from "./sides.ts";

/** What the two say differently; null where one of them has errors. */
export function comparedOf({ schedule: before }: Program, { schedule: after }: Program): Compared | null {
  return before && after ? compare(before, after) : null;
}

/** `compared`: as `comparedOf` found it. */
export function reportOn(
  before: Program,
  after: Program,
  compared: Compared | null,
  more: readonly Note[],
): DiffReport {
  const changes = compared ? withClausePlaces(compared.diff.changes, textsOf(before), textsOf(after)) : null;
  const settings = settingsOf(before, after);
  return {
    format: "playc-diff",
    version: 1,
    before: before.side,
    after: after.side,
    changes,
    texts: changes ? null : compareTexts(filesOf(before), filesOf(after)),
    problems: { before: before.problems, after: after.problems },
    notes: [...before.notes, ...after.notes, ...more, ...notesOn(before, after, changes?.length === 0, settings)],
    ...(settings && { settings }),
  };
}

/** Undefined where one of the two has no playc.yaml, or one that cannot be read. */
function settingsOf({ checked: before }: Program, { checked: after }: Program): SettingChange[] | undefined {
  const statedIn = (checked: Program["checked"]) =>
    checked && readProjectFile(projectFileName, checked.folder.projectFile).stated;
  const [old, now] = [statedIn(before), statedIn(after)];
  return old && now && settingsChanged(old, now);
}

function textsOf(program: Program): TextOf {
  const texts = new Map(filesOf(program).map(({ path, text }) => [path, text]));
  return (file) => texts.get(file);
}

function filesOf({ checked }: Program) {
  return checked?.folder.files ?? [];
}

function notesOn(before: Program, after: Program, isSame: boolean, settings: readonly SettingChange[] = []): Note[] {
  if (!before.checked || !after.checked) return [];
  const notes: Note[] = [];
  const { files } = compareTexts(filesOf(before), filesOf(after));
  const [old, now] = [before.checked.tests, after.checked.tests];
  const areTestsAlike = old && now && isSamePlan(old, now);
  if (isSame && files.length > 0 && areTestsAlike) {
    const said = `${counted(files.length, ".play file")} ${files.length === 1 ? "differs" : "differ"} only in order, comments, layout or what is not used: that changes nothing.`;
    notes.push({ code: "cosmetic", text: said });
  }
  if (old && now && !areTestsAlike) notes.push({ code: "tests", text: testsText(old, now) });
  if (before.checked.folder.projectFile !== after.checked.folder.projectFile) {
    if (settings.length === 0) {
      notes.push({ code: "cosmetic", text: "playc.yaml differs only in order, comments or layout." });
    } else {
      const text = `playc.yaml differs, too. With --simulate both programs read the data, and are judged, as that of ${after.side.kind === "folder" ? "the program after" : "the project's folder"} says: no figure shows what the difference does.`;
      notes.push({ code: "project-file", text });
    }
  }
  return notes;
}

function testsText(before: TestPlan, after: TestPlan): string {
  const names = ({ tests }: TestPlan) => new Set(tests.map(({ name }) => name));
  const [old, now] = [names(before), names(after)];
  const added = [...now].filter((name) => !old.has(name)).length;
  const removed = [...old].filter((name) => !now.has(name)).length;
  const said = [
    ...(added > 0 ? [`${added} new`] : []),
    ...(removed > 0 ? [`${removed} gone`] : []),
    ...(added + removed === 0 ? ["some say something else"] : []),
  ];
  return `The program's tests differ, too: ${said.join(", ")}.`;
}
