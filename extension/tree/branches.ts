/** The tree of playbooks as rows: what each says, which sign it has, and an identity that outlives an edit. */
import type { Location } from "vscode-languageserver";
import type { PlaybooksAnswer, ShownPlaybookNode } from "../../lsp/server/panel-requests.ts";

export interface Branch {
  /** The same for the same thing at the same place of the tree, so that what is open stays open. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** Of the editor's own icons. */
  readonly icon: string;
  /** The play's name, of a play. */
  readonly play: string | undefined;
  readonly location: Location | undefined;
  readonly children: readonly Branch[];
  readonly isOpen: boolean;
}

const icons: Readonly<Record<ShownPlaybookNode["kind"], string>> = {
  segment: "organization",
  model: "person",
  everybody: "organization",
  "any time": "calendar",
  stage: "milestone",
  journey: "map",
  cadence: "sync",
  trigger: "zap",
  play: "play-circle",
  escalation: "arrow-up",
  phase: "list-ordered",
  step: "circle-small",
};

/** A single project's nodes stand by themselves; of several each is below its folder. */
export function branchesOf({ projects }: PlaybooksAnswer): Branch[] {
  if (projects.length === 1) return rowsOf(projects[0]!.nodes, projects[0]!.folder);
  return projects.map(({ folder, nodes }) => ({
    id: folder,
    label: decodeURIComponent(folder.slice(folder.lastIndexOf("/") + 1)),
    description: "",
    tooltip: decodeURIComponent(folder),
    icon: "folder",
    play: undefined,
    location: undefined,
    children: rowsOf(nodes, folder),
    isOpen: true,
  }));
}

/** Steps can be called alike, and so can all else while somebody copies: an identity that is there twice the editor takes for an error. */
function rowsOf(nodes: readonly ShownPlaybookNode[], above: string): Branch[] {
  const seen = new Map<string, number>();
  return nodes.map((node) => {
    const named = `${above}/${node.kind} ${node.name}`;
    const before = seen.get(named) ?? 0;
    seen.set(named, before + 1);
    return branchOf(node, before === 0 ? named : `${named} ${before}`);
  });
}

function branchOf({ kind, name, detail, doc, location, children }: ShownPlaybookNode, id: string): Branch {
  return {
    id,
    label: name,
    description: detail,
    tooltip: [name, detail, doc ?? ""].filter((line) => line !== "").join("\n"),
    icon: icons[kind],
    play: kind === "play" ? name : undefined,
    location,
    children: rowsOf(children, id),
    isOpen: kind === "everybody" || kind === "any time",
  };
}
