/** `playc explain account`: what happened to one account, day by day, and why; or why a touch did not come. */
import { didYouMean } from "../../project/suggest.ts";
import { accountsOf } from "../../runtime/books/books-of.ts";
import { formatDay, parseDay } from "../../runtime/calendar/days.ts";
import type { Capacity } from "../../runtime/capacity.ts";
import { createSimulation, type Simulation } from "../../runtime/engine/simulation.ts";
import { spotsOf } from "../../runtime/explain/spots.ts";
import { explainAccount as tellAccount } from "../../runtime/explain/story.ts";
import { askersOf, explainWhyNot, type Question } from "../../runtime/explain/why-not.ts";
import type { AccountHistory, Histories } from "../../runtime/histories/types.ts";
import { type PeopleGiven, peopleOf } from "../../runtime/people-given.ts";
import { answersTaken } from "../../runtime/summary/summarise.ts";
import type { AnswersTaken } from "../../runtime/summary/types.ts";
import type { Schedule } from "../../schedule/types.ts";
import { type AnsweringOptions, answeringOf, answeringOfLastRun } from "../answering.ts";
import { type CompiledProject, compileProject } from "../compile-project.ts";
import { asCode, swapped } from "../explain-meant.ts";
import { asFailure, exitCodes, Failure } from "../failure.ts";
import { withHistories } from "../read-histories.ts";
import { checkReportedDays, type ReportedDays, readReportedDays } from "../reported-days.ts";
import { loadSchedule, scheduleText } from "../schedule-text.ts";
import { tell, writeResult } from "../terminal.ts";
import { notesAbove } from "../views/answers.ts";
import { storyText } from "../views/explain-story.ts";
import { whyNotText } from "../views/explain-why-not.ts";
import { styleOf } from "../views/layout.ts";

export interface ExplainAccountOptions extends Omit<AnsweringOptions, "runs"> {
  /** As typed. */
  from?: string;
  to?: string;
  data?: string[];
  capacity: Capacity;
  /** Its words: `touch`, `qbr`. */
  whyNot?: string[];
  on?: string;
  format: "text" | "json";
}

/** Of the simulation with the run that is told; what it says of answers is told with it. */
interface OneAccount {
  readonly schedule: Schedule;
  readonly simulation: Simulation;
  readonly history: AccountHistory;
  readonly lookAhead: readonly string[];
  readonly answers: AnswersTaken;
  readonly run: number;
}

/** A simulation of one account; where work waits for people, with all others of its book. */
async function simulationOf(
  made: Simulation,
  histories: Histories,
  people: PeopleGiven,
  run: number,
): Promise<Simulation> {
  if (people.capacity !== "enforce") return { ...made, run: (history, onlooker) => made.run(history, onlooker, run) };
  const { books } = people;
  const book: AccountHistory[] = [];
  const ordinals = (histories.chosen ?? []).flatMap((one) => [...accountsOf(books, books.bookOf[one]!)]);
  for await (const history of histories.accounts({ ordinals })) book.push(history);
  return {
    ...made,
    run(history, onlooker) {
      const watched = onlooker && new Map([[history.id, onlooker]]);
      const { outcomes } = made.runBook(book, watched, run);
      return outcomes[book.findIndex(({ id }) => id === history.id)]!;
    },
  };
}

/** Gives the exit code. */
export async function explainAccount(
  account: string,
  directory: string,
  options: ExplainAccountOptions,
): Promise<number> {
  const misplaced = swapped(account, directory);
  if (misplaced) throw misplaced;
  const days = readReportedDays(options.from, options.to);
  const asked = readQuestion(options);
  const project = compileProject(directory);
  if (project.report.warnings > 0) tell(project.report.text);
  const one = await readAccount(project, account, options, days).catch(withCode(account));
  await writeResult(asked ? answerText(one, asked, options.format) : storyOf(one, options.format));
  return exitCodes.fine;
}

function storyOf(one: OneAccount, format: "text" | "json"): string {
  const story = tellAccount(one.schedule, one.simulation, one.history);
  return format === "json" ? jsonOf(story, one) : storyText(story, notesOf(one), styleOf(process.stdout));
}

