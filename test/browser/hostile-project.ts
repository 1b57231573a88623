/** The small project once more, with everything a report shows, and names that would break out of a careless page. */
import { smallProject } from "../cli/small-project.ts";

const more = `
journey customer {
  stage setup { enter from contract_start leave when health >= 60 for 14d }
  stage adoption { enter after setup back to setup when health < 60 for 7d }
}
play second_look { level red start when health < 60  win when health >= 60  end after 40d  phase a day 1..3 { task notes }  escalation ladder }
escalation ladder {
  after 3d task notes unless health < 60
  after 7d alert manager
  after 14d touch plea to sponsor while health is red
}
cadence warm_words for small from contract_start { every 2 weeks touch hello }
cadence cold_words for small from contract_start { every 6 weeks touch hello }
experiment warmth for small { arm warm 50% { cadence warm_words } arm cold 50% { cadence cold_words } }
measure green { share of accounts when health is green target > 70% }
measure won_back { share of runs of rescue won target > 50% }
roi { cost people $60 per hour of csm  benefit kept 30% of arr per won rescue  target 100%..300% }
team { csm 3 people 2h per week 50% for plays }
`;

/** By the small project's id of each. */
export const hostileIds: Readonly<Record<string, string>> = {
  a00: "<script>window.broken = 1</script>",
  a01: "</script><img src=x onerror=window.broken=1>",
  a02: `"><b onmouseover='window.broken=1'>bold</b>`,
  a03: "\u202eesrever \u2066 right to left",
  a04: "🧑‍🚀 Ünïcode ﷽ 日本語",
  a05: "n".repeat(1000),
  a06: "]]></style><style>body{display:none}</style>",
  a07: "{{window.broken=1}} <!-- %3Cscript%3E",
};

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

function renamed(csv: string): string {
  return csv
    .replace(/^a0\d(?=,)/gm, (id) => quoted(hostileIds[id] ?? id))
    .replace(/,Ann(?=,)/g, `,${quoted("<i>Ann</i> & 'Co' \u202e</text></svg>")}`)
    .replace(/,Bo(?=,)/g, `,${"Bo".repeat(500)}`);
}

export const hostileProject: Readonly<Record<string, string>> = {
  ...smallProject,
  "more.play": more,
  "accounts.csv": renamed(smallProject["accounts.csv"]!),
  "days.csv": renamed(smallProject["days.csv"]!),
  "left.csv": renamed(smallProject["left.csv"]!),
};
