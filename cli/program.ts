/**
 * The command line, as data: commands, arguments, options. `docs/cli.md` is made from it. What a command does is loaded
 * when it is called, so that `playc --version` costs next to nothing.
 */
import { Argument, Command, InvalidArgumentError, Option } from "commander";
import { capacities } from "../runtime/capacity.ts";
import { isShard, mostShards, type Shard } from "../runtime/parts/cut.ts";
import { mostRuns } from "../runtime/responses.ts";
import { type BreakdownBy, breakdowns } from "../runtime/summary/breakdown.ts";
import { isRunNumber, isSeed, responsesKnown } from "./answering.ts";
import { checkFormats } from "./check-formats.ts";
import type { BuildOptions } from "./commands/build.ts";
import type { CalibrateOptions } from "./commands/calibrate.ts";
import type { CapacityOptions } from "./commands/capacity.ts";
import type { CheckOptions } from "./commands/check.ts";
import type { DiffOptions } from "./commands/diff.ts";
import type { DocsOptions } from "./commands/docs.ts";
import type { DueOptions } from "./commands/due.ts";
import type { ExplainAccountOptions } from "./commands/explain-account.ts";
import type { ExplainCodeOptions } from "./commands/explain-code.ts";
import type { FmtOptions } from "./commands/fmt.ts";
import type { InitOptions } from "./commands/init.ts";
import type { LspOptions } from "./commands/lsp.ts";
import type { MergeOptions } from "./commands/merge.ts";
import type { QueryOptions } from "./commands/query.ts";
import type { RenderOptions } from "./commands/render.ts";
import type { SimulateOptions } from "./commands/simulate.ts";
import type { StaffingOptions } from "./commands/staffing.ts";
import type { TestOptions } from "./commands/test.ts";
import { dueFormats } from "./due-formats.ts";
import { ledgerFormats } from "./ledger-formats.ts";
import { linesOf } from "./lines-of-file.ts";
import { version } from "./version.ts";

/** Each gives the exit code. */
export interface Actions {
  init(directory: string, options: InitOptions): Promise<number>;
  check(directory: string, options: CheckOptions): Promise<number>;
  build(directory: string, options: BuildOptions): Promise<number>;
  capacity(directory: string, options: CapacityOptions): Promise<number>;
  staffing(directory: string, options: StaffingOptions): Promise<number>;
  fmt(paths: readonly string[], options: FmtOptions): Promise<number>;
  render(touch: string, directory: string, options: RenderOptions): Promise<number>;
  simulate(directory: string, options: SimulateOptions): Promise<number>;
  merge(paths: readonly string[], options: MergeOptions): Promise<number>;
  diff(base: string, head: string | undefined, options: DiffOptions): Promise<number>;
  docs(directory: string, options: DocsOptions): Promise<number>;
  due(directory: string, options: DueOptions): Promise<number>;
  calibrate(directory: string, options: CalibrateOptions): Promise<number>;
  test(directory: string, options: TestOptions): Promise<number>;
  query(sql: string, directory: string, options: QueryOptions): Promise<number>;
  lsp(options: LspOptions): Promise<number>;
  /** Words behind `explain` that name neither of its commands. */
  explain(words: readonly string[]): Promise<number>;
  explainCode(code: string | undefined, options: ExplainCodeOptions): Promise<number>;
  explainAccount(account: string, directory: string, options: ExplainAccountOptions): Promise<number>;
}

/** Each is a process of some hundred megabytes. */
const mostWorkers = 64;
/** No role is larger. */
const mostPeople = 10_000;

const projectArgument = () => new Argument("[dir]", "the project: a folder with a playc.yaml").default(".");

