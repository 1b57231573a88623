/** A small project for whoever has no data at hand: three customers, three months, something of everything. */

const accounts = `id,name,arr,owner,contract_start,renewal
a1,Alder Works,120000,Dana,2026-01-05,2026-04-06
a2,Birch Labs,30000,Dana,2026-01-12,2027-01-12
a3,Cedar Shop,8000,Eli,2026-01-19,2027-01-19
`;

/** Logins by week, five a week from Monday on: one customer thrives, one falls, one goes quiet. */
const loginsByWeek: Record<string, readonly number[]> = {
  a1: [40, 42, 41, 44, 46, 45, 47, 48, 46, 49, 50, 51],
  a2: [20, 22, 21, 20, 19, 8, 7, 9, 10, 12, 14, 15],
  a3: [9, 8, 8, 6, 5, 4, 0, 0, 0, 0, 0, 3],
};
const firstMonday = Date.UTC(2026, 0, 5);
const day = 86_400_000;

function usage(): string {
  const rows = Object.entries(loginsByWeek).flatMap(([id, weeks]) =>
    weeks.flatMap((logins, week) =>
      [0, 1, 2, 3, 4]
        .map((weekday) => ({
          on: new Date(firstMonday + (week * 7 + weekday) * day),
          logins: Math.floor((logins + 4 - weekday) / 5),
        }))
        .filter((row) => row.logins > 0)
        .map((row) => `${id},${row.on.toISOString().slice(0, 10)},${row.logins}`),
    ),
  );
  return ["id,day,logins", ...rows, ""].join("\n");
}

/** `data/`: accounts and their use. */
export function sampleData(): [string, string][] {
  return [
    ["data/accounts.csv", accounts],
    ["data/usage.csv", usage()],
  ];
}

export function sampleProjectFile(currency: string, timeZone: string): string {
  return `# Where the histories of your accounts are (docs/project-file.md). Take the two samples away and name your own exports,
# or let \`playc init FOLDER --from YOUR_DATA\` look at them.
currency: ${currency}
time_zone: ${timeZone}

account:
  file: data/accounts.csv # one row an account
  key: id
people:
  csm: { column: owner, known: today } # today's owners; used for the past they print LOOK-AHEAD
metrics:
  - file: data/usage.csv # one row an account and day
    key: id
    day: day
    columns: { logins: logins } # metric: column
    covers: 2026-01-05..2026-03-31 # days without a row are days without a login, up to here
`;
}

const model = `# What is known of a customer. Every name is yours: fields are columns of data/accounts.csv.

account {
  ## What they pay a year.
  arr money
  contract_start date
  renewal date? # may be absent: then nothing leads up to it
  begins contract_start # nothing is owed before this day
}

## Days add up; a day without a row counts as none.
metric logins count per day missing is zero

## A person per account: \`people.csm\` of playc.yaml says who.
role csm owns accounts
role automation machine
`;

const playbook = (
  currency: string,
) => `# What is done about it. Read it aloud; then change a figure, run \`playc simulate\` again and compare.

# The first that matches is the customer's.
segments {
  large when arr >= ${currency} 100K
  small otherwise
}

touch welcome_call { channel video owner csm effort 30min prep 10min purpose advance_relationship kind proactive }
touch check_in { channel video or phone owner csm effort 25min prep 10min purpose address_need kind proactive }
touch renewal_talk { channel video owner csm effort 45min prep 30min purpose reinforce_value kind proactive }
touch tip_mail { channel email owner automation effort 0min purpose give_insight kind educational }

## Everybody is welcomed.
cadence first_weeks from contract_start {
  day 2 touch welcome_call
  week 3 touch tip_mail
}
## The large ones hear a voice, the others a machine.
cadence rhythm for large from contract_start {
  every 2 weeks touch check_in
}
cadence by_mail for small from contract_start {
  every 1 month touch tip_mail
}
cadence runway before renewal {
  60d touch renewal_talk
}

## A week much quieter than the one before.
trigger falling {
  level yellow
  when logins falls > 30% week over week
  do touch check_in within 48h
  rest 30d
}
## Nobody has come for two weeks.
trigger gone_quiet {
  level red
  when logins over 14d = 0
  do touch check_in within 48h
  rest 30d
}

# Across everything above.
policy {
  hours 09:00..17:00 mon..fri # binds people only: a machine sends at any hour, weekends too
  limit 2 touches per 14d except red
  merge touches within 2d with the same owner
  otherwise defer up to 7d then drop
}
`;

const tests = (currency: string) => `# What you rely on, shown on customers made up for it. \`playc test\` runs it.

test "a week much quieter than the one before is answered on the next working day" {
  account acme { arr ${currency} 120K contract_start 2026-01-12 }
  history acme {
    logins 20 from 2026-03-02 to 2026-03-08 # a value a day
    logins 10 from 2026-03-09 to 2026-03-15
  }
  expect acme is large at 2026-03-15
  expect trigger falling for acme on 2026-03-15
  expect touch check_in for acme from falling by 2026-03-16
  expect no trigger gone_quiet for acme
}
`;

/** Its files, by path. */
export function sampleProject(currency: string, timeZone: string): Map<string, string> {
  return new Map([
    ["playc.yaml", sampleProjectFile(currency, timeZone)],
    ["model.play", model],
    ["first.play", playbook(currency)],
    ["tests.play", tests(currency)],
    ...sampleData(),
  ]);
}
