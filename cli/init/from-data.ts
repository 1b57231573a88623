/** A project made from data that nobody has described yet: looked at, planned, written down as texts. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openInspection } from "../../runtime/histories/inspect/inspect.ts";
import { type Figures, figuresOf } from "./figures.ts";
import { type DataFiles, findDataFiles } from "./files.ts";
import { inferPlan, type Wishes } from "./infer.ts";
import type { Plan } from "./plan.ts";
import { standardProject } from "./standard/project.ts";
import { placeTouches } from "./touches.ts";
import { finishedProject } from "./write.ts";
import { modelText, playbookOf } from "./write-play.ts";
import { projectFileText } from "./write-project-file.ts";

export interface MadeProject {
  /** Texts by path, checked and in the formatter's layout; none is written yet. */
  files: Map<string, string>;
  plan: Plan;
  /** Real paths of the folders outside the project that `simulate` needs as `--data`. */
  dataFolders: string[];
}

/**
 * Of the files and folders `paths`, for a project at the real path `root`. Failure of kind `usage` when a path is not
 * there or holds no data, of kind `data` when nothing in it names an account.
 */
export async function projectFromData(root: string, paths: readonly string[], wishes: Wishes): Promise<MadeProject> {
  const data = findDataFiles(paths, root);
  const { plan, figures } = await inspected(root, data, wishes);
  plan.placements.push(...data.passedOver);
  if (wishes.standard) {
    const { files, plan: told } = standardProject(plan, figures, data.dataFolders);
    return { files: finishedProject(files), plan: told, dataFolders: data.dataFolders };
  }
  const playbook = playbookOf(plan, figures);
  placeTouches(plan, playbook.touches);
  const files = new Map([
    ["playc.yaml", projectFileText(plan, data.dataFolders)],
    ["model.play", modelText(plan, playbook.usesAutomation)],
    ["first.play", playbook.text],
  ]);
  return { files: finishedProject(files), plan, dataFolders: data.dataFolders };
}

async function inspected(
  root: string,
  { tables, dataFolders, isInProject }: DataFiles,
  wishes: Wishes,
): Promise<{ plan: Plan; figures: Figures }> {
  const tempDir = mkdtempSync(join(tmpdir(), "playc-init-"));
  try {
    const folders = [...(isInProject ? [root] : []), ...dataFolders];
    const inspection = await openInspection({ folders, tempDir });
    try {
      const plan = await inferPlan(inspection, tables, wishes);
      return { plan, figures: await figuresOf(inspection, plan) };
    } finally {
      await inspection.close();
    }
  } finally {
    rmSync(tempDir, { recursive: true, force: true });
  }
}
