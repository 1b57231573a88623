/** Data of strangers, and folders that hold something already. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { csv, openWorkshop, wordsOf } from "./support.ts";

const workshop = openWorkshop();
afterAll(() => workshop.remove());

const hostileNames = [
  ..."__proto__ constructor open week event begins ends key arr dup dup \" -- #x { $x `x` =1+1 a'b".split(" "),
  'a "quoted" name',
  "new\nline",
  "\u001b[31mred",
  "",
  " ",
  "ключ",
];
const day = (index: number) => new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10);

describe("hostile data", () => {
  it("columns named against the language, SQL, YAML and the terminal", async () => {
    const value = (row: number, column: number) =>
      [["yes", "no"][row % 2]!, String(row % 7), ["done", "x", "week"][row % 3]!][column % 3]!;
    const rows = Array.from({ length: 40 }, (_, row) => [
      `c${row}`,
      day(row * 7),
      ...hostileNames.map((_, column) => value(row, column)),
    ]);
    const from = workshop.data("hostile-data", {
      "customers.csv": csv([["customer_id", "contract_start", ...hostileNames], ...rows]),
    });
    const begun = await workshop.begin("hostile", [from]);
    expect(begun.check.stdout).toContain("0 errors, 0 warnings");
    expect(begun.simulate.exitCode, begun.simulate.stderr).toBe(0);
    expect(begun.demands).toBeGreaterThan(0);
    const said = new Set([...begun.report.placed, ...begun.report.notPlaced].map(({ column }) => column));
    for (const name of hostileNames) expect(said).toContain(name);
  });

  it("thousands of columns, and it says how many it did not look at", async () => {
    const many = Array.from({ length: 1000 }, (_, index) => `column_${index}`);
    const rows = Array.from({ length: 5 }, (_, row) => [
      `a${row}`,
      day(row),
      ...many.map((_, column) => String(row * column)),
    ]);
    const from = workshop.data("wide-data", { "accounts.csv": csv([["id", "created_at", ...many], ...rows]) });
    const begun = await workshop.begin("wide", [from]);
    expect(begun.check.stdout).toContain("0 errors, 0 warnings");
    expect(begun.demands).toBeGreaterThan(0);
    expect(begun.report.notPlaced).toContainEqual(
      expect.objectContaining({ why: expect.stringContaining("702 more columns") }),
    );
  });

  it("broken files are passed over with the reason, and the others used", async () => {
    const from = workshop.data("broken-data", {
      "accounts.csv": csv([
        ["id", "created_at"],
        ["a", "2025-01-01"],
        ["b", "2025-02-01"],
      ]),
      "ragged.csv": "id,day\na,2025-01-01,3\n",
      "semicolons.csv": "id;day\na;2025-01-01\n",
      "empty.csv": "",
      "noise.parquet": "PAR1 and nothing else",
      "a*b.csv": "id\na\n",
    });
    const { report, demands } = await workshop.begin("broken", [from]);
    expect(demands).toBeGreaterThan(0);
    const files = report.notPlaced.filter(({ column }) => column === undefined).map(({ file }) => file);
    expect(files.sort()).toEqual(["a*b.csv", "empty.csv", "noise.parquet", "ragged.csv", "semicolons.csv"]);
  });

  it("other people's ids join nothing", async () => {
    const from = workshop.data("strange-data", {
      "accounts.csv": csv([
        ["id", "created_at"],
        ["a", "2025-01-01"],
        ["b", "2025-02-01"],
      ]),
      "tickets.csv": csv([
        ["ticket_id", "customer_id", "created_at"],
        ["1", "x", "2025-01-02"],
        ["2", "y", "2025-02-02"],
      ]),
    });
    const { report } = await workshop.begin("strange", [from]);
    expect(report.notPlaced).toContainEqual(
      expect.objectContaining({ file: "tickets.csv", why: expect.stringContaining("none of the accounts' ids") }),
    );
  });

  it("the id that other tables know accounts by is the key", async () => {
    const from = workshop.data("joined-data", {
      "accounts.csv": csv([
        ["id", "external_id", "name", "createdate", "industry"],
        ...["1", "2", "3"].map((id) => [id, `crm-${id}`, `N${id}`, day(Number(id)), "x"]),
      ]),
      "usage.csv": csv([
        ["account", "day", "logins"],
        ...Array.from({ length: 60 }, (_, row) => [`crm-${1 + (row % 3)}`, day(row), String(row)]),
      ]),
    });
    const { report, demands } = await workshop.begin("joined", [from]);
    expect(report.placed).toContainEqual(expect.objectContaining({ column: "external_id", as: "account.key" }));
    expect(report.placed).toContainEqual(expect.objectContaining({ column: "logins", as: "logins (count per day)" }));
    expect(demands).toBeGreaterThan(0);
  });
});

describe("a folder that holds something", () => {
  const taken: [file: string, text: string][] = [
    ["playc.yaml", "currency: EUR\n"],
    ["model.play", "# mine\n"],
    ["deep/other.play", "# mine\n"],
    ["data/accounts.csv", "mine\n"],
  ];
  for (const [file, text] of taken) {
    it(`${file}: refused, and left as it is`, async () => {
      const name = `taken-${file.replaceAll("/", "-")}`;
      const folder = workshop.data(name, { [file]: text });
      const before = readdirSync(folder, { recursive: true });
      const ended = await workshop.cli.run(["init", name], { cwd: workshop.folder });
      expect(ended.exitCode).toBe(2);
      expect(ended.stderr).toContain("nothing was written");
      expect(readFileSync(join(folder, file), "utf8")).toBe(text);
      expect(readdirSync(folder, { recursive: true })).toEqual(before);
    });
  }

  it("data inside the new project needs no --data", async () => {
    const folder = workshop.data("inside", {
      "exports/accounts.csv": csv([
        ["id", "created_at"],
        ["a", "2025-01-01"],
        ["b", "2025-03-01"],
      ]),
    });
    const { report, demands } = await workshop.begin("inside", [join(folder, "exports")]);
    expect(report.next.map(wordsOf)).toEqual([
      ["check", "inside"],
      ["simulate", "inside"],
    ]);
    expect(readFileSync(join(folder, "playc.yaml"), "utf8")).toContain("file: exports/accounts.csv");
    expect(demands).toBeGreaterThan(0);
  });

  it("wrong wishes: nothing is written", async () => {
    mkdirSync(join(workshop.folder, "no-data"));
    writeFileSync(join(workshop.folder, "no-data/notes.txt"), "no table");
    const wrong = [
      ["--from", "nowhere"],
      ["--from", "no-data"],
      ["--from", "no-data/notes.txt"],
      ["--currency", "XQQ"],
      ["--time-zone", "Mars/Olympus"],
    ];
    for (const words of wrong) {
      const ended = await workshop.cli.run(["init", "never", ...words], { cwd: workshop.folder });
      expect(ended.exitCode, words.join(" ")).toBe(2);
      expect(existsSync(join(workshop.folder, "never"))).toBe(false);
    }
  });
});
