/** The Simulation panel: touches and hours of each person, week by week, as the last run left them; and runs that are made here. */
import {
  commands,
  Disposable,
  type ExtensionContext,
  Uri,
  type WebviewView,
  type WebviewViewProvider,
  window,
  workspace,
} from "vscode";
import { type OriginsAnswer, panelRequests } from "../../lsp/server/panel-requests.ts";
import { ask, openLocation } from "../ask.ts";
import { isOfProgram, onProgramChange } from "../changes.ts";
import { folderAround } from "../folder-around.ts";
import { projectFolders } from "../projects.ts";
import { run as runProgram } from "../run.ts";
import type { Tools } from "../tools.ts";
import { mayRun } from "../trusted.ts";
import { type LivePage, livePage } from "../webview/live.ts";
import type { Choice } from "../webview/page.ts";
import { chosenOf, type ShownSimulation, simulationContent } from "./content.ts";
import { readLastRun, summaryPath } from "./last-run.ts";
import { questionOf, sourcesOf } from "./summary.ts";

const viewName = "playc.simulation";

export function registerSimulation({ extensionUri }: ExtensionContext, tools: Tools): Disposable {
  const view = new SimulationView(extensionUri, tools);
  const show = () => commands.executeCommand(`${viewName}.focus`);
  const runs = workspace.createFileSystemWatcher(`**/${summaryPath}`);
  const isOnSave = (file: Uri) => workspace.getConfiguration("playc", file).get("simulation.onSave", false);
  return Disposable.from(
    view,
    runs,
    runs.onDidCreate((uri) => view.ended(uri)),
    runs.onDidChange((uri) => view.ended(uri)),
    runs.onDidDelete((uri) => view.ended(uri)),
    window.registerWebviewViewProvider(viewName, view),
    onProgramChange(tools, () => void view.compare()),
    workspace.onDidSaveTextDocument((document) => {
      if (isOfProgram(document) && isOnSave(document.uri)) view.saved(document.uri);
    }),
    commands.registerCommand("playc.showSimulation", show),
    commands.registerCommand("playc.simulate", async (place?: unknown) => {
      await show();
      const uri = typeof place === "string" ? Uri.parse(place) : place instanceof Uri ? place : undefined;
      await view.simulate(uri ?? window.activeTextEditor?.document.uri);
    }),
  );
}

type State = Omit<ShownSimulation, "projects" | "project">;

const empty: State = {
  measure: "touches",
  run: undefined,
  isCurrent: true,
  isRunning: false,
  failure: undefined,
  needsProgram: false,
  chosen: undefined,
  made: undefined,
};

class SimulationView implements WebviewViewProvider, Disposable {
  readonly #extension: Uri;
  readonly #tools: Tools;
  #view: WebviewView | undefined;
  #page: LivePage | undefined;
  /** URIs of the folders of all projects. */
  #folders: readonly string[] = [];
  #folder: string | undefined;
  #state: State = empty;
  /** Stops the run that is under way. */
  #stop: AbortController | undefined;
  /** Stops the reading of the ledger that is under way. */
  #reading: AbortController | undefined;
  /** How often the last run was read. */
  #reads = 0;

  constructor(extension: Uri, tools: Tools) {
    this.#extension = extension;
    this.#tools = tools;
  }

  async resolveWebviewView(view: WebviewView): Promise<void> {
    this.#view = view;
    this.#page = livePage(view.webview, this.#extension, "Simulation", (choice) => void this.#chosen(choice));
    view.onDidDispose(() => {
      this.#page?.dispose();
      this.#view = undefined;
      this.#page = undefined;
    });
    view.onDidChangeVisibility(() => view.visible && void this.compare());
    await this.#choose(window.activeTextEditor?.document.uri);
    await this.#read();
  }

  dispose(): void {
    this.#stop?.abort();
    this.#reading?.abort();
  }

  // ---- which run is shown ----------------------------------------------------------------------------------------

  /** The project around a file; without one the project that is shown, else the first. */
  async #choose(file: Uri | undefined): Promise<void> {
    this.#folders = await projectFolders(this.#tools);
    const around = file && folderAround(String(file), this.#folders);
    const kept = this.#folders.find((folder) => folder === this.#folder);
    this.#turnTo(around ?? kept ?? this.#folders[0]);
  }

  #turnTo(folder: string | undefined): void {
    if (folder === this.#folder) return;
    this.#stop?.abort();
    this.#reading?.abort();
    this.#folder = folder;
    this.#state = { ...empty, measure: this.#state.measure };
  }

