/** A health score held against what happened (docs/language.md, "Calibration"). */
import type { Band } from "../../schedule/types.ts";
import type { OpenLine } from "../conditions/index.ts";
import { areaUnderCurve, type Estimate, share } from "./intervals.ts";
import type { Snapshot, Story } from "./snapshots.ts";

export interface Calibration {
  readonly accounts: {
    /** Those whose story is told to its end, and had a score then. */
    readonly told: number;
    readonly lost: number;
    readonly tooYoung: number;
    /** Customers then, of whom the data has no value: only of a metric that is imported as it is. */
    readonly withoutScore: number;
    readonly unknownEnding: number;
    readonly neverCustomers: number;
    /** Of those told, whose score was a range: it is ranked by the middle of it. */
    readonly notDecided: number;
  };
  readonly areaUnderCurve: Estimate | undefined;
  /** Highest first; those in no single band last, without a name. */
  readonly bands: readonly BandOutcome[];
  /** What one would have had of taking every customer below a floor for lost; highest floor first. */
  readonly warnings: readonly Warning[];
  /** What makes scores ranges: how many of them each line leaves open, and why; most first. */
  readonly openLines: readonly OpenLineCount[];
  /** Lost, and in the highest band before: in order of id. */
  readonly missed: readonly Snapshot[];
}

export interface OpenLineCount extends OpenLine {
  readonly scores: number;
}

export interface BandOutcome {
  readonly band: string | undefined;
  readonly accounts: number;
  readonly lost: number;
  /** How many of the band were lost. */
  readonly lossRate: Estimate | undefined;
  /** How many of all lost were in the band. */
  readonly shareOfLost: Estimate | undefined;
}

export interface Warning {
  /** Customers below this band are warned of. */
  readonly below: string;
  readonly warned: number;
  readonly lost: number;
  /** How many of the warned were lost. */
  readonly precision: Estimate | undefined;
  /** How many of the lost were warned of. */
  readonly recall: Estimate | undefined;
  /** How many, warned or not, went as said. */
  readonly accuracy: Estimate | undefined;
}

/** `bands`: of the score, highest floor first. Pure; the order of the stories changes nothing but that of `missed`. */
export function calibrate(stories: readonly Story[], bands: readonly Band[]): Calibration {
  const told = stories.flatMap((story) => (story.kind === "told" ? [story.snapshot] : []));
  const count = (kind: Story["kind"]) => stories.filter((story) => story.kind === kind).length;
  const lost = told.filter((snapshot) => snapshot.lost);
  const middle = ({ score }: Snapshot) => (score.low + score.high) / 2;
  return {
    accounts: {
      told: told.length,
      lost: lost.length,
      tooYoung: count("too young"),
      withoutScore: count("no score"),
      unknownEnding: count("unknown ending"),
      neverCustomers: count("never a customer"),
      notDecided: told.filter(({ score }) => score.low < score.high).length,
    },
    areaUnderCurve: areaUnderCurve(lost.map(middle), told.filter((snapshot) => !snapshot.lost).map(middle)),
    bands: bandOutcomes(told, lost.length, bands),
    warnings: bands.slice(0, -1).map((_, index) => warningOf(told, bands, index)),
    openLines: openLineCounts(told),
    missed: bands.length > 1 ? lost.filter(({ band }) => band === bands[0]!.name) : [],
  };
}

function openLineCounts(told: readonly Snapshot[]): OpenLineCount[] {
  const counts = new Map<string, { open: OpenLine; scores: number }>();
  for (const open of told.flatMap(({ openLines }) => openLines)) {
    const key = `${open.line}\n${open.reason}`;
    counts.set(key, { open, scores: (counts.get(key)?.scores ?? 0) + 1 });
  }
  const ranked = [...counts].sort(([a, one], [b, other]) => other.scores - one.scores || (a < b ? -1 : 1));
  return ranked.map(([, { open, scores }]) => ({ ...open, scores }));
}

function bandOutcomes(told: readonly Snapshot[], lost: number, bands: readonly Band[]): BandOutcome[] {
  const names = [...bands.map(({ name }) => name), undefined];
  const outcomes = names.map((band) => {
    const inside = told.filter((snapshot) => snapshot.band === band);
    const lostInside = inside.filter((snapshot) => snapshot.lost).length;
    return {
      band,
      accounts: inside.length,
      lost: lostInside,
      lossRate: share(lostInside, inside.length),
      shareOfLost: share(lostInside, lost),
    };
  });
  return outcomes.filter(({ band, accounts }) => band !== undefined || accounts > 0);
}

/** Of customers in one band; the others could be warned of or not. */
function warningOf(told: readonly Snapshot[], bands: readonly Band[], floor: number): Warning {
  const decided = told.filter(({ band }) => band !== undefined);
  const below = new Set(bands.slice(floor + 1).map(({ name }) => name));
  const warned = decided.filter(({ band }) => below.has(band!));
  const lostOf = (snapshots: readonly Snapshot[]) => snapshots.filter((snapshot) => snapshot.lost).length;
  const [hits, lost] = [lostOf(warned), lostOf(decided)];
  const right = hits + (decided.length - warned.length) - (lost - hits);
  return {
    below: bands[floor]!.name,
    warned: warned.length,
    lost: hits,
    precision: share(hits, warned.length),
    recall: share(hits, lost),
    accuracy: share(right, decided.length),
  };
}
