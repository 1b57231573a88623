/** `playc capacity`: what the cadences ask of the team, and how many accounts it can carry, before anything runs. */
import { type Capacity, capacityOf } from "../../compiler/capacity/capacity.ts";
import type { Schedule } from "../../schedule/types.ts";
import { compileProject } from "../compile-project.ts";
import { exitCodes, Failure } from "../failure.ts";
import { tell, writeResult } from "../terminal.ts";
import { capacityText } from "../views/capacity.ts";
import { styleOf } from "../views/layout.ts";
import { printable } from "../views/printable.ts";

export interface CapacityOptions {
  format: "text" | "json";
  /** `enterprise=40`, each. */
  accounts?: readonly string[];
}

/** Gives the exit code. Failure of kind `usage` for a group that the program does not have. */
export async function capacity(directory: string, { format, accounts = [] }: CapacityOptions): Promise<number> {
  const { schedule, report } = compileProject(directory);
  if (report.warnings > 0) tell(report.text);
  const found = capacityOf(schedule, accountsOf(accounts, schedule));
  const text =
    format === "json" ? `${JSON.stringify(jsonOf(found), null, 2)}\n` : capacityText(found, styleOf(process.stdout));
  await writeResult(text);
  return exitCodes.fine;
}

function accountsOf(written: readonly string[], { segments, models = [] }: Schedule): Map<string, number> {
  const groups = new Set([...segments, ...models].map(({ name }) => name));
  if (groups.size === 0) groups.add("everybody");
  return new Map(
    written.map((each) => {
      const [, name, digits] = /^([^=]+)=(\d{1,9})$/.exec(each) ?? [];
      if (name === undefined || digits === undefined) {
        throw new Failure(
          "usage",
          `${printable(each)} is no number of accounts: write --accounts enterprise=40,smb=200.`,
        );
      }
      if (!groups.has(name)) {
        throw new Failure(
          "usage",
          `There is no segment or touch model ${printable(name)}: there are ${[...groups].join(", ")}.`,
        );
      }
      return [name, Number(digits)] as const;
    }),
  );
}

function jsonOf({ rows, roles }: Capacity) {
  return { format: "playc-capacity", version: 1, rows, roles };
}