/** `finish` takes the exit code of the command that ran. */
export function createProgram(actions: Actions, finish: (exitCode: number) => void): Command {
  const program = new Command("playc")
    .description(
      "Playbooks as code for customer success: checks .play files and simulates them on your accounts' histories.",
    )
    .version(version)
    .exitOverride()
    .showHelpAfterError("Run `playc --help`, or `playc COMMAND --help`, for what there is.");
  program
    .command("init")
    .description(
      "Begin a project: a commented example or, with --from, one made from your own exports, with what each column was taken for and what has no place.",
    )
    .addArgument(new Argument("[dir]", "the folder to write into; nothing in it is overwritten").default("."))
    .option(
      "--from <DATA>",
      "a folder of .csv, .jsonl and .ndjson (each also as .gz) and .parquet files, or such a file; may be given several times",
      collect,
    )
    .option(
      "--standard",
      "begin with the standard playbooks: of them what the data carries, in a file that says what is left out and why",
    )
    .option("--currency <CODE>", "the currency of the data's money; else what a column says, else USD")
    .option("--time-zone <NAME>", "the accounts' time zone, where none of their columns says it; else UTC")
    .addOption(new Option("--format <FORMAT>", "how to print what was made").choices(["text", "json"]).default("text"))
    .action(async (directory: string, options: InitOptions) => finish(await actions.init(directory, options)));
  program
    .command("check")
    .description("Say what is wrong with a program.")
    .addArgument(projectArgument())
    .option("--fix", "mend what can be mended without asking, and check again")
    .addOption(new Option("--format <FORMAT>", "how to print it").choices(checkFormats).default("text"))
    .action(async (directory: string, options: CheckOptions) => finish(await actions.check(directory, options)));
  program
    .command("build")
    .description("Write the program as one schedule: names resolved, units normalised, every condition typed.")
    .addArgument(projectArgument())
    .option("-o, --output <FILE>", "write to this file instead of stdout")
    .addOption(new Option("--format <FORMAT>", "how to write it").choices(["json", "yaml"]).default("json"))
    .action(async (directory: string, options: BuildOptions) => finish(await actions.build(directory, options)));
  program
    .command("docs")
    .description(
      "Write the playbooks as a small static site for people who do not read code: each play as a picture, each rule in plain sentences, each segment's year.",
    )
    .addArgument(projectArgument())
    .requiredOption(
      "-o, --out <DIR>",
      "the folder of the site; of what is in it, only pages of an earlier one are replaced",
    )
    .action(async (directory: string, options: DocsOptions) => finish(await actions.docs(directory, options)));
  program
    .command("diff")
    .description(
      "Say what a change of the playbooks means: what came, went, was renamed or says something else, and of conditions which way they moved.",
    )
    .addArgument(
      new Argument(
        "<base>",
        "what it was: a git revision, a folder, a schedule, or A...B from the last commit both have",
      ),
    )
    .addArgument(new Argument("[head]", "what it is now: likewise; without it the project as it stands in its folder"))
    .addOption(new Option("--project <DIR>", "the project, where a revision is meant").default("."))
    .option("--exit-code", "end with 5 when anything is different")
    .option(
      "--simulate",
      "also simulate both over the same data: who has more to do and who less, in which weeks; ends with 5 when a budget of playc.yaml is over after the change",
    )
    .option(
      "--witness",
      "also look for a small history on which the two differ, for each changed declaration, as a test to be pasted in",
    )
    .option("--from <DAY>", "with --simulate: the first day to report, as 2025-01-31")
    .option("--to <DAY>", "with --simulate: the last day to report")
    .option("--data <DIR>", "with --simulate: look for data files here too; may be given several times", collect)
    .addOption(new Option("--capacity <MODE>", "with --simulate: what to make of people's hours").choices(capacities))
    .option(
      "--change-on <DAY>",
      "with --simulate: what was before lives up to this day and what is now goes on from there, with everybody who is in the middle of something",
    )
    .addOption(
      new Option(
        "--format <FORMAT>",
        "how to print it; markdown: as a comment of a pull request, never longer than GitHub takes",
      )
        .choices(["text", "json", "markdown"])
        .default("text"),
    )
    .option(
      "--report <FILE>",
      "also write a page for a browser: both texts side by side and, with --simulate, both programs' weeks; FILE ends with .html",
    )
    .option("--docs-url <URL>", "with --format markdown: where the pages of `playc docs` are, for links to them")
    .option("--markdown <FILE>", "also write what --format markdown prints to this file")
    .action(async (base: string, head: string | undefined, options: DiffOptions) =>
      finish(await actions.diff(base, head, options)),
    );
  program
    .command("capacity")
    .description(
      "Say what the cadences ask of the team for one account, and how many accounts a person can carry, before anything runs.",
    )
    .addArgument(projectArgument())
    .option(
      "--accounts <COUNTS>",
      "how many accounts there are of each segment or touch model, as enterprise=40,smb=200; may be given several times",
      idsOf,
    )
    .addOption(new Option("--format <FORMAT>", "how to print it").choices(["text", "json"]).default("text"))
    .action(async (directory: string, options: CapacityOptions) => finish(await actions.capacity(directory, options)));
  program
    .command("staffing")
    .description(
      "Search the smallest number of people of each role that keeps late work under a share, with work waiting for its person.",
    )
    .addArgument(projectArgument())
    .addOption(
      new Option("--late <SHARE>", "at most so much of what is due may be late, as 5%")
        .argParser(shareOf)
        .makeOptionMandatory(),
    )
    .option(
      "--role <ROLE>",
      "only this role; may be given several times (default: every role of people with hours)",
      collect,
    )
    .addOption(new Option("--most <N>", "look no further than so many people").argParser(peopleOf).default(40))
    .option("--from <DAY>", "first day to report, as 2025-01-31; state still builds from the first day of data")
    .option("--to <DAY>", "last day to report")
    .option("--data <DIR>", "look for data files here too; may be given several times", collect)
    .addOption(new Option("--format <FORMAT>", "how to print it").choices(["table", "json"]).default("table"))
    .action(async (directory: string, options: StaffingOptions) => finish(await actions.staffing(directory, options)));
  program
    .command("fmt")
    .description(
      "Give .play files their one layout: only white space changes. Prints the names of the files it changed; files with syntax errors are left alone.",
    )
    .argument("[paths...]", "files and folders, or `-` for stdin to stdout; the project in `.` if there are none")
    .option(
      "--check",
      "change nothing: print the names of the files that are not formatted, and end with 1 if there are any",
    )
    .addOption(new Option("--format <FORMAT>", "how to print what was done").choices(["text", "json"]).default("text"))
    .action(async (paths: string[], options: FmtOptions) => finish(await actions.fmt(paths, options)));
  program
    .command("render")
    .description(
      "Print the text of a touch as one account would read it: its template, filled in as of the opening of a day. A text with a gap is refused.",
    )
    .argument("<touch>", "the touch, which must have a template")
    .addArgument(projectArgument())
    .requiredOption("--account <ID>", "the account's id")
    .option("--on <DAY>", "the day, as 2025-01-31; else the last day of the data")
    .option("--data <DIR>", "look for data files here too; may be given several times", collect)
    .addOption(new Option("--format <FORMAT>", "how to print it").choices(["text", "json"]).default("text"))
    .action(async (touch: string, directory: string, options: RenderOptions) =>
      finish(await actions.render(touch, directory, options)),
    );
  program
    .command("simulate")
    .description(
      "Run the program on the histories of its accounts: how many touches and hours, for whom, in which week; what was late, dropped or held, and why.",
    )
    .addArgument(projectArgument())
    .option("--from <DAY>", "first day to report, as 2025-01-31; state still builds from the first day of data")
    .option("--to <DAY>", "last day to report")
    .option("--data <DIR>", "look for data files here too; may be given several times", collect)
    .option("--accounts <IDS>", "only these accounts, with commas between their ids; may be given several times", idsOf)
    .option("--account <ID>", "only this account, commas and all; may be given several times", collect)
    .addOption(breakdownOption())
    .addOption(responsesOption("history where a table holds any, else what `assume` says"))
    .addOption(seedOption("1"))
    .addOption(
      new Option(
        "--runs <N>",
        "with assumed answers: so many runs, each with answers of its own; the ledger is that of run 1",
      ).argParser(runNumberOf),
    )
    .addOption(
      new Option(
        "--capacity <MODE>",
        "what to make of people's hours: look away, tell them beside the work, or let work wait for its person; with `enforce`, accounts are simulated with all others of their books",
      )
        .choices(capacities)
        .default("report"),
    )
    .option("--out <DIR>", "where ledger and summary go (default: .playc/last in the project)")
    .addOption(reportOption())
    .addOption(
      new Option(
        "--workers <N>",
        "so many processes share the work; the result is the same (default: one a core, where there is enough to do)",
      ).argParser(workersOf),
    )
    .option("--resume", "go on with the parts that an interrupted run left in the output folder")
    .option(
      "--what-if <SCENARIO>",
      "simulate this, too, and print the figures beside the plan's: [name:] CHANGE[; CHANGE], where CHANGE is as `csm +2 from 2026-03-01`, `csm 35h per week`, `Dana away 2026-08-01..2026-08-20` or `arr >= $100K accounts +20%`; may be given several times",
      collect,
    )
    .addOption(
      new Option(
        "--shard <I/N>",
        "simulate only one of N shares of the accounts, into a file of the output folder that `playc merge` puts together with the others",
      ).argParser(shardOf),
    )
    .addOption(ledgerOption())
    .addOption(new Option("--format <FORMAT>", "how to print the summary").choices(["table", "json"]).default("table"))
    .action(async (directory: string, options: SimulateOptions) => finish(await actions.simulate(directory, options)));
  program
    .command("merge")
    .description("Put the shards of one run together: the same ledger and summary, byte for byte, as of one run.")
    .argument("<files...>", "what `playc simulate --shard` left, of every shard")
    .requiredOption("--out <DIR>", "where ledger and summary go")
    .addOption(breakdownOption())
    .addOption(ledgerOption())
    .addOption(reportOption())
    .addOption(new Option("--format <FORMAT>", "how to print the summary").choices(["table", "json"]).default("table"))
    .action(async (paths: string[], options: MergeOptions) => finish(await actions.merge(paths, options)));
  program
    .command("due")
    .description(
      "List what is owed on a morning, by person: what the program asks for and nobody has done, on what was known when the day opened.",
    )
    .addArgument(projectArgument())
    .requiredOption("--as-of <DAY>", "the day, as 2025-01-31; nothing that is dated on it or later is read")
    .option("--data <DIR>", "look for data files here too; may be given several times", collect)
    .option("--out <PATH>", "write to this file instead of stdout; of calendars, the folder they go into")
    .option(
      "--account-ids <COLUMN>",
      "in CSV, name accounts by this column of the identity table, as a Salesforce or Gainsight id; those that have none are left out and told",
    )
    .addOption(
      new Option(
        "--format <FORMAT>",
        "how to write it: by person, all of it as JSON or, of what can be done today, Salesforce tasks, calls to action of Gainsight, a calendar a person, CloudEvents",
      )
        .choices(dueFormats)
        .default("table"),
    )
    .action(async (directory: string, options: DueOptions) => finish(await actions.due(directory, options)));
  program
    .command("calibrate")
    .description(
      "Hold a health score against what happened: what it said of each customer some time before it was lost or, of those kept, before the data ends. Accuracy, precision and recall by band, and the losses nobody was warned of.",
    )
    .addArgument(projectArgument())
    .option("--score <NAME>", "the score, where the program has several")
    .option("--before <TIME>", "how long before the end, as 90d or 12w", "90d")
    .option("--data <DIR>", "look for data files here too; may be given several times", collect)
    .addOption(new Option("--format <FORMAT>", "how to print it").choices(["table", "json"]).default("table"))
    .action(async (directory: string, options: CalibrateOptions) =>
      finish(await actions.calibrate(directory, options)),
    );
  program
    .command("test")
    .description(
      "Run the program's own tests: accounts made up in .play files, what happens to them, and what is expected then. Ends with 5 when one fails.",
    )
    .addArgument(projectArgument())
    .option("--filter <TEXT>", "only tests that have this in their name, in any case")
    .option("--at <FILE:LINES>", "only tests that begin there, as `tests.play:3,20`; may be repeated", linesOf)
    .addOption(
      new Option("--format <FORMAT>", "how to print the results")
        .choices(["human", "json", "junit", "github"])
        .default("human"),
    )
    .option("--coverage", "say what of the program the tests reach, and what they do not")
    .option("--min <PERCENT>", "end with 5 when they reach less of it than this", percentOf)
    .option("--watch", "run again whenever a file of the project changes, until Ctrl+C")
    .action(async (directory: string, options: TestOptions) => finish(await actions.test(directory, options)));
  program
    .command("query")
    .description("Ask the last run in SQL: one SELECT over its files, each a table of its name (docs/ledger.md).")
    .argument("<sql>", 'the query, in quotes: "SELECT outcome, count(*) FROM ledger GROUP BY ALL"')
    .addArgument(projectArgument())
    .option("--run <DIR>", "a folder that `simulate --out` wrote, instead of the last run")
    .addOption(new Option("--format <FORMAT>", "how to print it").choices(["table", "json"]).default("table"))
    .action(async (sql: string, directory: string, options: QueryOptions) =>
      finish(await actions.query(sql, directory, options)),
    );
  program
    .command("lsp")
    .description("Serve an editor: the language server (LSP 3.17), started by editors and not by hand.")
    .requiredOption("--stdio", "talk over stdin and stdout: there is no other way, and editors say so")
    .action(async (options: LspOptions) => finish(await actions.lsp(options)));
  // Its own action takes what names none of its commands; options are not its to judge then.
  const explain = program
    .command("explain")
    .description("Say why: `explain account ID` tells a customer's story, `explain code CODE` what a diagnostic means.")
    .usage("[command]")
    .argument("[words...]")
    .allowUnknownOption()
    .action(async (words: string[]) => finish(await actions.explain(words)));
  explain
    .command("code")
    .description(
      "Say what a diagnostic means: an example that has it, how it is reported, and the smallest mend. Without a code: which there are.",
    )
    .argument("[code]", "the code, as PLAY304, or its name, as unknown-word")
    .addOption(new Option("--format <FORMAT>", "how to print it").choices(["text", "json"]).default("text"))
    .action(async (code: string | undefined, options: ExplainCodeOptions) =>
      finish(await actions.explainCode(code, options)),
    );
  explain
    .command("account")
    .description(
      "Tell the story of one account day by day: what fired on which values, what was asked of whom, and what became of it, each with its line in the program. Or, with --why-not, why it was not asked for on a day.",
    )
    .argument("<id>", "the account's id")
    .addArgument(projectArgument())
    .option("--from <DAY>", "first day to tell, as 2025-01-31; state still builds from the first day of data")
    .option("--to <DAY>", "last day to tell")
    .option("--why-not <WHAT...>", "instead, why it was not asked for: `touch qbr`, or a task, alert, start or handoff")
    .option("--on <DAY>", "the day of --why-not")
    .addOption(responsesOption("as the last run had them"))
    .addOption(seedOption("that of the last run"))
    .addOption(
      new Option("--run <K>", "with assumed answers: of many runs this one; else the first").argParser(runNumberOf),
    )
    .addOption(
      new Option("--capacity <MODE>", "with `enforce`, the story where work waits for its person")
        .choices(capacities)
        .default("report"),
    )
    .option("--data <DIR>", "look for data files here too; may be given several times", collect)
    .addOption(new Option("--format <FORMAT>", "how to print it").choices(["text", "json"]).default("text"))
    .action(async (account: string, directory: string, options: ExplainAccountOptions) =>
      finish(await actions.explainAccount(account, directory, options)),
    );
  return program;
}

