/** The data sets of the oracle: where their files are, and how many of their accounts an ordinary run keeps. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const dataSets = ["wholesale", "learning", "saas"] as const;
export type DataSet = (typeof dataSets)[number];

const folders: Record<DataSet, { folder: string; hasFile: string }> = {
  wholesale: { folder: "../../../shared/data/wholesale", hasFile: "invoices.csv" },
  learning: { folder: "../../../shared/data/learning", hasFile: "accounts.csv" },
  saas: { folder: "../../playbooks/saas/data", hasFile: "accounts.csv" },
};

/** One account in so many, unless ORACLE=all asks for every one. */
const kept: Record<DataSet, number> = { wholesale: 30, learning: 24, saas: 5 };

export function keepEvery(dataSet: DataSet): number {
  return process.env.ORACLE === "all" ? 1 : kept[dataSet];
}

/** The folder of the raw files; undefined when they are not there. */
export function dataFolder(dataSet: DataSet): string | undefined {
  const { folder, hasFile } = folders[dataSet];
  const path = fileURLToPath(new URL(folder, import.meta.url));
  return existsSync(`${path}/${hasFile}`) ? path : undefined;
}
