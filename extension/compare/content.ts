/** What the panel that compares with the last commit shows, as HTML: what was changed, and what it does. */
import { differenceSentence } from "../../review/compare/sentence.ts";
import { bySubject, sentenceOf, subjectText } from "../../review/sentences.ts";
import type { Change, DiffReport, Side, SideProblem, TextChange, TextDiff } from "../../review/types.ts";
import { counted } from "../../runtime/figures.ts";
import { escaped } from "../../runtime/flow/markup.ts";
import { button, linesOf } from "../webview/html.ts";
import { figuresHtml, section } from "./figures.ts";
import { inFlightHtml, timelinesHtml, witnessesHtml } from "./more.ts";

const doing = {
  comparing: (base: string) => `Comparing with ${base} ...`,
  simulating: () => "Simulating both programs ...",
  searching: () => "Looking for a history that shows each change ...",
};

export interface ShownComparison {
  /** The project that is compared, by its name; empty where the window has no other. */
  readonly project: string;
  /** What is compared with: `HEAD`. */
  readonly base: string;
  /** What is under way: reading the two programs, simulating them, or looking for histories on which they differ. */
  readonly busy: keyof typeof doing | undefined;
  /** Undefined before the first answer. */
  readonly report: DiffReport | undefined;
  /** The figures are those of the comparison before this one. */
  readonly hasOldFigures: boolean;
  /** Why there is no report. */
  readonly failure: string | undefined;
  /** Why there are no figures, where there could be. */
  readonly unsimulated: string | undefined;
  /** Why there are no histories, where somebody asked for them. */
  readonly unwitnessed: string | undefined;
  /** The program that comes with the extension reads no histories. */
  readonly needsProgram: boolean;
  /** Files of the program that are not saved, and so no part of it. */
  readonly unsaved: number;
}

/** More changes nobody reads; the others are counted. */
const mostChanges = 500;
const mostProblems = 10;

export function comparisonContent(shown: ShownComparison): string {
  const { report, failure } = shown;
  return [
    actions(shown),
    ...(shown.unsaved > 0 ? [unsavedText(shown.unsaved)] : []),
    ...(failure === undefined
      ? []
      : [`<p class="error" role="alert">This could not be compared.\n${linesOf(failure)}</p>`]),
    ...(report ? [reportHtml(report, shown)] : []),
  ].join("\n");
}

function actions({ busy, base }: ShownComparison): string {
  if (busy === undefined)
    return `<div class="actions">${button("compare", "", "Compare again", ' class="main"')}</div>`;
  const status = `<span role="status">${escaped(doing[busy](base))}</span>`;
  return `<div class="actions">${button("stop", "", "Stop", ' class="main"')}${status}</div>`;
}

function unsavedText(unsaved: number): string {
  const files = unsaved === 1 ? "1 file is" : `${unsaved} files are`;
  return `<p class="warning">${files} not saved, and no part of this. ${button("save", "", "Save and compare")}</p>`;
}

const needsProgram = `<p class="warning">What the change does is found out on the histories of your customers, which the playc that comes with this extension cannot read. Install playc in the project, or name one in the setting <code>playc.path</code>. ${button("settings", "", "Open settings")}</p>`;