function breakdownOption(): Option {
  const doc =
    "print these tables instead, the demands by person and week, rule, touch or segment; may be given several times";
  return new Option("--by <WHAT>", doc).choices(breakdowns).argParser(breakdownsOf);
}

function reportOption(): Option {
  const doc = "also write a page about the run, with charts, for a browser or for paper; it needs no network";
  return new Option("--report <FILE.html>", doc);
}

function ledgerOption(): Option {
  const doc = "write the ledger and its tables in this form, too, beside the Parquet files";
  return new Option("--ledger <FORMAT>", doc).choices(ledgerFormats).default("parquet");
}

function responsesOption(usual: string): Option {
  const doc = `where answers to touches come from: what customers did, what the program assumes, or nowhere (default: ${usual})`;
  return new Option("--responses <WHERE>", doc).choices(responsesKnown);
}

function seedOption(usual: string): Option {
  return new Option("--seed <S>", `with assumed answers: what they are drawn from (default: ${usual})`).argParser(
    seedOf,
  );
}

function seedOf(value: string): number {
  const seed = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (!isSeed(seed)) throw new InvalidArgumentError("Write a whole number from 0 on.");
  return seed;
}

function runNumberOf(value: string): number {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (!isRunNumber(number)) throw new InvalidArgumentError(`Write a whole number from 1 to ${mostRuns}.`);
  return number;
}

