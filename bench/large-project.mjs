// A large project that is no copy of one file: names, conditions, figures and comments differ, and every file speaks of what others declare.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const projectFile = `
currency: USD
time_zone: Europe/London
account: { file: accounts.csv, key: id }
`;

const areas = ["billing", "reporting", "mobile", "search", "import", "export", "admin", "mail", "chat", "calls"];
const steps = ["open", "review", "close"];

/** Writes a project of about `lines` lines of `.play` into `folder`: one file of shared names and `files` files of work. */
export function writeLargeProject(folder, lines, files) {
  mkdirSync(join(folder, "work"), { recursive: true });
  writeFileSync(join(folder, "playc.yaml"), projectFile);
  const shared = sharedFile();
  writeFileSync(join(folder, "model.play"), shared);
  let written = linesOf(shared);
  for (let file = 0; file < files; file++) {
    // What is still to write, shared among the files that are still to come.
    const end = (lines - written) / (files - file);
    let text = `# Work of team ${file + 1}.\n\n`;
    for (let group = 0; group === 0 || linesOf(text) < end; group++) text += groupOf(file, group, files);
    writeFileSync(join(folder, "work", `team_${file}.play`), text);
    written += linesOf(text);
  }
  return written;
}

function linesOf(text) {
  return text.split("\n").length - 1;
}

function sharedFile() {
  return `# What every file speaks of.
account {
  arr money
  seats count
  plan one of trial, pro, enterprise
  contract_start date
  renewal date
  churned_on date?
  auto_renews flag = false
  begins contract_start
  ends churned_on
}
metric health points 0..100 snapshot missing carries bands green 80 yellow 60 orange 40 red 0
calendar year_end { every year 12-20..01-05 }
stage onboarding from contract_start to 90d after
contact champion
role csm owns accounts
role manager shared answers within 2 business days
segments {
  large when arr >= $100K
  middle when arr >= $25K
  small otherwise
}
policy {
  hours 09:00..17:00 mon..fri
  limit 4 touches per 14d except red
  merge touches within 2d with the same owner
  otherwise defer up to 7d then drop
}
`;
}

/** About sixty lines that declare their own metric, event, touches and work, and speak of another file's. */
function groupOf(file, group, files) {
  const area = areas[(file + group) % areas.length];
  const own = `${area}_${file}_${group}`;
  const other = (offset) => {
    const neighbour = (file + offset) % files;
    return `${areas[neighbour % areas.length]}_${neighbour}_0`;
  };
  const figure = 5 + ((file * 7 + group * 13) % 60);
  return `## Uses of ${area}, a day.
metric uses_${own} count per day missing is zero
## People who used ${area} in the last week.
metric users_${own} count snapshot missing carries
let fall_${own} = ${20 + (figure % 30)}%
event asked_${own} {
  key case
  severity one of low, normal, high
  score ratio?
  closed by answered_${own}
}
event answered_${own} { case }

${steps
  .map(
    (step, index) => `## ${step}: what to say of ${area}.
touch ${step}_${own} {
  channel ${["email", "video", "phone"][index]}
  owner csm
  effort ${10 + figure}min
  purpose ${["address_need", "give_insight", "reinforce_value"][index]}
  kind ${["reactive", "educational", "proactive"][index]}
}`,
  )
  .join("\n")}
task note_${own} {
  owner manager
  effort 15min
}

# Quiet or unhappy, and not only for the holidays.
trigger quiet_${own} for large, middle {
  level yellow
  when uses_${own} falls > fall_${own} week over week outside year_end
  do touch open_${own} within 48h
  rest 30d
}
trigger asked_often_${own} {
  level red
  when count of asked_${own} where (severity is high and score < 40%) over 14d >= ${2 + (figure % 4)}
  do touch review_${own} within 24h start mend_${own}
}
trigger neighbour_${own} for small {
  level green
  when avg users_${own} over 28d < ${figure} and (not during onboarding) and (uses_${other(1)} over 7d > ${figure * 2} or health is red)
  do touch close_${other(2)} within 1w
  rest 60d
}
cadence rhythm_${own} for large from contract_start where time since contract_start > ${figure}d {
  every 2 weeks touch open_${own} not within 7d of review_${other(3)}
  every 1 quarter touch review_${own} within 3w unless users_${own} < 3
}
play mend_${own} for large, middle {
  level red
  win when users_${own} >= ${figure} and uses_${own} over 7d > 0
  lose when churned_on is known
  end after 90d
  again after 60d
  phase talk day 1..14 { touch open_${own} to champion task note_${own} }
  phase follow day 15..90 { every 2 weeks touch close_${own} }
}

`;
}
