/**
 * Bad input, by the built command line: what is accepted without a word, what is set aside with its place and reason
 * while all other accounts keep their results, and what is refused. Never a stack trace, a guess or half a file.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BuiltCli, buildCli } from "../cli/built.ts";

const program = `
account { start date  gone date?  plan one of free, pro = free  begins start  ends gone }
metric logins count per day missing is zero
event ticket { severity one of low, high = low }
role csm owns accounts
segments { all otherwise }
touch call { channel video owner csm effort 30min purpose address_need kind proactive }
trigger quiet { level red when logins over 3d = 0 do touch call rest 7d }
trigger cry { level red on ticket where (severity is high) do touch call }
`;
const projectFile = `
currency: USD
time_zone: { column: zone, default: Europe/London }
account: { file: accounts.csv, key: id }
people: { csm: { person: "=Ann" } }
events: { ticket: { file: tickets.csv, key: id, at: at } }
metrics: { file: "days*.csv", key: id, day: day, columns: { logins: n } }
`;

const strange = ["🦊", "__proto__", 'say "hi"', "two\nlines", "=1+1"];
const quoted = (id: string) => (/[",\n]/.test(id) ? `"${id.replaceAll('"', '""')}"` : id);
const dates = Array.from({ length: 20 }, (_, day) => `2025-01-${String(day + 1).padStart(2, "0")}`);
const accountLines = [
  "id,start,gone,plan,zone",
  ...["a", "b", ...strange].map((id) => `${quoted(id)},2025-01-01,,pro,`),
];
const dayLines = [
  "id,day,n",
  ...["a", "b", ...strange].flatMap((id, index) =>
    dates.map((day, at) => `${quoted(id)},${day},${(at + index) % 7 < 4 ? 0 : 3}`),
  ),
];
const text = (lines: readonly string[], end = "\n") => lines.map((line) => line + end).join("");
const files: Readonly<Record<string, string | Uint8Array>> = {
  "playc.yaml": projectFile,
  "program.play": program,
  "accounts.csv": text(accountLines),
  "days.csv": text(dayLines),
  "tickets.csv": text(["id,at,severity", "b,2025-01-05T12:00:00,high", "a,2025-01-20,low", "a,2025-01-01,low"]),
};
const also = (file: string, ...lines: string[]) => ({ [file]: files[file] + text(lines) });

const root = mkdtempSync(join(tmpdir(), "playc-bad-"));
let cli: BuiltCli;
let folders = 0;
let good: Results;

beforeAll(async () => {
  cli = buildCli();
  const run = await simulate({});
  expect(run.ended.exitCode, run.ended.stderr).toBe(0);
  good = await resultsOf(run.folder);
}, 60_000);
afterAll(() => {
  rmSync(root, { recursive: true });
});

async function simulate(changes: Record<string, string | Uint8Array | undefined>) {
  const folder = join(root, String(folders++));
  mkdirSync(folder);
  for (const [path, content] of Object.entries({ ...files, ...changes })) {
    if (content !== undefined) writeFileSync(join(folder, path), content);
  }
  const ended = await cli.run(["simulate", folder, "--out", join(folder, "out")]);
  expect(ended.stderr + ended.stdout).not.toMatch(/^\s+at .+:\d+|node:internal|Error:/m);
  return { folder, ended };
}

interface Results {
  /** Of every account, its rows of the ledger. */
  ledger: Map<string, string[]>;
  quarantine: string[];
  bytes: Buffer;
}

async function resultsOf(folder: string): Promise<Results> {
  const path = join(folder, "out/ledger.parquet");
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(`select account, cast(t as varchar) from '${path}' t order by all`);
  const ledger = new Map<string, string[]>();
  for (const row of reader.getRows()) {
    const [account, line] = row.map(String) as [string, string];
    ledger.set(account, [...(ledger.get(account) ?? []), line]);
  }
  connection.closeSync();
  instance.closeSync();
  const quarantine = readFileSync(join(folder, "out/quarantine.csv"), "utf8").trimEnd().split("\n").slice(1);
  return { ledger, quarantine, bytes: readFileSync(path) };
}

