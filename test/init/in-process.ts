/** Projects made of data without a process of their own: what is asked of them is what was made, not how it runs. */
import { join } from "node:path";
import { projectFromData } from "../../cli/init/from-data.ts";
import type { Placement } from "../../cli/init/plan.ts";
import { projectRoot } from "../../cli/init/write.ts";

export interface Made {
  model: string;
  playbook: string;
  projectFile: string;
  /** What a column was taken for, or why for nothing; of a whole table without `column`. */
  told(file: string, column?: string): Placement[];
  remarks: string[];
}

/** Of the data in `from`; it has been checked, as all that `init` writes. Rejects as `init` fails. */
export async function madeOf(...from: string[]): Promise<Made> {
  const { files, plan } = await projectFromData(projectRoot(join(from[0]!, "made-project")), from, {});
  return {
    model: files.get("model.play")!,
    playbook: files.get("first.play")!,
    projectFile: files.get("playc.yaml")!,
    told: (file, column) =>
      plan.placements.filter((placement) => placement.file === file && placement.column === column),
    remarks: plan.remarks,
  };
}
