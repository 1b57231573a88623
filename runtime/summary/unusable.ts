/** Tables of which no row could be used: whatever asks them is unknown, and nothing that follows from them is seen. Pure. */
import type { InputSummary } from "../histories/types.ts";

export interface UnusableTable {
  /** As in playc.yaml. */
  readonly table: string;
  /** None, or all of them set aside. */
  readonly rows: number;
  readonly reasons: readonly string[];
}

/** In their order. An empty table that `covers` days says that nothing was then, and is no such table. */
export function unusableTables(tables: InputSummary["tables"]): UnusableTable[] {
  return tables.flatMap(({ name, rows, setAside, from }): UnusableTable[] => {
    const isEmpty = rows === 0 && from === undefined && /^(events|metrics)\b/.test(name);
    const isSetAside = rows > 0 && setAside.reduce((sum, each) => sum + each.rows, 0) === rows;
    return isEmpty || isSetAside ? [{ table: name, rows, reasons: setAside.map(({ reason }) => reason) }] : [];
  });
}
