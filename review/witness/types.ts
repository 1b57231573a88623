/**
 * Histories that show a change: for a changed declaration the smallest one found on which the two programs differ. The
 * contract between the search (`review/witness/`) and whoever shows what it found.
 */
import type { DeclarationKind } from "../types.ts";

/** Of one declaration that changed. */
export interface Witness {
  readonly kind: DeclarationKind;
  /** As it is called now, or was; null where there is one of its kind. */
  readonly name: string | null;
  /** Null where none was found, which does not say that there is none. */
  readonly found: WitnessFound | null;
  /** How much was looked at. */
  readonly tried: {
    readonly histories: number;
    /** Days of accounts that were simulated, of both programs together. */
    readonly days: number;
  };
  /** Whether the search ended because its budget was used up, and not because it had tried all it knows to try. */
  readonly cutShort: boolean;
}

export interface Written {
  /** The account and what happens to it, as items of a `test` of the language, ended by a line end. */
  readonly history: string;
  /**
   * A `test` block to be pasted into the program after the change: it passes there and fails in the program before. Null
   * where what differs is nothing that tests can ask for, an owner or a channel. Ended by a line end.
   */
  readonly test: string | null;
  /** What each program does on this history, where they differ: a sentence each without its full stop. */
  readonly before: string;
  readonly after: string;
}

export interface WitnessFound extends Written {
  /**
   * Whether the two programs differ on it by this declaration alone: the one before does so, too, with nothing else of the
   * change. False where it takes other changes; null where it could not be asked, since what is there alone is no program or
   * something was renamed.
   */
  readonly byItself: boolean | null;
}
