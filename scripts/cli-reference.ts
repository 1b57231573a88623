/** `docs/cli.md`: the command line's reference, made from its own definitions, exit codes and tables. */
import type { Argument, Command, Option } from "commander";
import { exitCodes } from "../cli/failure.ts";
import { createProgram } from "../cli/program.ts";
import { allTables } from "../runtime/ledger/run-tables.ts";
import { markdownTable } from "./markdown.ts";

const never = async () => 0;

/** The whole page, ended by a line end. */
export function cliReference(): string {
  const program = createProgram(
    {
      init: never,
      check: never,
      build: never,
      capacity: never,
      staffing: never,
      fmt: never,
      render: never,
      simulate: never,
      merge: never,
      diff: never,
      docs: never,
      due: never,
      calibrate: never,
      query: never,
      lsp: never,
      test: never,
      explain: never,
      explainCode: never,
      explainAccount: never,
    },
    () => undefined,
  );
  return [
    "# The command line",
    "<!-- Made by `npm run generate` from cli/program.ts and runtime/ledger/tables.ts: change those. -->",
    `${program.description()} In the repository: \`npx playc\` after \`npm ci\`.`,
    ...program.commands.flatMap((command) => commandPages(command, "playc")),
    "## What goes where",
    whereabouts,
    "## Exit codes",
    markdownTable(
      ["code", "meaning"],
      Object.entries(exitCodes).map(([kind, code]) => [String(code), meanings[kind as keyof typeof exitCodes]]),
    ),
    "A run that is interrupted (Ctrl+C) ends with 130 and leaves nothing but, of a simulation of several parts, those that were done (`--resume`); one that is terminated, with 143.",
    "## The files of a simulation",
    files,
    markdownTable(
      ["file", "what"],
      [
        ...allTables.map(({ name, doc }) => [`\`${name}.parquet\``, doc]),
        [
          "`quarantine.csv`",
          "a row a row of input that was set aside, with its place and reason ([the data](project-file.md))",
        ],
        [
          "`manifest.json`",
          "what of all customers together decides about each: the cut-offs of `in top` and `in bottom` at each review, in base units",
        ],
        ["`summary.json`", "all sums of the table, as `runtime/summary/summary.schema.json` says"],
      ],
    ),
    "",
  ]
    .join("\n\n")
    .trimEnd()
    .concat("\n");
}

const whereabouts = `The result is on stdout, everything else (progress, warnings, what went wrong) on stderr. What takes longer than a second says how far it is.
With \`--format json\` stdout holds one JSON document whatever happens: the result, or \`{"error": {"kind", "exitCode", "message", "place", "diagnostics"}}\`.
That of \`playc fmt\` (\`playc-fmt\`) names the files under \`changed\`, and under \`refused\` those it left alone, with their diagnostics; of stdin \`text\` is the result.
That of \`playc test\` is as \`runtime/testing/results.schema.json\` says.
The JSON of \`playc explain account\` says what it is in \`format\` (\`playc-explanation\`, or \`playc-why-not\`) and \`version\`, now 1; dates are the account's own, instants UTC, values in plain units.
That of \`playc diff\` (\`playc-diff\`) is as \`review/diff.schema.json\` says ([what it tells](review.md)).
That of \`playc due\` (\`playc-due\`) is as \`runtime/due/due.schema.json\` says; its other forms are [a page of their own](due.md), and not JSON, so that what goes wrong is said on stderr alone.
That of \`playc test\` (\`playc-test\`) has every test with its expectations, what there was instead of those that failed, and what the tests reach; \`--format junit\` is JUnit XML.
Colours are for terminals, and only where \`NO_COLOR\` is not set. Control characters in names are written out, as \`\\u{1b}\`.

A project is a folder with a \`playc.yaml\` (docs/project-file.md). All \`.play\` files below it are read, but for those in folders that begin with a dot, in \`node_modules\` and behind links;
nothing outside the folder is.`;

