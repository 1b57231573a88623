/** Checks the model of a project in the order in which its parts need each other. */
import type { Declaration, File } from "../../grammar/tree.ts";
import type {
  Account,
  Calendar,
  Journey,
  Reviews,
  Role,
  Score,
  Segment,
  Stage,
  TouchModel,
  Vacancy,
} from "../../schedule/types.ts";
import { checkKept } from "../kept/kept.ts";
import { oncePer } from "../once.ts";
import { Checker, type Program } from "../program.ts";
import { accountOf, checkAccount } from "./account.ts";
import { checkCalendar } from "./calendar.ts";
import { checkContacts } from "./contacts.ts";
import { checkClosing, checkEvents } from "./event.ts";
import { checkScore, checkScoreMetrics } from "./health.ts";
import { checkJourney } from "./journeys.ts";
import { checkLet, setLets } from "./lets.ts";
import { checkMetric } from "./metric.ts";
import { checkRole } from "./role.ts";
import { checkSegments, reviewsOf } from "./segments.ts";
import { checkStage } from "./stage.ts";
import { checkTouchModels } from "./touch-models.ts";

export type DeclarationOf<Kind extends Declaration["kind"]> = Extract<Declaration, { kind: Kind }>;

/** A declaration with the checker of its file. */
export interface Placed<Kind extends Declaration["kind"]> {
  checker: Checker;
  declaration: DeclarationOf<Kind>;
}

/** Declarations of a kind that share a checker: those of a file, in the order written. */
export interface PlacedTogether<Kind extends Declaration["kind"]> {
  readonly checker: Checker;
  readonly declarations: readonly DeclarationOf<Kind>[];
}

/** The declarations of a kind, file by file, in the order written. */
export interface Declared {
  <Kind extends Declaration["kind"]>(kind: Kind): Placed<Kind>[];
  /** The same, those of a file together. */
  byFile<Kind extends Declaration["kind"]>(kind: Kind): PlacedTogether<Kind>[];
}

export function declaredIn(program: Program, files: readonly File[]): Declared {
  return declaredBy(files.map((file) => ({ checker: new Checker(program, file), alike: alikeIn(file.declarations) })));
}

/** The same of declarations that each have a checker of their own. */
export function declaredAt(placed: readonly { checker: Checker; declaration: Declaration }[]): Declared {
  return declaredBy(placed.map(({ checker, declaration }) => ({ checker, alike: alikeIn([declaration]) })));
}

/** Lists of declarations of one kind each, none of them empty. */
type Alike = readonly (readonly [Declaration, ...Declaration[]])[];

function declaredBy(placed: readonly { checker: Checker; alike: Alike }[]): Declared {
  const byKind = new Map<Declaration["kind"], { checker: Checker; declarations: Alike[number] }[]>();
  for (const { checker, alike } of placed) {
    for (const declarations of alike) {
      const [{ kind }] = declarations;
      const together = byKind.get(kind);
      if (together) together.push({ checker, declarations });
      else byKind.set(kind, [{ checker, declarations }]);
    }
  }
  const byFile = <Kind extends Declaration["kind"]>(kind: Kind): PlacedTogether<Kind>[] =>
    (byKind.get(kind) ?? []).filter(
      (each): each is typeof each & PlacedTogether<Kind> => each.declarations[0].kind === kind,
    );
  const declared = <Kind extends Declaration["kind"]>(kind: Kind): Placed<Kind>[] =>
    byFile(kind).flatMap(({ checker, declarations }) =>
      declarations.map((declaration): Placed<Kind> => ({ checker, declaration })),
    );
  return Object.assign(declared, { byFile });
}

/** Found once for each list, however many programs hold it. */
const alikeIn = oncePer((declarations: readonly Declaration[]): Alike => {
  const byKind = new Map<Declaration["kind"], [Declaration, ...Declaration[]]>();
  for (const declaration of declarations) {
    const alike = byKind.get(declaration.kind);
    if (alike) alike.push(declaration);
    else byKind.set(declaration.kind, [declaration]);
  }
  return [...byKind.values()];
});

export interface CheckedModel {
  account: Account;
  vacancies: Vacancy[];
  roles: Role[];
  calendars: Calendar[];
  stages: Stage[];
  /** When customers are ranked. */
  reviews: Reviews | undefined;
  segments: Segment[];
  models: TouchModel[];
  journeys: Journey[];
  scores: Score[];
}

/** Fields, metrics and events go into the program, where conditions find them. */
export function checkModel(program: Program, declared: Declared): CheckedModel {
  const watch = program.keeping?.watch;
  setLets(program, checkEach(declared.byFile("let"), checkLet));
  watch?.settle("lets", "figures");
  for (const { checker, declaration } of declared("account")) checkAccount(checker, declaration);
  const account = accountOf(program, declared("account"));
  watch?.settle("fields");
  for (const metric of checkEach(declared.byFile("metric"), checkMetric)) program.metrics.set(metric.name, metric);
  for (const metric of checkEach(declared.byFile("health"), checkScoreMetrics).flat()) {
    program.metrics.set(metric.name, metric);
  }
  watch?.settle("metrics");
  for (const event of checkEach(declared.byFile("event"), checkEvents).flat()) {
    program.openEvents.set(event.name, event);
    program.events.set(event.name, event);
  }
  watch?.settle("events without their closing");
  for (const event of checkEach(declared.byFile("event"), checkClosing).flat()) program.events.set(event.name, event);
  const reviews = reviewsOf(declared);
  program.hasReviews = declared("segments").some(({ declaration }) => declaration.reviewed !== undefined);
  watch?.settleAll();
  return {
    account,
    reviews,
    vacancies: checkContacts(declared("contact")),
    roles: checkEach(declared.byFile("role"), checkRole),
    calendars: checkEach(declared.byFile("calendar"), checkCalendar),
    stages: checkEach(declared.byFile("stage"), checkStage),
    scores: checkEach(declared.byFile("health"), checkScore),
    segments: declared("segments").flatMap(({ checker, declaration }) => checkSegments(checker, declaration)),
    journeys: checkEach(declared.byFile("journey"), checkJourney),
    models: declared("models").flatMap(({ checker, declaration }) => checkTouchModels(checker, declaration)),
  };
}

/** Checks every declaration of a kind and keeps those that are sound. */
export function checkEach<Kind extends Declaration["kind"], Node>(
  placed: readonly PlacedTogether<Kind>[],
  check: (checker: Checker, declaration: DeclarationOf<Kind>) => Node | undefined,
): Node[] {
  const sound: Node[] = [];
  for (const together of placed) {
    for (const node of checkKept(together, check)) if (node !== undefined) sound.push(node);
  }
  return sound;
}
