/** What the extension's panels ask for: pictures of plays, the tree of playbooks, tests, and where a run's figures come from. */
import type { Connection, Location } from "vscode-languageserver";
import type { Analysis } from "../service/analysis.ts";
import { drawingOf, playAt, playsOf } from "../service/drawing.ts";
import { digestOf, originsOf } from "../service/origins.ts";
import type { Place } from "../service/places.ts";
import { type PlaybookNode, playbooksOf } from "../service/playbooks.ts";
import { projectFileName } from "../service/project.ts";
import { testsOf } from "../service/tests.ts";
import { Asked } from "./asked.ts";
import {
  type FlowAnswer,
  type FlowQuestion,
  type OriginsAnswer,
  type OriginsQuestion,
  type PlaybooksAnswer,
  type ProjectsAnswer,
  panelRequests,
  type ShownPlaybookNode,
  type TestsAnswer,
} from "./panel-requests.ts";
import type { TextPositions } from "./positions.ts";
import type { Workspace, WorkspaceProject } from "./workspace.ts";

/** More sources than a program can have are asked for by nobody in earnest. */
const mostSources = 1_000;

export function registerPanels(connection: Connection, workspace: Workspace): void {
  connection.onRequest(panelRequests.flow, ({ textDocument, position, play }: FlowQuestion): FlowAnswer => {
    const place = new Asked(workspace, textDocument.uri);
    const name = play ?? (position && place.at(position, playAt));
    const drawing = name === undefined ? undefined : drawingOf(place.analysis, name);
    const plays = playsOf(place.analysis);
    if (!drawing) return { drawing: null, plays };
    const places = [...drawing.places].map(([key, { file, line }]): [string, Location] => {
      const start = { line: line - 1, character: 0 };
      return [key, { uri: place.project.uriOf(file), range: { start, end: start } }];
    });
    return { drawing: { play: drawing.play, svg: drawing.svg ?? null, places: Object.fromEntries(places) }, plays };
  });

  connection.onRequest(
    panelRequests.playbooks,
    (): PlaybooksAnswer => ({
      projects: projectsWithFolders(workspace).map((project) => {
        const analysis = project.service.analysis();
        const locationOf = locationsIn(workspace, project, analysis);
        return { folder: folderOf(project), nodes: playbooksOf(analysis).map((node) => shownNode(node, locationOf)) };
      }),
    }),
  );

  connection.onRequest(
    panelRequests.projects,
    (): ProjectsAnswer => ({ folders: projectsWithFolders(workspace).map(folderOf).sort() }),
  );

  connection.onRequest(
    panelRequests.tests,
    (): TestsAnswer => ({
      projects: projectsWithFolders(workspace).map((project) => {
        const analysis = project.service.analysis();
        const locationOf = locationsIn(workspace, project, analysis);
        const tests = testsOf(analysis).map((test) => ({ name: test.name, file: test.path, ...locationOf(test) }));
        return { folder: folderOf(project), tests };
      }),
    }),
  );

  connection.onRequest(panelRequests.origins, ({ textDocument, sources }: OriginsQuestion): OriginsAnswer => {
    const place = new Asked(workspace, textDocument.uri);
    const originOf = originsOf(place.analysis);
    const asked = Array.isArray(sources) ? sources.slice(0, mostSources) : [];
    const places = asked.flatMap((source): [string, Location][] => {
      const found = originOf(String(source));
      return found ? [[String(source), place.locationOf(found)]] : [];
    });
    return { digest: digestOf(place.analysis) ?? null, places: Object.fromEntries(places) };
  });
}

/** Those with a `playc.yaml`: files by themselves are no projects to anybody. */
function projectsWithFolders({ projects }: Workspace): WorkspaceProject[] {
  return projects.filter(({ service }) => !service.analysis().standsAlone).sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Its URI. */
function folderOf(project: WorkspaceProject): string {
  return project.uriOf(projectFileName).slice(0, -(projectFileName.length + 1));
}

function locationsIn(workspace: Workspace, project: WorkspaceProject, analysis: Analysis): (place: Place) => Location {
  const positions = new Map<string, TextPositions>();
  return ({ path, span }) => {
    const known = positions.get(path) ?? workspace.positions(analysis, path);
    positions.set(path, known);
    return { uri: project.uriOf(path), range: known.rangeOf(span) };
  };
}

function shownNode(
  { kind, name, detail, doc, place, children }: PlaybookNode,
  locationOf: (place: Place) => Location,
): ShownPlaybookNode {
  return {
    kind,
    name,
    detail,
    ...(doc === undefined ? {} : { doc }),
    ...(place === undefined ? {} : { location: locationOf(place) }),
    children: children.map((child) => shownNode(child, locationOf)),
  };
}
