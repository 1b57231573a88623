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
  if (projects.length === 1) return projects[0]!.nodes.map((node, index) => branchOf(node, projects[0]!.folder, index));
  return projects.map(({ folder, nodes }) => ({
    id: folder,
    label: decodeURIComponent(folder.slice(folder.lastIndexOf("/") + 1)),
    description: "",
    tooltip: decodeURIComponent(folder),
    icon: "folder",
    play: undefined,
    location: undefined,
    children: nodes.map((node, index) => branchOf(node, folder, index)),
    isOpen: true,
  }));
}

function branchOf(node: ShownPlaybookNode, above: string, index: number): Branch {
  const { kind, name, detail, doc, location, children } = node;
  // Steps have no names that tell them apart.
  const id = `${above}/${kind} ${name}${kind === "step" ? ` ${index}` : ""}`;
  return {
    id,
    label: name,
    description: detail,
    tooltip: [name, detail, doc ?? ""].filter((line) => line !== "").join("\n"),
    icon: icons[kind],
    play: kind === "play" ? name : undefined,
    location,
    children: children.map((child, at) => branchOf(child, id, at)),
    isOpen: kind === "everybody" || kind === "any time",
  };
}