describe("is accepted without a word, with the same bytes:", () => {
  const cases: [string, Record<string, string | Uint8Array | undefined>][] = [
    [
      "a byte order mark",
      { "days.csv": `\uFEFF${files["days.csv"]}`, "accounts.csv": `\uFEFF${files["accounts.csv"]}` },
    ],
    [
      "CRLF",
      {
        "tickets.csv": String(files["tickets.csv"]).replaceAll("\n", "\r\n"),
        "days.csv": text(
          dayLines.filter((line) => !line.includes("\n")),
          "\r\n",
        ),
        "days2.csv": text([dayLines[0]!, ...dayLines.filter((line) => line.includes("\n"))]),
      },
    ],
    [
      "rows in any order",
      {
        "days.csv": text([dayLines[0]!, ...dayLines.slice(1).reverse()]),
        "accounts.csv": text([accountLines[0]!, ...accountLines.slice(1).reverse()]),
      },
    ],
    ["equal rows twice", also("days.csv", ...dayLines.slice(5, 30))],
    [
      "a table gzipped",
      {
        "days.csv": undefined,
        "days.csv.gz": gzipSync(text(dayLines)),
        "playc.yaml": projectFile.replace("days*.csv", "days.csv.gz"),
      },
    ],
  ];
  test.concurrent.each(cases)("%s", { timeout: 60_000 }, async (_, changes) => {
    const { ended, folder } = await simulate(changes);
    expect(ended, ended.stderr).toMatchObject({ exitCode: 0 });
    const results = await resultsOf(folder);
    expect(results.quarantine).toEqual([]);
    expect(results.bytes.equals(good.bytes)).toBe(true);
  });

  test("ids that are emoji, names of the language, or hold quotes, line ends and formulas", () => {
    expect([...good.ledger.keys()].sort()).toEqual(["a", "b", ...strange].sort());
    expect(good.quarantine).toEqual([]);
  });
});

describe("is set aside with its place, and changes nobody else:", () => {
  const end = dayLines.length;
  const cases: [string, Record<string, string>, string[], string[]][] = [
    [
      "a date that is none",
      also("days.csv", "a,2025-02-30,1"),
      [`days.csv,${end + 1},day,2025-02-30,\`day\`: not a date (YYYY-MM-DD),metrics`],
      [],
    ],
    [
      "NaN and infinity",
      also("days.csv", "a,2025-01-21,NaN", "a,2025-01-22,-inf"),
      [
        `days.csv,${end + 1},n,NaN,\`logins\`: not a whole number,metrics`,
        `days.csv,${end + 2},n,'-inf,\`logins\`: not a whole number,metrics`,
      ],
      [],
    ],
    [
      "a formula",
      also("days.csv", "a,2025-01-21,=SUM(A1)"),
      [`days.csv,${end + 1},n,'=SUM(A1),\`logins\`: not a whole number,metrics`],
      [],
    ],
    [
      "an id that matches nothing",
      also("days.csv", "nobody,2025-01-21,1"),
      [`days.csv,${end + 1},id,nobody,no account has this id,metrics`],
      [],
    ],
    ["no id", also("tickets.csv", ",2025-01-05,high"), ["tickets.csv,5,id,,no id,events.ticket"], []],
    [
      "a name that is none of the enum's",
      { ...also("tickets.csv", "a,2025-01-05,urgent"), ...also("accounts.csv", "x,2025-01-01,,gold,") },
      [
        `accounts.csv,${accountLines.length + 1},plan,gold,\`plan\`: none of its names,account`,
        "tickets.csv,5,severity,urgent,`severity`: none of its names,events.ticket",
      ],
      [],
    ],
    [
      "a life that begins after it ends",
      also("accounts.csv", "x,2025-01-10,2025-01-02,pro,"),
      [`accounts.csv,${accountLines.length + 1},start,2025-01-10,\`start\` is after \`gone\`,account`],
      [],
    ],
    [
      "a zone that does not exist",
      also("accounts.csv", "x,2025-01-10,,pro,Mars/Base"),
      [`accounts.csv,${accountLines.length + 1},zone,Mars/Base,not a time zone,account`],
      [],
    ],
    [
      "rows that contradict each other",
      also("days.csv", "a,2025-01-05,70"),
      [
        "days.csv,6,id,a,two rows of one account and day differ,metrics",
        `days.csv,${end + 1},id,a,two rows of one account and day differ,metrics`,
      ],
      ["a"],
    ],
    [
      "an account twice, differently",
      also("accounts.csv", "a,2025-01-02,,pro,"),
      [
        "accounts.csv,2,id,a,two rows of one account differ,account",
        `accounts.csv,${accountLines.length + 1},id,a,two rows of one account differ,account`,
      ],
      ["a"],
    ],
  ];
  test.concurrent.each(cases)("%s", { timeout: 60_000 }, async (_, changes, expected, affected) => {
    const { ended, folder } = await simulate(changes);
    expect(ended, ended.stderr).toMatchObject({ exitCode: 0 });
    const { quarantine, ledger } = await resultsOf(folder);
    expect(
      quarantine.filter((line) => affected.length === 0 || /differ/.test(line)).map((line) => line.replaceAll('"', "")),
    ).toEqual(expected);
    const summary = JSON.parse(readFileSync(join(folder, "out/summary.json"), "utf8"));
    const counted = summary.input.tables.flatMap((table: { setAside: { rows: number }[] }) => table.setAside);
    expect(counted.reduce((sum: number, { rows }: { rows: number }) => sum + rows, 0)).toBe(quarantine.length);
    for (const [account, rows] of good.ledger) {
      if (!affected.includes(account)) expect(ledger.get(account), account).toEqual(rows);
    }
    expect([...ledger.keys()].filter((account) => !good.ledger.has(account))).toEqual([]);
  });
});