const meanings: Record<keyof typeof exitCodes, string> = {
  fine: "fine; warnings do not change it, nor do rows of data that were set aside",
  program:
    "the program has errors (of `diff`, one of the two): in a `.play` file, `playc.yaml` or a file they name; or `fmt --check` found a file that is not formatted",
  usage: "wrong usage: an unknown option, a day that is none or outside the data, a folder that is no project",
  data: "the data is bad: a missing column, a table that contradicts itself, an account that is not there",
  io: "reading or writing failed: a data file or folder that is not there, no permission, no room",
  test: "`playc test`: a test of the program failed, or the tests reach less of it than `--min` asks for; `playc diff --exit-code`: the two programs differ; `playc simulate`, `playc merge` and, after the change, `playc diff --simulate`: a budget of `playc.yaml` is over",
  internal: "a mistake in playc itself; please report it",
};

const files = `\`playc simulate\` leaves its files in \`--out\`, or in \`.playc/last\` of the project (which holds a \`.gitignore\` of its own). They appear together, when all is done, or not at all: a run that fails or is interrupted leaves the files of the last one
as they were, and two runs at once never mix theirs. Where \`summary.json\` stands, all the others are of its run, even if the process was killed between two files. The same program, data and options make the same bytes. [The ledger](ledger.md) has the columns of the Parquet files, and questions to ask them in SQL.

Rows that are set aside do not fail a run: what they would have said is unknown, which the summary counts, and the files are whole. A table of which every row was set aside is named as \`SET ASIDE\`, one of metrics or events without a row as \`EMPTY\`, above the first table, or on stderr under \`--format json\`;
codes other than 0 mean that there is no result, so it ends with 0. A job that wants to stop there asks \`summary.json\` for tables under \`input\` whose \`setAside\` add up to their \`rows\`.

\`--by\` prints other tables of the same run in place of the first: \`person\` a line a person and week, \`rule\` what each rule dropped, held, deferred, withdrew or left unserved by touch and segment, \`touch\` and \`segment\` what became of their demands. A demand that was deferred and then dropped is in both lines of \`rule\`.
With \`--format json\` they are one document, \`playc-breakdown\`, with the rows under \`by\`. The files are the same.

Every figure of the printed tables is a sum over these files. Hours are effort plus prep, in minutes there and rounded only when printed; the peak week is the one with most hours; what waited or was late is printed in days and hours; touches are rows with \`kind = 'touch'\` and \`outcome = 'done'\`.
A person's work is what was done, but for starts of plays, which are nobody's; a line with a \`*\` is a role nobody holds, and the hours its unserved demands would have taken.`;

/** A command with commands of its own is nothing but their pages. */
function commandPages(command: Command, before: string): string[] {
  const name = `${before} ${command.name()}`;
  if (command.commands.length > 0) return command.commands.flatMap((inner) => commandPages(inner, name));
  const usage = [name, "[options]", ...command.registeredArguments.map(argumentUsage)];
  const rows = [
    ...command.registeredArguments.map((argument) => [
      `\`${argument.name()}\``,
      sentence(argument.description, argument.defaultValue),
    ]),
    ...command.options.map((option) => [`\`${option.flags}\``, sentence(choices(option), option.defaultValue)]),
  ];
  return [`## \`${name}\``, command.description(), `\`\`\`\n${usage.join(" ")}\n\`\`\``, markdownTable(["", ""], rows)];
}

function argumentUsage(argument: Argument): string {
  const name = argument.variadic ? `${argument.name()}...` : argument.name();
  return argument.required ? `<${name}>` : `[${name}]`;
}

function choices({ description, argChoices }: Option): string {
  return argChoices ? `${description}: ${argChoices.map((choice) => `\`${choice}\``).join(" or ")}` : description;
}

function sentence(description: string, preset: unknown): string {
  return typeof preset === "string" ? `${description}; \`${preset}\` if it is left out` : description;
}
