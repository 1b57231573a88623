/** `playc.showFlow`: a play drawn beside its text, anew whenever the text changes. */
import { commands, Disposable, type ExtensionContext, Uri, ViewColumn, type WebviewPanel, window } from "vscode";
import { type FlowAnswer, type FlowQuestion, panelRequests } from "../../lsp/server/panel-requests.ts";
import { ask, openLocation } from "../ask.ts";
import { onProgramChange } from "../changes.ts";
import type { Tools } from "../tools.ts";
import { type LivePage, livePage } from "../webview/live.ts";
import type { Choice } from "../webview/page.ts";
import { flowContent, type ShownFlow } from "./content.ts";

export function registerFlow({ extensionUri }: ExtensionContext, tools: Tools): Disposable {
  const view = new FlowView(extensionUri, tools);
  return Disposable.from(
    view,
    commands.registerCommand("playc.showFlow", (place?: unknown, play?: unknown) => view.open(place, play)),
    onProgramChange(tools, () => void view.refresh()),
  );
}

/** One panel, whichever play it shows. */
class FlowView implements Disposable {
  readonly #extension: Uri;
  readonly #tools: Tools;
  #panel: WebviewPanel | undefined;
  #page: LivePage | undefined;
  /** A file of the project. */
  #uri = "";
  #shown: ShownFlow | undefined;

  constructor(extension: Uri, tools: Tools) {
    this.#extension = extension;
    this.#tools = tools;
  }

  /** From a lens with a file's URI and a play's name, from a menu with a file, or by itself where the cursor is. */
  async open(place: unknown, play: unknown): Promise<void> {
    const editor = window.activeTextEditor;
    const uri = typeof place === "string" ? place : String(place instanceof Uri ? place : (editor?.document.uri ?? ""));
    if (uri === "") {
      void window.showInformationMessage("Open a .play file first: its plays can be drawn.");
      return;
    }
    const { active } = editor?.selection ?? {};
    const named = typeof play === "string" ? { play } : {};
    const here = active && uri === String(editor?.document.uri) ? { position: active } : {};
    const answer = await this.#ask({ textDocument: { uri }, ...here, ...named });
    if (!answer) return;
    this.#uri = uri;
    if (answer.drawing) return this.#show({ ...answer, drawing: answer.drawing, isOfBefore: false });
    if (answer.plays.length === 0) {
      void window.showInformationMessage("There is no play in this project yet that could be drawn.");
      return;
    }
    const chosen = await window.showQuickPick(answer.plays, { placeHolder: "Which play?" });
    if (chosen !== undefined) await this.open(uri, chosen);
  }

  async refresh(): Promise<void> {
    const shown = this.#shown;
    if (!this.#panel?.visible || !shown) return;
    const answer = await this.#ask({ textDocument: { uri: this.#uri }, play: shown.drawing.play });
    // Another play may have been asked for meanwhile.
    if (!answer || this.#shown !== shown) return;
    const { drawing, plays } = answer;
    this.#show(drawing ? { drawing, plays, isOfBefore: false } : { ...shown, plays, isOfBefore: true });
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #ask(question: FlowQuestion): Promise<FlowAnswer | undefined> {
    return ask<FlowAnswer>(this.#tools, panelRequests.flow, question);
  }

  #show(shown: ShownFlow): void {
    this.#shown = shown;
    const title = `Flow of ${shown.drawing.play}`;
    if (!this.#panel) this.#make(title);
    else if (!this.#panel.visible && !shown.isOfBefore) this.#panel.reveal(undefined, true);
    if (this.#panel) this.#panel.title = title;
    this.#page?.show(flowContent(shown));
  }

  #make(title: string): void {
    const panel = window.createWebviewPanel("playc.flow", title, {
      viewColumn: ViewColumn.Beside,
      preserveFocus: true,
    });
    this.#panel = panel;
    this.#page = livePage(panel.webview, this.#extension, title, (choice) => void this.#chosen(choice));
    panel.onDidChangeViewState(() => void this.refresh());
    panel.onDidDispose(() => {
      this.#page?.dispose();
      this.#panel = undefined;
      this.#page = undefined;
      this.#shown = undefined;
    });
  }

  async #chosen({ ask: what, value }: Choice): Promise<void> {
    if (what === "play") return await this.open(this.#uri, value);
    const places = this.#shown?.drawing.places ?? {};
    const place = what === "place" && Object.hasOwn(places, value) ? places[value] : undefined;
    if (place) await openLocation(place);
  }
}