describe("is refused, with what and where:", () => {
  const parquetFile = projectFile.replace("days*.csv", "days.parquet");
  const cases: [string, number, RegExp, () => Record<string, string | Uint8Array | undefined>][] = [
    ["a missing file", 4, /`tickets\.csv` is not there/, () => ({ "tickets.csv": undefined })],
    ["a glob that matches nothing", 4, /`days\*\.csv` matches no file/, () => ({ "days.csv": undefined })],
    [
      "a short row",
      3,
      /days\.csv[\s\S]*1 values where the header has 3|1 values where the header has 3[\s\S]*days\.csv/,
      () => also("days.csv", "a"),
    ],
    [
      "ten megabytes on one line",
      3,
      /In `days\.csv`, row \d+ is longer than a megabyte/,
      () => also("days.csv", `a,2025-01-01,${"9".repeat(10_000_000)}`),
    ],
    ["a quote that never closes", 3, /a quote is opened and never closed/, () => also("days.csv", 'a,2025-01-21,"1')],
    [
      "truncated Parquet",
      3,
      /days\.parquet/,
      () => ({ "playc.yaml": parquetFile, "days.parquet": good.bytes.subarray(0, good.bytes.length - 200) }),
    ],
    [
      "Parquet without its middle",
      3,
      /days\.parquet/,
      () => ({
        "playc.yaml": parquetFile,
        "days.parquet": Buffer.concat([good.bytes.subarray(0, 50), good.bytes.subarray(900)]),
      }),
    ],
    [
      "a gzip that breaks off",
      3,
      /days\.csv\.gz/,
      () => ({
        "days.csv": undefined,
        "days.csv.gz": gzipSync(text(dayLines)).subarray(0, 60),
        "playc.yaml": projectFile.replace("days*.csv", "days.csv.gz"),
      }),
    ],
    [
      "a column that is not there",
      3,
      /no column `day`\. Did you mean `dya`\?/,
      () => ({ "days.csv": text(["id,dya,n", ...dayLines.slice(1)]) }),
    ],
    ["UTF-16", 3, /days\.csv/, () => ({ "days.csv": Buffer.from(`\uFEFF${text(dayLines)}`, "utf16le") })],
    ["an empty file", 3, /The file is empty/, () => ({ "days.csv": "" })],
    [
      "a zone of the project that does not exist",
      1,
      /Mars\/Base/,
      () => ({ "playc.yaml": projectFile.replace("Europe/London", "Mars/Base") }),
    ],
    ["a year mistyped by a thousand", 3, /more than a hundred years/, () => also("days.csv", "a,3025-01-01,1")],
  ];
  test.concurrent.each(cases)("%s: %i", { timeout: 60_000 }, async (_, exitCode, says, changes) => {
    const { ended, folder } = await simulate(changes());
    expect(ended.stderr).toMatch(says);
    expect(ended.exitCode).toBe(exitCode);
    expect(ended.stdout).toBe("");
    expect(existsSync(join(folder, "out")) ? readdirSync(join(folder, "out")) : []).toEqual([]);
  });
});
