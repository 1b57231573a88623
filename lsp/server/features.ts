/** The features of the language service, as requests of the protocol. */
import type { Connection, ServerCapabilities } from "vscode-languageserver";
import type { Workspace } from "./workspace.ts";

export const capabilitiesOfFeatures: ServerCapabilities = {};

export function registerFeatures(_connection: Connection, _workspace: Workspace): void {}
