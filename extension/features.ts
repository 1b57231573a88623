/** What the extension consists of: a feature a file, each registered here. */
import type { Disposable, ExtensionContext } from "vscode";
import { registerCommands } from "./commands.ts";
import { registerCompare } from "./compare/compare.ts";
import { registerFlow } from "./flow/flow.ts";
import { registerNewProject } from "./new-project.ts";
import { registerSimulation } from "./simulation/simulation.ts";
import { registerStatus } from "./status.ts";
import { registerTasks } from "./tasks.ts";
import { registerTesting } from "./testing/testing.ts";
import type { Tools } from "./tools.ts";
import { registerTree } from "./tree/tree.ts";

/** Gives what ends with the extension. */
type Feature = (context: ExtensionContext, tools: Tools) => Disposable;

export const features: readonly Feature[] = [
  registerCommands,
  registerStatus,
  registerFlow,
  registerTree,
  registerTesting,
  registerTasks,
  registerNewProject,
  registerSimulation,
  registerCompare,
];
