/** What a run and its workers say to each other. Both are the same build of playc, on one machine. */

import type { Books } from "../../runtime/books/books-of.ts";
import type { Capacity } from "../../runtime/capacity.ts";
import type { HistoriesCopy } from "../../runtime/histories/staged-copy.ts";
import type { AccountPlaces, Cutoffs, EpochDay, Histories } from "../../runtime/histories/types.ts";
import type { PartWanted } from "../../runtime/ledger/part-file.ts";
import type { Answering } from "../../runtime/responses.ts";

/** The word behind `playc` that makes a worker of a process, where it was started to be one. */
export const workerWord = "worker";

/** Everything a worker needs before its first part. */
export interface Opening {
  readonly kind: "open";
  /** The schedule as text. */
  readonly schedule: string;
  readonly histories: HistoriesCopy;
  readonly cutoffs: Cutoffs | undefined;
  readonly assignments: Histories["assignments"];
  readonly from: EpochDay | undefined;
  readonly to: EpochDay | undefined;
  readonly answering: Answering;
  readonly capacity: Capacity;
  /** With `enforce`. */
  readonly books: Books | undefined;
  /** The worker's own; it need not be there. */
  readonly folder: string;
}

/** A part, and where its accounts are among those of the data. */
export interface PartTask {
  readonly wanted: PartWanted;
  readonly places: AccountPlaces;
}

export interface PartAsked extends PartTask {
  readonly kind: "part";
  /** Where its file is to be. */
  readonly path: string;
}

export type ToWorker = Opening | PartAsked;

/** An error without its class. */
export interface Thrown {
  readonly name: string;
  readonly message: string;
  /** What of its members says how it is told. */
  readonly members: Readonly<Record<string, unknown>>;
}

export type FromWorker =
  | { readonly kind: "count"; readonly done: number }
  | { readonly kind: "made" }
  | { readonly kind: "failed"; readonly thrown: Thrown };

/** What `asFailure` asks an error for. */
const told = ["kind", "place", "code", "syscall"];

export function thrownOf(error: unknown): Thrown {
  if (!(error instanceof Error)) return { name: "Error", message: String(error), members: {} };
  const members = Object.entries(error).filter(([name]) => told.includes(name));
  return { name: error.name, message: error.message, members: Object.fromEntries(members) };
}

export function errorOf({ name, message, members }: Thrown): Error {
  return Object.assign(new Error(message), members, { name });
}
