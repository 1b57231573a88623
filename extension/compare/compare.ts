/** `playc.compareWithHead`: what was changed since the last commit, and what it does, in a panel that is made anew when a file is saved. */
import {
  commands,
  Disposable,
  type ExtensionContext,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import type { Location } from "vscode-languageclient/node";
import { type OriginsAnswer, panelRequests } from "../../lsp/server/panel-requests.ts";
import type { DiffReport } from "../../review/types.ts";
import type { SourcePlace } from "../../schedule/types.ts";
import { ask, openLocation } from "../ask.ts";
import { isOfProgram, onProgramChange } from "../changes.ts";
import { folderAround } from "../folder-around.ts";
import { projectFolders } from "../projects.ts";
import { reasonOf, run as runProgram } from "../run.ts";
import { saveAll, unsavedIn } from "../saved.ts";
import type { Tools } from "../tools.ts";
import { mayRun } from "../trusted.ts";
import { type LivePage, livePage } from "../webview/live.ts";
import type { Choice } from "../webview/page.ts";
import { committedFiles, committedScheme, uriOf } from "./committed.ts";
import { comparisonContent, isCommitted, type ShownComparison } from "./content.ts";
import { insertTest } from "./insert-test.ts";
import { reportOf } from "./report.ts";

const base = "HEAD";

export function registerCompare({ extensionUri }: ExtensionContext, tools: Tools): Disposable {
  const view = new CompareView(extensionUri, tools);
  let folders: readonly string[] = [];
  // The menu of the explorer has the command on folders of projects alone.
  const mark = async () => {
    folders = await projectFolders(tools);
    const paths = folders.map((folder) => Uri.parse(folder).fsPath);
    await commands.executeCommand("setContext", "playc.projectFolders", paths);
  };
  void mark();
  return Disposable.from(
    view,
    workspace.registerTextDocumentContentProvider(
      committedScheme,
      committedFiles((folder) => folders.includes(folder)),
    ),
    onProgramChange(tools, () => {
      void mark();
      view.edited();
    }),
    workspace.onDidSaveTextDocument((document) => isOfProgram(document) && view.saved(document.uri)),
    commands.registerCommand("playc.compareWithHead", (place?: unknown) => view.open(place)),
  );
}

type State = Omit<ShownComparison, "project" | "base" | "unsaved">;

const empty: State = {
  busy: undefined,
  report: undefined,
  hasOldFigures: false,
  failure: undefined,
  unsimulated: undefined,
  needsProgram: false,
};

/** One panel, whichever project it shows. */
class CompareView implements Disposable {
  readonly #extension: Uri;
  readonly #tools: Tools;
  #panel: WebviewPanel | undefined;
  #page: LivePage | undefined;
  /** URI of the project's folder. */
  #folder = "";
  /** Of the project, where the window has several. */
  #name = "";
  #state: State = empty;
  /** Stops what is under way. */
  #stop: AbortController | undefined;
  /** Something was saved while nobody looked. */
  #isStale = false;

  constructor(extension: Uri, tools: Tools) {
    this.#extension = extension;
    this.#tools = tools;
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  /** From a menu with a file or folder, or by itself for the file that is edited; else for the first project. */
  async open(place: unknown): Promise<void> {
    if (!mayRun("Comparisons are")) return;
    const folders = await projectFolders(this.#tools);
    const uri = place instanceof Uri ? place : window.activeTextEditor?.document.uri;
    const around = uri && folderAround(`${uri}/`, folders);
    const shown = folders.find((folder) => folder === this.#folder);
    const folder = around ?? shown ?? folders[0];
    if (folder === undefined) {
      void window.showInformationMessage("There is no project here: a project is a folder with a playc.yaml.");
      return;
    }
    if (folder !== this.#folder) this.#state = empty;
    this.#folder = folder;
    this.#name = folders.length > 1 ? workspace.asRelativePath(Uri.parse(folder), true) : "";
    if (this.#panel) this.#panel.reveal(undefined, true);
    else this.#make();
    await this.compare();
  }

  #make(): void {
    const title = `Compared with ${base}`;
    const panel = window.createWebviewPanel("playc.compare", title, {
      viewColumn: ViewColumn.Beside,
      preserveFocus: true,
    });
    this.#panel = panel;
    this.#page = livePage(panel.webview, this.#extension, title, (choice) => void this.#chosen(choice));
    panel.onDidChangeViewState(() => panel.visible && this.#isStale && void this.compare());
    panel.onDidDispose(() => {
      this.#stop?.abort();
      this.#page?.dispose();
      this.#panel = undefined;
      this.#page = undefined;
      this.#state = empty;
    });
  }

  saved(file: Uri): void {
    if (!this.#panel || !String(file).startsWith(`${this.#folder}/`)) return;
    if (this.#panel.visible) void this.compare();
    else this.#isStale = true;
  }

  /** What is not saved is said. */
  edited(): void {
    if (this.#panel) this.#show({});
  }

  // ---- what is compared ------------------------------------------------------------------------------------------

  /** One at a time: a new one stops the one before. What was changed is shown first; what it does takes longer. */
  async compare(): Promise<void> {
    this.#stop?.abort();
    const stop = new AbortController();
    this.#stop = stop;
    this.#isStale = false;
    this.#show({ busy: "comparing", failure: undefined, unsimulated: undefined, needsProgram: false });
    const [report, failure] = await this.#diff([], stop.signal);
    if (stop !== this.#stop) return;
    if (!report) return this.#show({ busy: undefined, ...(stop.signal.aborted ? {} : { failure }) });
    const { simulated } = this.#state.report ?? {};
    const isSame = report.changes === null || report.changes.length === 0;
    if (isSame) return this.#show({ busy: undefined, report, hasOldFigures: false });
    if (this.#program.isBundled) return this.#show({ busy: undefined, report, needsProgram: true });
    this.#show({
      busy: "simulating",
      report: { ...report, ...(simulated && { simulated }) },
      hasOldFigures: simulated !== undefined,
    });
    const root = Uri.parse(this.#folder);
    const more = workspace.getConfiguration("playc", root).get<unknown>("compare.arguments");
    const words = ["--simulate", ...(Array.isArray(more) ? more.map(String) : [])];
    const [figures, unsimulated] = await this.#diff(words, stop.signal);
    if (stop !== this.#stop) return;
    if (figures) return this.#show({ busy: undefined, report: figures, hasOldFigures: false });
    this.#show({ busy: undefined, ...(stop.signal.aborted ? {} : { unsimulated, report, hasOldFigures: false }) });
  }

  get #program() {
    return this.#tools.program(Uri.joinPath(Uri.parse(this.#folder), "playc.yaml"));
  }

  /** The report, or why there is none. */
  async #diff(more: readonly string[], signal: AbortSignal): Promise<[DiffReport | undefined, string]> {
    const root = Uri.parse(this.#folder).fsPath;
    const words = ["diff", base, "--project", root, "--format=json", ...more];
    const ran = await runProgram(this.#program, words, root, signal);
    if (ran.stderr.trim() !== "") this.#tools.output.info(`playc ${words.join(" ")}\n${ran.stderr.trim()}`);
    return [reportOf(ran.stdout), reasonOf(ran)];
  }

  // ---- what is chosen in it --------------------------------------------------------------------------------------

  async #chosen({ ask: what, value }: Choice): Promise<void> {
    const { report } = this.#state;
    switch (what) {
      case "compare":
        return void (mayRun("Comparisons are") && (await this.compare()));
      case "stop":
        return this.#stop?.abort();
      case "settings":
        return void commands.executeCommand("workbench.action.openSettings", "playc.path");
      case "save":
        // That something was saved is heard of, and compared.
        return void (await saveAll(unsavedIn([this.#folder]), "nothing was compared"));
      case "source":
        return await this.#openOrigin(value);
      case "after": {
        const { places, paths } = report?.changes?.[Number(value)] ?? {};
        if (places?.after?.file.includes(":")) return await this.#openOrigin(paths?.after ?? "");
        return places?.after ? await this.#openPlace(places.after) : undefined;
      }
      case "before":
        return await this.#openBefore(Number(value));
      case "problem": {
        const { file, line = 1, column = 1 } = report?.problems.after[Number(value)] ?? {};
        return file === undefined ? undefined : await this.#openPlace({ file, line, column });
      }
      case "insert": {
        const witness = report?.witnesses?.[Number(value)];
        return witness ? await insertTest(this.#tools, this.#folder, witness) : undefined;
      }
    }
  }

  async #openOrigin(source: string): Promise<void> {
    const textDocument = { uri: `${this.#folder}/playc.yaml` };
    const asked = { textDocument, sources: [source] };
    const location = (await ask<OriginsAnswer>(this.#tools, panelRequests.origins, asked))?.places[source];
    if (location) return await openLocation(location);
    void window.showInformationMessage(`${source} is not in the program any more.`);
  }

  #openPlace({ file, line, column }: Pick<SourcePlace, "file" | "line" | "column">): Promise<void> {
    return openLocation(locationAt(Uri.joinPath(Uri.parse(this.#folder), file), line, column));
  }

  async #openBefore(index: number): Promise<void> {
    const { report } = this.#state;
    const change = report?.changes?.[index];
    const { commit, folder = "" } = report?.before ?? {};
    const place = change?.places.before;
    if (!place || !commit || !isCommitted(change)) return;
    const root = Uri.parse(this.#folder).fsPath;
    const uri = uriOf({ commit, inRepository: folder, file: place.file, folder: root });
    await openLocation(locationAt(uri, place.line, place.column));
  }

  #show(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    const unsaved = unsavedIn([this.#folder]).length;
    this.#page?.show(comparisonContent({ ...this.#state, project: this.#name, base, unsaved }));
  }
}

/** Line and column from 1. */
function locationAt(uri: Uri, line: number, column: number): Location {
  const start = { line: line - 1, character: column - 1 };
  return { uri: String(uri), range: { start, end: start } };
}
