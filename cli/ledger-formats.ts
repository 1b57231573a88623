/** How the ledger can be written; Parquet is always there. */
export const ledgerFormats = ["parquet", "csv", "jsonl"] as const;
export type LedgerFormat = (typeof ledgerFormats)[number];
