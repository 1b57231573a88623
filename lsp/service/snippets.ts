/** Whole declarations to begin with: a place to fill in is `${1:text}`, as editors read it (LSP 3.17, "Snippet Syntax"). */
import type { Field } from "../../schedule/types.ts";
import type { Analysis } from "./analysis.ts";

export interface Snippet {
  readonly word: string;
  readonly text: string;
}

/** Names of the program stand in them where it has any. */
export function snippetsOf(analysis: Analysis): Snippet[] {
  const { model, work, program } = analysis.examination;
  const role = model.roles.find(({ ownsAccounts }) => ownsAccounts)?.name ?? model.roles[0]?.name ?? "csm";
  const touch = work.touches[0]?.name ?? "check_in";
  const date = model.account.begins ?? [...program.fields.values()].find(({ type }) => type === "date")?.name ?? "contract_start";
  const metric = program.symbols.names("metric").find((name) => !name.includes(".")) ?? "logins";
  const body = (...lines: string[]) => lines.join("\n");
  const snippets: Record<string, string> = {
    account: body("account {", `  \${1:${date}} date`, "  ${2:arr} money", `  begins \${1:${date}}`, "}"),
    metric: "metric ${1:logins} count per day missing is zero",
    event: "event ${1:reply}",
    let: "let ${1:name} = ${2:30d}",
    role: "role ${1:csm} owns accounts",
    contact: "contact ${1:sponsor}",
    calendar: body("calendar ${1:year_end} {", "  every year ${2:12-20..12-31}", "}"),
    stage: `stage \${1:onboarding} from ${date} to \${2:90d} after`,
    segments: body("segments {", "  ${1:large} when ${2:arr >= \\$50K}", "  ${3:small} otherwise", "}"),
    touch: body(
      "touch ${1:name} {",
      "  channel ${2:video}",
      `  owner \${3:${role}}`,
      "  effort ${4:30min}",
      "  purpose ${5:address_need}",
      "  kind ${6:proactive}",
      "}",
    ),
    task: body("task ${1:name} {", `  owner \${2:${role}}`, "  effort ${3:20min}", "}"),
    cadence: body(`cadence \${1:rhythm} from \${2:${date}} {`, `  every \${3:2 weeks} touch \${4:${touch}}`, "}"),
    trigger: body(
      "trigger ${1:name} {",
      "  level ${2:yellow}",
      `  when \${3:${metric} over 14d = 0}`,
      `  do touch \${4:${touch}} within \${5:48h}`,
      "  rest ${6:30d}",
      "}",
    ),
    play: body(
      "play ${1:name} {",
      "  level ${2:red}",
      `  start when \${3:${metric} over 14d = 0}`,
      `  win when \${4:${metric} over 14d > 0}`,
      "  end after ${5:60d}",
      `  phase \${6:first} day \${7:1..7} { touch \${8:${touch}} }`,
      "}",
    ),
    escalation: body("escalation ${1:ladder} {", `  after \${2:3d} alert \${3:${role}}`, "}"),
    policy: body(
      "policy {",
      "  hours ${1:09:00..17:00} mon..fri",
      "  limit ${2:2} touches per ${3:14d}",
      "  otherwise defer up to ${4:7d} then drop",
      "}",
    ),
    team: body("team {", `  \${1:${role}} \${2:6} people \${3:30h} per week`, "}"),
    measure: body("measure ${1:net_retention} {", "  net retention of ${2:arr} over 1 year", "  target > ${3:100%}", "}"),
    test: body(
      'test "${1:what is relied on}" {',
      `  account \${2:acme} { ${givenFields(analysis)} }`,
      `  history \${2:acme} { ${metric} 3 from \${3:2026-01-05} to \${4:2026-02-28} }`,
      `  expect touch ${touch} for \${2:acme} by \${5:2026-02-03}`,
      "}",
    ),
  };
  return Object.entries(snippets).map(([word, text]) => ({ word, text }));
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

/** The text of a snippet with what stands in its places. */
export function plainText(snippet: string): string {
  return snippet.replace(/\$\{\d+:((?:[^}\\]|\\.)*)\}/g, "$1").replaceAll("\\$", "$");
}