function shardOf(value: string): Shard {
  const [, number, of] = /^(\d+)\/(\d+)$/.exec(value) ?? [];
  const shard = { number: Number(number), of: Number(of) };
  if (!isShard(shard))
    throw new InvalidArgumentError(`Write it as 1/4, 2/4, 3/4 and 4/4; there can be up to ${mostShards} of them.`);
  return shard;
}

function workersOf(value: string): number {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= 1 && number <= mostWorkers))
    throw new InvalidArgumentError(`Write a whole number from 1 to ${mostWorkers}.`);
  return number;
}

/** Millionths. */
function shareOf(value: string): number {
  const [, figure] = /^(\d{1,3}(?:\.\d{1,4})?)%$/.exec(value) ?? [];
  if (figure === undefined || Number(figure) > 100) throw new InvalidArgumentError("Write a share like 5%.");
  return Math.round(Number(figure) * 10_000);
}

function peopleOf(value: string): number {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= 1 && number <= mostPeople)) {
    throw new InvalidArgumentError(`Write a whole number from 1 to ${mostPeople}.`);
  }
  return number;
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

function breakdownsOf(value: string, before: BreakdownBy[] = []): BreakdownBy[] {
  const by = breakdowns.find((name) => name === value);
  if (by === undefined) throw new InvalidArgumentError(`Allowed choices are ${breakdowns.join(", ")}.`);
  return [...before, by];
}

function percentOf(value: string): number {
  const percent = /^\d{1,3}(?:\.\d+)?%?$/.test(value) ? Number.parseFloat(value) : Number.NaN;
  if (!(percent <= 100)) throw new InvalidArgumentError("Write a number from 0 to 100.");
  return percent;
}

function idsOf(value: string, before: string[] = []): string[] {
  const ids = value
    .split(",")
    .map((id) => id.trim())
    .filter((id) => id !== "");
  if (ids.length === 0) throw new InvalidArgumentError("Name at least one account.");
  return [...before, ...ids];
}
