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
import { Checker, type Program } from "../program.ts";
import { accountOf, checkAccount } from "./account.ts";
import { checkCalendar } from "./calendar.ts";
import { checkContacts } from "./contacts.ts";
import { checkClosing, checkEvents } from "./event.ts";
import { checkScore, checkScoreMetrics } from "./health.ts";
import { checkJourney } from "./journeys.ts";
import { checkLet } from "./lets.ts";
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

/** The declarations of a kind, file by file, in the order written. */
export type Declared = <Kind extends Declaration["kind"]>(kind: Kind) => Placed<Kind>[];

export function declaredIn(program: Program, files: readonly File[]): Declared {
  return declaredAt(
    files.flatMap((file) => {
      const checker = new Checker(program, file);
      return file.declarations.map((declaration) => ({ checker, declaration }));
    }),
  );
}

/** The same of declarations that each have a checker of their own. */
export function declaredAt(placed: readonly { checker: Checker; declaration: Declaration }[]): Declared {
  const byKind = new Map<Declaration["kind"], { checker: Checker; declaration: Declaration }[]>();
  for (const each of placed) {
    const { kind } = each.declaration;
    const alike = byKind.get(kind);
    if (alike) alike.push(each);
    else byKind.set(kind, [each]);
  }
  return <Kind extends Declaration["kind"]>(kind: Kind) =>
    (byKind.get(kind) ?? []).filter((each): each is Placed<Kind> => each.declaration.kind === kind);
}

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
  for (const { checker, declaration } of declared("let")) checkLet(checker, declaration);
  for (const { checker, declaration } of declared("account")) checkAccount(checker, declaration);
  const account = accountOf(program, declared("account"));
  for (const { checker, declaration } of declared("metric")) {
    const metric = checkKept(checker, declaration, checkMetric);
    if (metric) program.metrics.set(metric.name, metric);
  }
  for (const { checker, declaration } of declared("health")) {
    for (const metric of checkKept(checker, declaration, checkScoreMetrics)) program.metrics.set(metric.name, metric);
  }
  for (const { checker, declaration } of declared("event")) {
    for (const event of checkKept(checker, declaration, checkEvents)) program.events.set(event.name, event);
  }
  for (const { checker, declaration } of declared("event")) {
    for (const event of checkKept(checker, declaration, checkClosing)) program.events.set(event.name, event);
  }
  const reviews = reviewsOf(declared);
  program.hasReviews = declared("segments").some(({ declaration }) => declaration.reviewed !== undefined);
  return {
    account,
    reviews,
    vacancies: checkContacts(declared("contact")),
    roles: checkEach(declared("role"), checkRole),
    calendars: checkEach(declared("calendar"), checkCalendar),
    stages: checkEach(declared("stage"), checkStage),
    scores: checkEach(declared("health"), checkScore),
    segments: declared("segments").flatMap(({ checker, declaration }) => checkSegments(checker, declaration)),
    journeys: checkEach(declared("journey"), checkJourney),
    models: declared("models").flatMap(({ checker, declaration }) => checkTouchModels(checker, declaration)),
  };
}

/** Checks every declaration of a kind and keeps those that are sound. */
export function checkEach<Kind extends Declaration["kind"], Node>(
  placed: readonly Placed<Kind>[],
  check: (checker: Checker, declaration: DeclarationOf<Kind>) => Node | undefined,
): Node[] {
  return placed
    .map(({ checker, declaration }) => checkKept(checker, declaration, check))
    .filter((node) => node !== undefined);
}