function answerText(one: OneAccount, question: Question, format: "text" | "json"): string {
  const { schedule, simulation, history } = one;
  checkQuestion(one, question);
  const answer = explainWhyNot(schedule, simulation, history, question);
  return format === "json" ? jsonOf(answer, one) : whyNotText(answer, notesOf(one), styleOf(process.stdout));
}

function notesOf({ lookAhead, answers, run }: OneAccount): string[] {
  return notesAbove(lookAhead, answers, run);
}

function jsonOf(document: object, { lookAhead, answers, run }: OneAccount): string {
  const told = { ...document, lookAhead, answering: { ...answers, ...(answers.assumed && { run }) } };
  return `${JSON.stringify(told, null, 2)}\n`;
}

/** `--why-not touch qbr --on 2026-03-05`; Failure of kind `usage` for half a question. */
function readQuestion({ whyNot, on }: ExplainAccountOptions): Question | undefined {
  if (whyNot === undefined && on === undefined) return undefined;
  const [kind, name, ...more] = (whyNot ?? []).flatMap((words) => words.split(" ")).filter(Boolean);
  if (isKind(kind) && name !== undefined && on === undefined) {
    throw new Failure("usage", `--on DAY is missing: on which day was ${kind} ${name} not asked for?`);
  }
  if (!isKind(kind) || name === undefined || more.length > 0 || on === undefined) {
    throw new Failure(
      "usage",
      "Ask as `--why-not touch qbr --on 2026-03-05`: touch, task, alert, start or handoff, its name, and a day. The folder stands before it.",
    );
  }
  const day = parseDay(on);
  if (day === undefined) throw new Failure("usage", `--on ${on} is no date. Write it as 2025-01-31.`);
  return { kind, name, on: day };
}

function isKind(word: string | undefined): word is Question["kind"] {
  return word !== undefined && ["touch", "task", "alert", "start", "handoff"].includes(word);
}

/** Names in one message: more nobody reads. */
const mostNamed = 30;

function checkQuestion({ schedule, simulation }: OneAccount, question: Question): void {
  const { from, to } = simulation.range;
  const { kind, name, on } = question;
  if (on < from || on > to) {
    throw new Failure(
      "usage",
      `--on ${formatDay(on)} is not among the days from ${formatDay(from)} to ${formatDay(to)}.`,
    );
  }
  if (askersOf(schedule, question).length > 0) return;
  const asked = [...new Set(spotsOf(schedule).flatMap(({ action }) => (action.kind === kind ? action.names : [])))];
  const known = asked.length === 0 ? "" : ` What is asked for: ${asked.sort().slice(0, mostNamed).join(", ")}.`;
  throw new Failure("usage", `Nothing in the program asks for ${kind} ${name}.${didYouMean(name, asked) || known}`);
}

/** What is no account may be a diagnostic. */
function withCode(account: string): (error: unknown) => never {
  return (error) => {
    throw (asFailure(error).kind === "data" && asCode(account)) || error;
  };
}

/** The account's history, and the simulation it would go through with all the others. */
function readAccount(
  project: CompiledProject,
  account: string,
  options: ExplainAccountOptions,
  days: ReportedDays,
): Promise<OneAccount> {
  const { data, run = 1 } = options;
  const schedule = loadSchedule(scheduleText(project.schedule));
  return withHistories("explain", { project, schedule, data, accounts: [account] }, async (histories) => {
    checkReportedDays(days, histories);
    const before = answeringOfLastRun(schedule, project.folder.root);
    const answering = answeringOf(schedule, histories, options, before);
    const people = await peopleOf(schedule, histories, options.capacity);
    const team = people.capacity === "enforce" ? people.team : undefined;
    const made = createSimulation(schedule, histories, { ...days, ...answering, team });
    const simulation = await simulationOf(made, histories, people, run);
    const answers = answersTaken(schedule, answering);
    for await (const history of histories.accounts()) {
      return { schedule, simulation, history, lookAhead: histories.summary.lookAhead, answers, run };
    }
    throw new Failure("data", `There is no account ${account}.`);
  });
}
