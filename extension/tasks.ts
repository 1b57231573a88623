/** `playc check`, `test` and `simulate` as tasks, of every project of the window. */
import {
  type Disposable,
  type ExtensionContext,
  ProcessExecution,
  Task,
  type TaskDefinition,
  TaskGroup,
  tasks,
  Uri,
  type WorkspaceFolder,
  workspace,
} from "vscode";
import { projectFolders } from "./projects.ts";
import { type TaskCommand, taskCommands, wantedTask } from "./task-definition.ts";
import type { Tools } from "./tools.ts";

/**
 * What is wrong in a program the server shows already, in files that are closed, too: found in a task's output it would stand there twice.
 * Files are printed from the project's folder on, and looked for from the workspace's: in a folder below it a matcher would name files that are not there.
 */
const matchers: Partial<Record<TaskCommand, string[]>> = { test: ["$playc-test"] };
const groups: Partial<Record<TaskCommand, TaskGroup>> = { check: TaskGroup.Build, test: TaskGroup.Test };

export function registerTasks(_context: ExtensionContext, tools: Tools): Disposable {
  return tasks.registerTaskProvider("playc", {
    async provideTasks() {
      const projects = await projectFolders(tools);
      return projects.flatMap((uri) => {
        const project = Uri.parse(uri);
        const folder = workspace.getWorkspaceFolder(project);
        if (!folder) return [];
        const path = project.path.slice(folder.uri.path.length + 1);
        const definition = (command: TaskCommand) => ({ type: "playc", command, ...(path ? { project: path } : {}) });
        return taskCommands.flatMap((command) => taskOf(tools, definition(command), folder) ?? []);
      });
    },
    resolveTask({ definition, scope }) {
      return typeof scope === "object" ? taskOf(tools, definition, scope) : undefined;
    },
  });
}

/** Undefined for a definition that somebody wrote wrong: VS Code says so then. */
function taskOf(tools: Tools, definition: TaskDefinition, folder: WorkspaceFolder): Task | undefined {
  const wanted = wantedTask(definition);
  if (!wanted) return undefined;
  const project = Uri.joinPath(folder.uri, wanted.project);
  const { command, before, environment } = tools.program(Uri.joinPath(project, "playc.yaml"));
  const name = wanted.project === "" ? wanted.command : `${wanted.command} ${wanted.project}`;
  const asked = [...before, wanted.command, ".", ...wanted.arguments];
  const execution = new ProcessExecution(command, asked, { cwd: project.fsPath, env: { ...environment } });
  const found = wanted.project === "" ? (matchers[wanted.command] ?? []) : [];
  const task = new Task(definition, folder, name, "playc", execution, found);
  const group = groups[wanted.command];
  if (group) task.group = group;
  return task;
}
