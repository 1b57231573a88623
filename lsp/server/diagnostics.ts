/**
 * Tells the editor what is wrong: what is known at once as soon as a text has changed, the rest when it is proved. A
 * change stops what is still being proved of the text before. Clients that ask by themselves (`textDocument/diagnostic`)
 * are told to ask again instead.
 */
import {
  type Connection,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type Diagnostic as Shown,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import { byteOrderMark } from "../../grammar/source.ts";
import type { Analysis, Findings } from "../service/analysis.ts";
import { Recall } from "../service/recall.ts";
import type { TextPositions } from "./positions.ts";
import type { Workspace, WorkspaceProject } from "./workspace.ts";

/** How long nothing has to change before proofs are begun. In milliseconds. */
const pause = 150;

/** Codes of what nothing uses: editors show it faded. */
const unnecessary = new Set(["never-used", "unused-allow", "library-never-used"]);

interface Told {
  /** What was published last, by URI, as text. */
  readonly published: Map<string, string>;
  readonly recall: Recall;
  timer?: ReturnType<typeof setTimeout> | undefined;
  /** How often the findings have changed. */
  count: number;
  shown?: { readonly analysis: Analysis; readonly isComplete: boolean; readonly byUri: ReadonlyMap<string, Shown[]> };
}

export class DiagnosticTeller {
  readonly #connection: Connection;
  readonly #workspace: Workspace;
  readonly #told = new Map<WorkspaceProject, Told>();
  /** Whether the client asks by itself, and can be told to ask again. */
  pulls = false;
  refreshes = false;

  constructor(connection: Connection, workspace: Workspace) {
    this.#connection = connection;
    this.#workspace = workspace;
  }

  /** Something in the project has changed. */
  changed(project: WorkspaceProject): void {
    const told = this.#toldOf(project);
    // Who asks before it is looked at must not hear that nothing has changed.
    told.count++;
    clearTimeout(told.timer);
    this.#later(told, 0, () => this.#first(project, told));
  }

  /** Nothing of the project is shown any more. */
  forget(project: WorkspaceProject): void {
    const told = this.#told.get(project);
    if (!told) return;
    clearTimeout(told.timer);
    this.#told.delete(project);
    for (const uri of told.published.keys()) this.#publish(uri, []);
  }

  stop(): void {
    for (const { timer } of this.#told.values()) clearTimeout(timer);
  }

  // ---- asked for -----------------------------------------------------------------------------------------------

  /** All of one document that is known by now. */
  ofDocument(uri: string, previous?: string): DocumentDiagnosticReport {
    const { project } = this.#workspace.locate(uri);
    const told = this.#toldOf(project);
    const resultId = `${project.key} ${told.count}`;
    if (previous === resultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    const items = this.#shown(project).get(uri) ?? [];
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  }

  /** `previous`: what the client says that it has, by URI. Some ask every two seconds: what has not changed is not sent again. */
  ofWorkspace(previous: ReadonlyMap<string, string>): WorkspaceDiagnosticReport {
    const items = this.#workspace.projects.flatMap((project) => {
      const resultId = `${project.key} ${this.#toldOf(project).count}`;
      return [...this.#shown(project)].map(([uri, found]): WorkspaceDocumentDiagnosticReport => {
        const version = this.#workspace.versionOf(uri) ?? null;
        return previous.get(uri) === resultId
          ? { kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId }
          : { kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items: found };
      });
    });
    return { items };
  }

  // ---- told ----------------------------------------------------------------------------------------------------

  #first(project: WorkspaceProject, told: Told): void {
    const analysis = project.service.analysis();
    this.#tell(project, told);
    this.#later(told, pause, () => this.#prove(project, told, analysis));
  }

  #prove(project: WorkspaceProject, told: Told, analysis: Analysis): void {
    if (project.service.analysis() !== analysis) return;
    if (!analysis.proceed()) {
      this.#later(told, 0, () => this.#prove(project, told, analysis));
      return;
    }
    told.recall.keep(analysis);
    this.#tell(project, told);
  }

  /** A mistake of the server's own is told in its log: there is nobody to answer it to. */
  #later(told: Told, milliseconds: number, work: () => void): void {
    told.timer = setTimeout(() => {
      try {
        work();
      } catch (error) {
        this.#connection.console.error(`What is wrong could not be worked out: ${String(error)}`);
      }
    }, milliseconds);
  }

  #tell(project: WorkspaceProject, told: Told): void {
    told.count++;
    if (this.pulls) {
      if (this.refreshes) void this.#connection.languages.diagnostics.refresh().catch(() => undefined);
      return;
    }
    const found = this.#shown(project);
    for (const uri of told.published.keys()) if (!found.has(uri)) this.#publish(uri, []);
    for (const uri of [...told.published.keys()]) if (!found.has(uri)) told.published.delete(uri);
    for (const [uri, items] of found) {
      const text = JSON.stringify(items);
      if (told.published.get(uri) === text) continue;
      if (items.length === 0 && !told.published.has(uri) && !this.#workspace.isOpen(uri)) continue;
      told.published.set(uri, text);
      this.#publish(uri, items);
    }
  }

  #publish(uri: string, diagnostics: Shown[]): void {
    const version = this.#workspace.versionOf(uri);
    void this.#connection.sendDiagnostics({ uri, ...(version === undefined ? {} : { version }), diagnostics });
  }

  #toldOf(project: WorkspaceProject): Told {
    let told = this.#told.get(project);
    if (!told) {
      told = { published: new Map(), recall: new Recall(), count: 0 };
      this.#told.set(project, told);
    }
    return told;
  }

  /** By URI; files without findings are there too. Found once for what is known. */
  #shown(project: WorkspaceProject): ReadonlyMap<string, Shown[]> {
    const told = this.#toldOf(project);
    const analysis = project.service.analysis();
    const { isComplete } = analysis;
    const last = told.shown;
    if (last?.analysis === analysis && last.isComplete === isComplete) return last.byUri;
    const byUri = this.#shownOf(project, analysis, isComplete ? analysis.all : told.recall.withEarlier(analysis));
    told.shown = { analysis, isComplete, byUri };
    return byUri;
  }

  #shownOf(project: WorkspaceProject, analysis: Analysis, findings: Findings): ReadonlyMap<string, Shown[]> {
    const shown = new Map<string, Shown[]>(analysis.files.map(({ path }) => [project.uriOf(path), []]));
    const positions = new Map<string, TextPositions>();
    const positionsOf = (path: string) => {
      let known = positions.get(path);
      if (!known) {
        known = this.#workspace.positions(analysis, path);
        positions.set(path, known);
      }
      return known;
    };
    for (const [path, items] of shownByPath(findings, positionsOf, project)) {
      const uri = project.uriOf(path);
      shown.set(uri, [...(shown.get(uri) ?? []), ...items]);
    }
    return shown;
  }
}

function shownByPath(
  { diagnostics, unreadable }: Findings,
  positionsOf: (path: string) => TextPositions,
  project: WorkspaceProject,
): [string, Shown[]][] {
  const atStart = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  return [
    ...unreadable.map(({ file, message }): [string, Shown[]] => [
      file,
      [{ range: atStart, severity: DiagnosticSeverity.Error, source: "playc", message }],
    ]),
    ...diagnostics.map(({ file, span, severity, code, slug, message, reason, hint, related }): [string, Shown[]] => [
      file,
      [
        {
          range: positionsOf(file).rangeOf(span),
          severity: severity === "error" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
          code,
          source: "playc",
          message: `${message}\n${reason}\n${hint}`.replaceAll(byteOrderMark, ""),
          ...(unnecessary.has(slug) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
          ...(related.length > 0
            ? {
                relatedInformation: related.map((place) => ({
                  location: { uri: project.uriOf(place.file), range: positionsOf(place.file).rangeOf(place.span) },
                  message: place.message,
                })),
              }
            : {}),
        },
      ],
    ]),
  ];
}
