/** Whole declarations to begin with: a place to fill in is `[text]`, as editors read it (LSP 3.17, "Snippet Syntax"). */
import type { Field } from "../../schedule/types.ts";
import type { Analysis } from "./analysis.ts";

export interface Snippet {
  readonly word: string;
  /** As it stands in a program, with what is likely in its places. */
  readonly plain: string;
  /** With places to fill in, as editors read them (LSP 3.17, "Snippet Syntax"). */
  readonly text: string;
}

/** Names of the program stand in them where it has any. */
export function snippetsOf(analysis: Analysis): Snippet[] {
  const { model, work, program } = analysis.examination;
  const role = model.roles.find(({ ownsAccounts }) => ownsAccounts)?.name ?? model.roles[0]?.name ?? "csm";
  const touch = work.touches[0]?.name ?? "check_in";
  const date =
    model.account.begins ?? [...program.fields.values()].find(({ type }) => type === "date")?.name ?? "contract_start";
  const metric = program.symbols.names("metric").find((name) => !name.includes(".")) ?? "logins";
  const body = (...lines: string[]) => lines.join("\n");
  const snippets: Record<string, string> = {
    account: body("account {", `  [${date}] date`, "  [arr] money", `  begins [${date}]`, "}"),
    metric: "metric [logins] count per day missing is zero",
    event: "event [reply]",
    let: "let [name] = [30d]",
    role: "role [csm] owns accounts",
    contact: "contact [sponsor]",
    calendar: body("calendar [year_end] {", "  every year [12-20..12-31]", "}"),
    stage: `stage [onboarding] from ${date} to [90d] after`,
    segments: body("segments {", "  [large] when [arr >= $50K]", "  [small] otherwise", "}"),
    touch: body(
      "touch [name] {",
      "  channel [video]",
      `  owner [${role}]`,
      "  effort [30min]",
      "  purpose [address_need]",
      "  kind [proactive]",
      "}",
    ),
    task: body("task [name] {", `  owner [${role}]`, "  effort [20min]", "}"),
    cadence: body(`cadence [rhythm] from [${date}] {`, `  every [2 weeks] touch [${touch}]`, "}"),
    trigger: body(
      "trigger [name] {",
      "  level [yellow]",
      `  when [${metric} over 14d = 0]`,
      `  do touch [${touch}] within [48h]`,
      "  rest [30d]",
      "}",
    ),
    play: body(
      "play [name] {",
      "  level [red]",
      `  start when [${metric} over 14d = 0]`,
      `  win when [${metric} over 14d > 0]`,
      "  end after [60d]",
      `  phase [first] day [1..7] { touch [${touch}] }`,
      "}",
    ),
    escalation: body("escalation [ladder] {", `  after [3d] alert [${role}]`, "}"),
    policy: body(
      "policy {",
      "  hours [09:00..17:00] mon..fri",
      "  limit [2] touches per [14d]",
      "  otherwise defer up to [7d] then drop",
      "}",
    ),
    team: body("team {", `  [${role}] [6] people [30h] per week`, "}"),
    measure: body("measure [net_retention] {", "  net retention of [arr] over 1 year", "  target > [100%]", "}"),
    test: body(
      'test "[what is relied on]" {',
      `  account [acme] { ${givenFields(analysis)} }`,
      `  history [acme] { ${metric} 3 from [2026-01-05] to [2026-02-28] }`,
      `  expect touch ${touch} for [acme] by [2026-02-03]`,
      "}",
    ),
  };
  return Object.entries(snippets).map(([word, text]) => ({
    word,
    plain: text.replace(/\[([^\]]*)\]/g, "$1"),
    text: withPlaces(text),
  }));
}

/** A value for each field that an account must have. */
function givenFields(analysis: Analysis): string {
  const { fields, currency } = analysis.examination.program;
  const samples: Record<Field["type"], string> = {
    money: `${currency.code} 10K`,
    count: "3",
    ratio: "50%",
    points: "50 points",
    duration: "30d",
    date: "2026-01-05",
    instant: "2026-01-05",
    text: '"some text"',
    flag: "true",
    zone: '"UTC"',
    enum: "",
  };
  return [...fields.values()]
    .filter((field) => !field.optional && field.default === undefined)
    .map((field) => `${field.name} ${field.members?.[0] ?? samples[field.type]}`)
    .join(" ");
}

/** Places of one text are one place: what is written in the one stands in all. */
function withPlaces(text: string): string {
  const places: string[] = [];
  const escaped = text.replace(/[$}\\]/g, "\\$&");
  return escaped.replace(/\[([^\]]*)\]/g, (_, place: string) => {
    if (!places.includes(place)) places.push(place);
    return ["$", "{", places.indexOf(place) + 1, ":", place, "}"].join("");
  });
}
