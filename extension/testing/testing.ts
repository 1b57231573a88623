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
import { onProgramChange } from "../changes.ts";
import { run as runProgram } from "../run.ts";
import { saveAll, unsavedIn } from "../saved.ts";
import type { Tools } from "../tools.ts";
import { mayRun } from "../trusted.ts";
import { addCoverage, detailsIn } from "./coverage.ts";
import { Items, type Known } from "./items.ts";
import { messagesOf, resultOf, resultsOf, warningsOf, wordsFor } from "./results.ts";

export function registerTesting(_context: ExtensionContext, tools: Tools): Disposable {
  const controller = tests.createTestController("playc.tests", "Playbook tests");
  const items = new Items(controller);
  const refresh = async () => {
    const answer = await ask<TestsAnswer>(tools, panelRequests.tests, {});
    if (answer) items.update(answer);
  };
  const execute = async (request: TestRunRequest, withCoverage: boolean) => {
    // They are run by their lines, which may be others since they were listed.
    await refresh();
    const asked = items.testsIn(request.include, request.exclude);
    const folders = [...new Set(asked.flatMap((item) => items.knownOf(item)?.folder ?? []))];
    if (asked.length === 0 || !mayRun("Tests are") || !(await isSaved(folders))) return;
    const run = controller.createTestRun(request);
    asked.forEach((item) => void run.enqueued(item));
    try {
      for (const folder of folders) {
        if (run.token.isCancellationRequested) break;
        const its = asked.filter((item) => items.knownOf(item)?.folder === folder);
        const isAll = items
          .testsIn(undefined)
          .every((item) => items.knownOf(item)?.folder !== folder || its.includes(item));
        await new ProjectRun(tools, items, run, Uri.parse(folder), withCoverage).execute(its, isAll);
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
 * Saves what was typed where the editor is set to (`testing.saveBeforeTest`), else asks. False when nothing is to be run: that
 * was chosen, or a file could not be saved, which then has been said.
 */
async function isSaved(folders: readonly string[]): Promise<boolean> {
  const unsaved = unsavedIn(folders);
  if (unsaved.length === 0) return true;
  const save = () => saveAll(unsaved, "no test was run");
  if (workspace.getConfiguration("testing").get("saveBeforeTest", true)) return await save();
  const files = unsaved.length === 1 ? "1 file is" : `${unsaved.length} files are`;
  const chosen = await window.showWarningMessage(
    `${files} not saved, and tests read what is on disk.`,
    "Save and Run",
    "Run as Saved Before",
  );
  return chosen === "Save and Run" ? await save() : chosen !== undefined;
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
  async execute(asked: readonly TestItem[], isAll: boolean): Promise<void> {
    asked.forEach((item) => void this.run.started(item));
    const stop = new AbortController();
    const cancelling = this.run.token.onCancellationRequested(() => stop.abort());
    const folder = this.folder.fsPath;
    const program = this.tools.program(Uri.joinPath(this.folder, "playc.yaml"));
    const known = asked.flatMap((item) => this.items.knownOf(item) ?? []);
    const words = ["test", folder, "--format=json", ...(isAll ? [] : wordsFor(known))];
    const { stdout, stderr } = await runProgram(program, words, folder, stop.signal);
    cancelling.dispose();
    const results = resultsOf(stdout);
    if (stderr.trim() !== "") this.say(stderr);
    if (!results) {
      const message = new TestMessage(stderr.trim() === "" ? "The tests did not run to their end." : stderr.trim());
      for (const item of asked) stop.signal.aborted ? this.run.skipped(item) : this.run.errored(item, message);
      return;
    }
    for (const item of asked) this.tell(item, this.items.knownOf(item), results);
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
