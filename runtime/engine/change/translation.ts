/** What the program before calls something, in the words of the program after. */
import type { Path, Schedule } from "../../../schedule/types.ts";
import type { ProgramChange } from "./types.ts";

/** Stands behind the path or name of what is gone, where something else is called so after the change. */
export const goneWords = " before the change";

/** Declarations that the engine's state names. */
export type NamedKind =
  | "play"
  | "cadence"
  | "escalation"
  | "trigger"
  | "touch"
  | "task"
  | "role"
  | "contact"
  | "event"
  | "segment"
  | "model"
  | "field";

export interface Translation {
  /** Undefined for what is gone. */
  path(path: Path): Path | undefined;
  name(kind: NamedKind, name: string): string | undefined;
  /** As far as its beginning is known: `play rescue/win` of a play that is called otherwise now. */
  nearest(path: Path): Path;
  /** The same for what the ledger tells: what is gone keeps its words, unless they mean something else now. */
  toldPath(path: Path): Path;
  toldName(kind: NamedKind, name: string): string;
}

/** A ladder inside a play: the ledger says whose run climbed, the schedule knows the ladder alone. */
const ladderInPlay = /^(play [^/]+)\/(escalation .*)$/;

/** `taken`: paths that demands and rules of the program after have. */
export function createTranslation(
  { pairs }: Pick<ProgramChange, "pairs">,
  { sources }: Pick<Schedule, "sources">,
  taken: ReadonlySet<Path>,
): Translation {
  const after = new Map(pairs.map(({ before, after }): [Path, Path] => [before, after]));
  const path = (old: Path): Path | undefined => {
    const [, play, ladder] = ladderInPlay.exec(old) ?? [];
    if (play === undefined || ladder === undefined) return after.get(old);
    const [ofPlay, ofLadder] = [after.get(play), after.get(ladder)];
    return ofPlay !== undefined && ofLadder !== undefined ? `${ofPlay}/${ofLadder}` : undefined;
  };
  const nearest = (old: Path): Path => {
    for (let end = old.length; end > 0; end = old.lastIndexOf("/", end - 1)) {
      const known = path(old.slice(0, end));
      if (known !== undefined) return known + old.slice(end);
    }
    return old;
  };
  const name = (kind: NamedKind, old: string) => after.get(`${kind} ${old}`)?.slice(kind.length + 1);
  const isTaken = (told: Path) => taken.has(told) || Object.hasOwn(sources, told);
  return {
    path,
    name,
    nearest,
    toldPath(old) {
      const told = path(old) ?? nearest(old);
      return path(old) === undefined && isTaken(told) ? `${told}${goneWords}` : told;
    },
    toldName(kind, old) {
      const now = name(kind, old);
      if (now !== undefined) return now;
      return isTaken(`${kind} ${old}`) ? `${old}${goneWords}` : old;
    },
  };
}