  /** A run came, or went, whoever made it. */
  ended(summary: Uri): void {
    if (this.#folder !== undefined && String(summary) === `${this.#folder}/${summaryPath}`) void this.#read();
  }

  async #read(): Promise<void> {
    const folder = this.#folder;
    if (folder === undefined) return this.#show({});
    const time = ++this.#reads;
    const last = await readLastRun(Uri.parse(folder).fsPath, workspace.isTrusted);
    // Another project, or a run that came meanwhile, is what is shown.
    if (folder !== this.#folder || time !== this.#reads) return;
    const run = last && { summary: last.summary, written: last.written.toLocaleString() };
    this.#reading?.abort();
    this.#show({ run, chosen: undefined, made: undefined });
    await this.compare();
  }

  /** Whether the run is of the program as it stands in the editor. */
  async compare(): Promise<void> {
    const { run } = this.#state;
    const folder = this.#folder;
    if (!run || folder === undefined || !this.#view?.visible) return;
    const answer = await this.#origins([]);
    if (!answer || run !== this.#state.run) return;
    this.#show({ isCurrent: answer.digest === null ? undefined : answer.digest === run.summary.schedule });
  }

  #origins(sources: readonly string[]): Promise<OriginsAnswer | undefined> {
    const textDocument = { uri: `${this.#folder}/playc.yaml` };
    return ask<OriginsAnswer>(this.#tools, panelRequests.origins, { textDocument, sources });
  }

  // ---- runs that are made here -----------------------------------------------------------------------------------

  /** With the setting: a save makes a run, if somebody looks. */
  saved(file: Uri): void {
    if (this.#view?.visible && workspace.isTrusted && folderAround(String(file), this.#folders) === this.#folder) {
      void this.simulate(file);
    }
  }

  /** One at a time: a new one stops the one before. */
  async simulate(file: Uri | undefined): Promise<void> {
    if (!mayRun("Simulations are")) return;
    await this.#choose(file);
    const folder = this.#folder;
    if (folder === undefined) {
      void window.showInformationMessage("There is no project here: a project is a folder with a playc.yaml.");
      return;
    }
    this.#stop?.abort();
    const stop = new AbortController();
    this.#stop = stop;
    const root = Uri.parse(folder);
    const program = this.#tools.program(Uri.joinPath(root, "playc.yaml"));
    if (program.isBundled) return this.#show({ isRunning: false, needsProgram: true });
    this.#show({ isRunning: true, failure: undefined, needsProgram: false });
    const more = workspace.getConfiguration("playc", root).get<unknown>("simulation.arguments");
    const words = ["simulate", root.fsPath, ...(Array.isArray(more) ? more.map(String) : [])];
    const { code, stderr } = await runProgram(program, words, root.fsPath, stop.signal);
    if (stop !== this.#stop) return;
    this.#stop = undefined;
    if (stderr.trim() !== "") this.#tools.output.info(`playc ${words.join(" ")}\n${stderr.trim()}`);
    const failed = code !== 0 && !stop.signal.aborted;
    this.#show({ isRunning: false, failure: failed ? stderr.trim() || "It said nothing of why." : undefined });
    await this.#read();
  }

  // ---- what is chosen in it --------------------------------------------------------------------------------------

  async #chosen({ ask: what, value }: Choice): Promise<void> {
    switch (what) {
      case "simulate":
        return await this.simulate(undefined);
      case "stop":
        return this.#stop?.abort();
      case "settings":
        return void commands.executeCommand("workbench.action.openSettings", "playc.path");
      case "measure":
        return this.#show({ measure: value === "hours" ? "hours" : "touches" });
      case "project":
        if (!this.#folders.includes(value)) return;
        this.#turnTo(value);
        return await this.#read();
      case "cell":
        return await this.#open(value);
      case "source": {
        const location = (await this.#origins([value]))?.places[value];
        if (location) return await openLocation(location);
        return void window.showInformationMessage(`${value} is not in the program any more.`);
      }
    }
  }

  /** Asks the ledger what makes a cell. */
  async #open(value: string): Promise<void> {
    const chosen = chosenOf(value);
    if (!chosen || this.#folder === undefined) return;
    this.#reading?.abort();
    if (!mayRun("Questions to the ledger are")) return;
    const root = Uri.parse(this.#folder);
    const program = this.#tools.program(Uri.joinPath(root, "playc.yaml"));
    if (program.isBundled) {
      const made = "What makes it stands in the ledger, which the playc that comes with this extension cannot read.";
      return this.#show({ chosen, made, needsProgram: true });
    }
    const reading = new AbortController();
    this.#reading = reading;
    this.#show({ chosen, made: undefined });
    const words = ["query", questionOf(chosen), root.fsPath, "--format=json"];
    const { stdout, stderr } = await runProgram(program, words, root.fsPath, reading.signal);
    if (reading !== this.#reading || reading.signal.aborted) return;
    this.#show({ made: sourcesOf(stdout) ?? `The ledger could not be read. ${stderr.trim()}` });
  }

  #show(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    const projects = this.#folders.map((key) => ({
      key,
      name: workspace.asRelativePath(Uri.parse(key), this.#folders.length > 1),
    }));
    this.#page?.show(simulationContent({ ...this.#state, projects, project: this.#folder ?? "" }));
  }
}
