/** The tree of playbooks in the side bar: what each segment gets, stage by stage. */
import {
  commands,
  Disposable,
  EventEmitter,
  type ExtensionContext,
  MarkdownString,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  window,
} from "vscode";
import type { Location } from "vscode-languageclient/node";
import { type PlaybooksAnswer, panelRequests } from "../../lsp/server/panel-requests.ts";
import { ask, openLocation } from "../ask.ts";
import { onProgramChange } from "../changes.ts";
import type { Tools } from "../tools.ts";
import { type Branch, branchesOf } from "./branches.ts";

export function registerTree(_context: ExtensionContext, tools: Tools): Disposable {
  const provider = new Playbooks(tools);
  return Disposable.from(
    provider,
    window.createTreeView("playc.playbooks", { treeDataProvider: provider, showCollapseAll: true }),
    onProgramChange(tools, () => provider.refresh()),
    commands.registerCommand("playc.openPlaybook", (branch: Branch) => openBranch(branch)),
    commands.registerCommand("playc.showFlowOfPlaybook", ({ location, play }: Branch) =>
      commands.executeCommand("playc.showFlow", location?.uri, play),
    ),
  );
}

class Playbooks implements TreeDataProvider<Branch>, Disposable {
  readonly #tools: Tools;
  readonly #changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(tools: Tools) {
    this.#tools = tools;
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async getChildren(branch?: Branch): Promise<Branch[]> {
    if (branch) return [...branch.children];
    const answer = await ask<PlaybooksAnswer>(this.#tools, panelRequests.playbooks, {});
    return answer ? branchesOf(answer) : [];
  }

  getTreeItem(branch: Branch): TreeItem {
    const { id, label, description, tooltip, icon, play, location, children, isOpen } = branch;
    const state =
      children.length === 0
        ? TreeItemCollapsibleState.None
        : isOpen
          ? TreeItemCollapsibleState.Expanded
          : TreeItemCollapsibleState.Collapsed;
    const item = new TreeItem(label, state);
    item.id = id;
    item.description = description;
    item.tooltip = new MarkdownString().appendText(tooltip);
    item.iconPath = new ThemeIcon(icon);
    if (play !== undefined) item.contextValue = "play";
    if (location) item.command = { command: "playc.openPlaybook", title: "Open", arguments: [branch] };
    return item;
  }
}

async function openBranch({ location }: { location: Location | undefined }): Promise<void> {
  if (location) await openLocation(location);
}
