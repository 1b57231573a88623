/** A project opened in a VS Code with the extension installed, for all tests of a file; a test that fails leaves a picture in out/e2e. */
import { afterAll, beforeAll, beforeEach, expect, it, onTestFailed } from "vitest";
import { Project } from "./project.ts";
import { type Launch, VsCode } from "./vscode.ts";
import { Workbench } from "./workbench.ts";

export interface Opened {
  readonly vscode: VsCode;
  readonly project: Project;
  readonly workbench: Workbench;
}

/** `prepare` changes the project before it is opened. What it gives can be asked from within tests. */
export function open(launch: Omit<Launch, "folder">, prepare: (project: Project) => void): () => Opened {
  let project: Project | undefined;
  let vscode: VsCode | undefined;
  beforeAll(async () => {
    project = new Project();
    prepare(project);
    vscode = await VsCode.launch({ ...launch, folder: project.folder });
  });
  beforeEach(({ task }) => onTestFailed(() => vscode?.picture(task.name)));
  afterAll(async () => {
    await vscode?.close();
    project?.remove();
  });
  return () => {
    if (!project || !vscode) throw new Error("Nothing is opened outside of a test.");
    return { project, vscode, workbench: new Workbench(vscode.page, project) };
  };
}

/** The last of the tests of a file. */
export function askedNobody(opened: () => Opened): void {
  it("asked nobody outside this machine", () => {
    expect(opened().vscode.outside).toEqual([]);
  });
}
