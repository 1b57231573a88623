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
import type { SideProblem } from "../../review/types.ts";
import type { SourcePlace } from "../../schedule/types.ts";
import { ask, openLocation } from "../ask.ts";
import { isOfProgram, onProgramChange } from "../changes.ts";
import { folderAround } from "../folder-around.ts";
import { projectFolders } from "../projects.ts";
import { saveAll, unsavedIn } from "../saved.ts";
import type { Tools } from "../tools.ts";
import { mayRun } from "../trusted.ts";
import { type LivePage, livePage } from "../webview/live.ts";
import type { Choice } from "../webview/page.ts";
import { committedFiles, committedScheme, uriOf } from "./committed.ts";
import { comparisonContent, isCommitted } from "./content.ts";
import { insertTest } from "./insert-test.ts";
import { base, type Comparing, type Comparison, compare, nothingYet, search } from "./steps.ts";

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

/** From the project's folder on; line and column from 1. */
type Place = Pick<SourcePlace, "file" | "line" | "column">;

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
  #state: Comparison = nothingYet;
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
    if (folder !== this.#folder) this.#state = nothingYet;
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
      this.#state = nothingYet;
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

  compare(): Promise<void> {
    this.#isStale = false;
    return compare(this.#begin(), this.#state.report);
  }

  /** One at a time: a new one stops the one before, which shows nothing any more. */
  #begin(): Comparing {
    this.#stop?.abort();
    const stop = new AbortController();
    this.#stop = stop;
    const root = Uri.parse(this.#folder);
    const more = workspace.getConfiguration("playc", root).get<unknown>("compare.arguments");
    return {
      program: this.#tools.program(Uri.joinPath(root, "playc.yaml")),
      folder: root.fsPath,
      more: Array.isArray(more) ? more.map(String) : [],
      signal: stop.signal,
      log: (text) => this.#tools.output.info(text),
      show: (change) => stop === this.#stop && this.#show(change),
    };
  }

  // ---- what is chosen in it --------------------------------------------------------------------------------------

  async #chosen({ ask: what, value }: Choice): Promise<void> {
    const { report } = this.#state;
    switch (what) {
      case "compare":
        return mayRun("Comparisons are") ? await this.compare() : undefined;
      case "search":
        return report && mayRun("Comparisons are") ? await search(this.#begin(), report) : undefined;
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
      case "before": {
        const change = report?.changes?.[Number(value)];
        const place = change?.places.before;
        return place && isCommitted(change) ? await this.#openCommitted(place) : undefined;
      }
      case "problem":
        return await this.#openProblem(report?.problems.after[Number(value)], (place) => this.#openPlace(place));
      case "problem-before":
        return await this.#openProblem(report?.problems.before[Number(value)], (place) => this.#openCommitted(place));
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

  #openPlace({ file, line, column }: Place): Promise<void> {
    return openLocation(locationAt(Uri.joinPath(Uri.parse(this.#folder), file), line, column));
  }

  async #openProblem(problem: SideProblem | undefined, open: (place: Place) => Promise<void>): Promise<void> {
    const { file, line = 1, column = 1 } = problem ?? {};
    if (file !== undefined) await open({ file, line, column });
  }

  async #openCommitted({ file, line, column }: Place): Promise<void> {
    const { commit, folder = "" } = this.#state.report?.before ?? {};
    if (!commit) return;
    const root = Uri.parse(this.#folder).fsPath;
    await openLocation(locationAt(uriOf({ commit, inRepository: folder, file, folder: root }), line, column));
  }

  #show(change: Partial<Comparison>): void {
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
