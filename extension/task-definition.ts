/** What a task of type `playc` says in `tasks.json`, checked: somebody may have written anything. */

export const taskCommands = ["check", "test", "simulate"] as const;
export type TaskCommand = (typeof taskCommands)[number];

export interface WantedTask {
  readonly command: TaskCommand;
  /** The project's folder, from the workspace's; empty when it is the same. */
  readonly project: string;
  readonly arguments: readonly string[];
}

/** Undefined when it is none, or would leave the workspace's folder. */
export function wantedTask(definition: Readonly<Record<string, unknown>>): WantedTask | undefined {
  const { command, project = "", arguments: given = [] } = definition;
  const known = taskCommands.find((each) => each === command);
  if (!known || typeof project !== "string" || !isBelow(project)) return undefined;
  if (!Array.isArray(given)) return undefined;
  const words: unknown[] = given;
  const asked = words.filter((word) => typeof word === "string");
  return asked.length === words.length ? { command: known, project, arguments: asked } : undefined;
}

function isBelow(path: string): boolean {
  return !/^([/\\]|[A-Za-z]:)/.test(path) && !path.split(/[/\\]/).includes("..");
}