function reportHtml(report: DiffReport, shown: ShownComparison): string {
  const { before, after, changes, texts, problems, notes, simulated, inFlight, witnesses } = report;
  const sides = `${shown.project === "" ? "" : `${shown.project}: `}${sideText(before)} to ${sideText(after)}`;
  return [
    `<h1 data-shows="${escaped(sides)}">${escaped(titleOf(report))}</h1>`,
    `<p class="quiet">${escaped(sides)}</p>`,
    ...notes.map(({ text }) => `<p class="quiet">${escaped(text)}</p>`),
    ...(changes ? [changesHtml(changes)] : []),
    ...(texts ? [textsHtml(texts, report, problems)] : []),
    ...(shown.needsProgram ? [needsProgram] : []),
    ...(shown.unsimulated === undefined
      ? []
      : [`<p class="warning">What it does could not be simulated.\n${linesOf(shown.unsimulated)}</p>`]),
    ...(simulated ? [shown.hasOldFigures ? oldFigures : "", figuresHtml(simulated)] : []),
    ...(inFlight ? [inFlightHtml(inFlight)] : []),
    ...(witnesses ? [witnessesHtml(witnesses)] : [searchHtml(report, shown)]),
    ...(simulated?.timelines ? [timelinesHtml(simulated.timelines)] : []),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** Histories are looked for when somebody wants them. */
function searchHtml({ changes }: DiffReport, { busy, unwitnessed }: ShownComparison): string {
  if (busy !== undefined || !changes?.some(({ weight }) => weight === "meaning")) return "";
  const ask = button("search", "", "Find a history that shows each change");
  const why =
    unwitnessed === undefined ? "" : `<p class="warning">None could be looked for.\n${linesOf(unwitnessed)}</p>`;
  return `${why}<p>${ask}</p>`;
}

const oldFigures = '<p class="warning">The figures are of the comparison before this one.</p>';

/** With figures the sentence that they come to, else how much was changed. */
function titleOf({ before, changes, problems, simulated, texts }: DiffReport): string {
  if (simulated) return differenceSentence(simulated, (name) => name);
  if (texts || !changes) {
    return problems.after.length > 0
      ? "What the change means cannot be said before the errors are mended."
      : `${sideText(before)} has errors, so that what the change means cannot be said. Commit the program without them: from then on its changes can be compared.`;
  }
  if (changes.length === 0) return "Both say the same.";
  const meant = changes.filter(({ weight }) => weight === "meaning").length;
  const words = changes.length - meant;
  const said = [
    meant > 0 ? counted(meant, "change") : "Nothing changes what is done",
    ...(words > 0 ? [`${counted(words, "change")} of words alone`] : []),
  ];
  return `${said.join(", ")} in ${counted(bySubject(changes).length, "declaration")}.`;
}

function sideText({ kind, name, commit }: Side): string {
  if (kind === "revision") return `${name} (${commit?.slice(0, 8)})`;
  return kind === "folder" ? "this folder" : name;
}

// ---- what was changed --------------------------------------------------------------------------------------------

/** A change leads to its clause by the `after` of its place in the report; `before` shows how it was. */
function changesHtml(changes: readonly Change[]): string {
  const places = new Map(changes.map((change, index) => [change, index]));
  const subjects = bySubject(changes.slice(0, mostChanges)).map((subject) => {
    const lines = subject.changes.map((change) => `<li>${changeHtml(change, places.get(change)!)}</li>`);
    return `<h3>${escaped(subjectText(subject))}</h3><ul>${lines.join("")}</ul>`;
  });
  const more = changes.length - mostChanges;
  const rest = more > 0 ? [`<p class="quiet">${counted(more, "more change")}, in the report.</p>`] : [];
  return section("What was changed", [...subjects, ...rest]);
}

function changeHtml(change: Change, index: number): string {
  const { before, after } = change.places;
  const said = sentenceOf(change);
  const was = isCommitted(change) ? ` ${button("before", String(index), "as it was", ' class="was"')}` : "";
  if (after) return button("after", String(index), said) + was;
  return before && isCommitted(change) ? button("before", String(index), said) : escaped(said);
}

/** Whether the side before is a file of the project: those of libraries stand elsewhere. */
export function isCommitted({ places: { before } }: Change): boolean {
  return before !== null && !before.file.includes(":");
}

/** What can be said where one of the two has errors. */
function textsHtml({ files, declarations }: TextDiff, { before, after }: DiffReport, problems: DiffReport["problems"]) {
  return [
    problemsHtml(before, problems.before, "problem-before"),
    problemsHtml(after, problems.after, "problem"),
    section("Declarations, as far as words go", textList(declarations)),
    section("Files", textList(files)),
  ].join("");
}

function textList(changes: readonly TextChange[]): string[] {
  if (changes.length === 0) return [];
  const lines = changes.slice(0, mostChanges).map(({ what, name }) => `<li>${escaped(`${what} ${name}`)}</li>`);
  const more = changes.length - lines.length;
  return [`<ul>${lines.join("")}</ul>`, ...(more > 0 ? [`<p class="quiet">and ${counted(more, "other")}</p>`] : [])];
}

/** What has a place leads there by the `ask` of its number among them. */
function problemsHtml(side: Side, problems: readonly SideProblem[], ask: string): string {
  if (problems.length === 0) return "";
  const lines = problems.slice(0, mostProblems).map(({ file, line, message }, index) => {
    const place = file === undefined ? "" : `${file}${line === undefined ? "" : `:${line}`} `;
    const said = `${place}${message}`;
    return `<li>${file === undefined ? escaped(said) : button(ask, String(index), said)}</li>`;
  });
  const more = problems.length - lines.length;
  const rest = more > 0 ? [`<p class="quiet">and ${counted(more, "other")}</p>`] : [];
  return section(`${sideText(side)} has ${counted(problems.length, "error")}`, [`<ul>${lines.join("")}</ul>`, ...rest]);
}
