/** The Test Explorer: tests of `.play` files are listed as they are written, run by `playc test`, and told at their lines. */
import {
  commands,
  Disposable,
  type ExtensionContext,
  Location,
  Position,
  type TestItem,
  TestMessage,
  type TestRun,
  TestRunProfileKind,
  TestRunRequest,
  tests,
  Uri,
  window,
  workspace,
} from "vscode";
import { panelRequests, type TestsAnswer } from "../../lsp/server/panel-requests.ts";
import type { TestResults } from "../../runtime/testing/types.ts";
import { ask } from "../ask.ts";
import { isOfProgram, onProgramChange } from "../changes.ts";
import { run as runProgram } from "../run.ts";
import type { Tools } from "../tools.ts";
import { mayRun } from "../trusted.ts";
import { addCoverage, detailsIn } from "./coverage.ts";
import { Items, type Known } from "./items.ts";
import { messagesOf, resultOf, resultsOf, warningsOf } from "./results.ts";

/** More tests than this are quicker run with all others than one by one. */
const mostAlone = 3;

export function registerTesting(_context: ExtensionContext, tools: Tools): Disposable {
  const controller = tests.createTestController("playc.tests", "Playbook tests");
  const items = new Items(controller);
  const refresh = async () => {
    const answer = await ask<TestsAnswer>(tools, panelRequests.tests, {});
    if (answer) items.update(answer);
  };
  const execute = async (request: TestRunRequest, withCoverage: boolean) => {
    const asked = items.testsIn(request.include, request.exclude);
    if (asked.length === 0 || !mayRun("Tests are") || !(await isSaved(asked, items))) return;
    const run = controller.createTestRun(request);
    asked.forEach((item) => void run.enqueued(item));
    try {
      for (const folder of new Set(asked.map((item) => items.knownOf(item)?.folder))) {
        if (folder === undefined || run.token.isCancellationRequested) continue;
        const its = asked.filter((item) => items.knownOf(item)?.folder === folder);
        await new ProjectRun(tools, items, run, Uri.parse(folder), withCoverage).execute(its);
      }
    } finally {
      run.end();
    }
  };
  const ordinary = controller.createRunProfile(
    "Run",
    TestRunProfileKind.Run,
    (request) => execute(request, false),
    true,
  );
  const covering = controller.createRunProfile(
    "Run with Coverage",
    TestRunProfileKind.Coverage,
    (request) => execute(request, true),
    true,
  );
  covering.loadDetailedCoverage = async (_run, coverage) => detailsIn(coverage);
  controller.resolveHandler = refresh;
  controller.refreshHandler = refresh;
  void refresh();
  return Disposable.from(
    controller,
    onProgramChange(tools, () => void refresh()),
    commands.registerCommand("playc.runTest", async (uri?: unknown, name?: unknown) => {
      if (typeof uri !== "string" || typeof name !== "string") {
        await commands.executeCommand("testing.runAtCursor");
        return;
      }
      await refresh();
      const item = items.find(uri, name);
      if (!item) return void window.showInformationMessage("There is no such test any more.");
      await execute(new TestRunRequest([item], undefined, ordinary), false);
    }),
  );
}

/**
 * `playc test` reads files, and not what was typed since: saves it where the editor is set to (`testing.saveBeforeTest`), else
 * asks. False when nothing is to be run.
 */
async function isSaved(asked: readonly TestItem[], items: Items): Promise<boolean> {
  const folders = new Set(asked.map((item) => items.knownOf(item)?.folder));
  const unsaved = workspace.textDocuments.filter(
    (document) =>
      document.isDirty &&
      isOfProgram(document) &&
      [...folders].some((folder) => folder !== undefined && String(document.uri).startsWith(`${folder}/`)),
  );
  const save = () => Promise.all(unsaved.map((document) => document.save()));
  if (unsaved.length === 0) return true;
  if (workspace.getConfiguration("testing").get("saveBeforeTest", true)) {
    await save();
    return true;
  }
  const files = unsaved.length === 1 ? "1 file is" : `${unsaved.length} files are`;
  const chosen = await window.showWarningMessage(
    `${files} not saved, and tests read what is on disk.`,
    "Save and Run",
    "Run as Saved Before",
  );
  if (chosen === "Save and Run") await save();
  return chosen !== undefined;
}

/** Tests of one project. */
class ProjectRun {
  constructor(
    private readonly tools: Tools,
    private readonly items: Items,
    private readonly run: TestRun,
    private readonly folder: Uri,
    private readonly withCoverage: boolean,
  ) {}

  /** Each test gets its result, or is said to have been skipped. */
  async execute(asked: readonly TestItem[]): Promise<void> {
    const isAlone = asked.length <= mostAlone && !this.withCoverage;
    for (const group of isAlone ? asked.map((item) => [item]) : [asked]) {
      if (this.run.token.isCancellationRequested) break;
      await this.group(group, isAlone ? group[0]!.label : this.onlyFilter(group));
    }
  }

  /** A single test with coverage is run by itself, so that it shows what this one reaches. */
  private onlyFilter(group: readonly TestItem[]): string | undefined {
    return group.length === 1 ? group[0]!.label : undefined;
  }

  private async group(group: readonly TestItem[], filter: string | undefined): Promise<void> {
    group.forEach((item) => void this.run.started(item));
    const stop = new AbortController();
    const cancelling = this.run.token.onCancellationRequested(() => stop.abort());
    const folder = this.folder.fsPath;
    const program = this.tools.program(Uri.joinPath(this.folder, "playc.yaml"));
    const words = ["test", folder, "--format=json", ...(filter === undefined ? [] : [`--filter=${filter}`])];
    const { stdout, stderr } = await runProgram(program, words, folder, stop.signal);
    cancelling.dispose();
    const results = resultsOf(stdout);
    if (stderr.trim() !== "") this.say(stderr);
    if (!results) {
      const message = new TestMessage(stderr.trim() === "" ? "The tests did not run to their end." : stderr.trim());
      for (const item of group) stop.signal.aborted ? this.run.skipped(item) : this.run.errored(item, message);
      return;
    }
    for (const item of group) this.tell(item, this.items.knownOf(item), results);
    if (this.withCoverage) addCoverage(this.run, this.folder, results);
  }

  private tell(item: TestItem, known: Known | undefined, results: TestResults): void {
    const result = known && resultOf(known, results);
    if (!result) {
      this.run.skipped(item);
      return;
    }
    for (const { text, line } of warningsOf(result)) this.say(text, this.at(result.place.file, line), item);
    if (result.passed) {
      this.run.passed(item);
      return;
    }
    // No diff of both: beside the line the editor would show the middle of neither.
    const messages = messagesOf(result).map(({ text, file, line }) => {
      const message = new TestMessage(text);
      message.location = this.at(file, line);
      return message;
    });
    this.run.failed(item, messages);
    for (const { message } of messages) this.say(String(message), undefined, item);
  }

  private at(file: string, line: number): Location {
    return new Location(Uri.joinPath(this.folder, file), new Position(line - 1, 0));
  }

  /** A terminal wants both signs at the end of a line. */
  private say(text: string, location?: Location, item?: TestItem): void {
    this.run.appendOutput(`${text.trimEnd().replaceAll(/\r?\n/g, "\r\n")}\r\n`, location, item);
  }
}
