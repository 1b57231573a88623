/**
 * Ways out that were tried: code and files that a project file, a `.play` file, a table or a schedule could reach for.
 * Each is refused, and the secret outside is seen nowhere.
 */
import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { checkProject } from "../../cli/compile-project.ts";
import { type Database, openDatabase } from "../../runtime/histories/database.ts";
import { digestOf } from "../../schedule/digest.ts";
import { validateSchedule } from "../../schedule/validate.ts";
import { smallProject, writeProject } from "../cli/small-project.ts";
import { metric, Workshop } from "./support.ts";

const shop = new Workshop();
afterAll(() => shop.remove());

const outside = join(shop.root, "outside");
mkdirSync(outside);
shop.write("secret.csv", "id,day,n\nsecret,2024-01-01,1\n", outside);
shop.write("a.csv", "id,day,n\na,2024-01-01,1\n");
symlinkSync(join(outside, "secret.csv"), join(shop.project, "link.csv"));
symlinkSync(outside, join(shop.project, "linked"));

const METRICS = [metric("logins", "count")];
const metrics = (column: string, more = "", file = "a.csv") =>
  shop.read(
    `account: { file: a.csv, key: id }\nmetrics: { file: ${JSON.stringify(file)}, key: id, day: day, columns: { logins: ${JSON.stringify(column)} }${more} }`,
    { metrics: METRICS },
  );

afterEach(() => {
  expect(readdirSync(outside)).toEqual(["secret.csv"]);
  expect(readdirSync(shop.temp)).toEqual([]);
});

describe("an expression of the project file", () => {
  const tried = [
    "read_text('/etc/passwd')",
    "(select content from read_text('/etc/passwd'))",
    "exists(from read_csv('/etc/passwd'))",
    "n) from read_csv('/etc/passwd') --",
    "n), (select 1",
    "n; attach '/tmp/x.duckdb' as x; select 1",
    "attach '/tmp/x.duckdb'",
    "copy (select 1) to '/tmp/x'",
    "install httpfs",
    "load '/tmp/x.duckdb_extension'",
    "getenv('HOME')",
    "current_setting('temp_directory')",
    "pragma_version()",
    "query('select 1')",
    "write_log('x')",
    "set_config('x', 'y')",
    "n /* ",
    "count(*) over ()",
    "columns(*)",
    "$1",
    "glob('/etc/*')",
  ];
  it.each(tried)("%s is refused, in a plain column, a sum and a `where`", async (expression) => {
    const refused = { name: "DataError", kind: "data" };
    await expect(metrics(`${expression} + 1`)).rejects.toMatchObject(refused);
    await expect(metrics(`sum(${expression})`, ", aggregate: true")).rejects.toMatchObject(refused);
    await expect(metrics("n", `, where: ${JSON.stringify(`n = 1 and ${expression}`)}`)).rejects.toMatchObject(refused);
  });
});

it.each([
  "../outside/secret.csv",
  "linked/../../outside/secret.csv",
  "/etc/hosts.csv",
  "link.csv",
  "linked/secret.csv",
  "li*/*.csv",
  "**/../*.csv",
])("the file %s is refused", async (file) => {
  await expect(metrics("n", "", file)).rejects.toMatchObject({ name: "DataError" });
});

it("a file's name is no SQL", async () => {
  const name = "x'] , auto_detect=false) union select content from read_text('*').csv";
  shop.write(name, "id,day,n\na,2024-01-01,1\n");
  expect((await metrics("n", "", name)).accounts).toHaveLength(1);
});

it("a column's name is no SQL", async () => {
  const name = "n\" from read_text('/etc/passwd') --";
  shop.write("c.csv", `id,day,"${name.replaceAll('"', '""')}"\na,2024-01-01,1\n`);
  expect((await metrics(name, "", "c.csv")).summary.tables[1]).toMatchObject({ matched: 1, setAside: [] });
  const where = await metrics(name, ", where: id = 'a'", "c.csv");
  expect(where.summary.tables[1]).toMatchObject({ matched: 1, setAside: [] });
});

it("a DuckDB file that reaches outside reaches nothing", async () => {
  const instance = await DuckDBInstance.create(join(shop.project, "w.duckdb"));
  const connection = await instance.connect();
  await connection.run(`create view usage as select * from read_csv('${join(outside, "secret.csv")}')`);
  await connection.run(`create macro lower(x) as (select content from read_text('${join(outside, "secret.csv")}'))`);
  await connection.run("create table t as select 'A' as id, date '2024-01-01' as day, 1 as n");
  connection.closeSync();
  instance.closeSync();
  await expect(metrics("n", ", table: usage", "w.duckdb")).rejects.toThrow(/no table `usage`/);
  const read = await shop.read(
    "account: { file: a.csv, key: id }\nmetrics: { file: w.duckdb, table: t, key: lower(id), day: day, columns: { logins: n } }",
    { metrics: METRICS },
  );
  expect(read.summary.tables[1]).toMatchObject({ matched: 1 });
});

describe("the locked database", () => {
  let database: Database;
  beforeAll(async () => {
    const temp = join(shop.root, "locked");
    mkdirSync(temp);
    database = await openDatabase({ tempDir: temp, folders: [shop.project], memoryLimitMb: 64 });
  });
  afterAll(() => database.close());

  it.each([
    "select * from read_text('/etc/passwd')",
    `select * from read_csv('${outside}/secret.csv')`,
    `attach '${outside}/new.duckdb' as new`,
    `copy (select 1) to '${outside}/new.csv'`,
    "install httpfs",
    "load httpfs",
    "set enable_external_access = true",
    "set allowed_directories = ['/']",
    "set lock_configuration = false",
    `export database '${outside}'`,
  ])("%s is refused", async (sql) => {
    await expect(database.run(sql)).rejects.toThrow();
  });
});

describe("a .play file", () => {
  const problemsOf = (changes: Record<string, string>) => {
    const folder = join(shop.root, `play-${Math.abs(JSON.stringify(changes).length)}`);
    mkdirSync(folder, { recursive: true });
    return checkProject(writeProject(folder, changes)).report;
  };
  const program = smallProject["program.play"]!;

  it.each(["../outside/secret.csv", "/etc/passwd", "..", "a\\\\..\\\\b"])("cannot name the template %s", (path) => {
    const report = problemsOf({
      "program.play": program.replace("kind educational", `kind educational template "${path}"`),
    });
    expect(report.errors).toBeGreaterThan(0);
  });

  it("cannot read holidays from outside", () => {
    const report = problemsOf({
      "program.play": program.replace("policy {", 'policy { holidays "../outside/secret.csv"'),
    });
    expect(report.errors).toBeGreaterThan(0);
    expect(JSON.stringify(report)).not.toContain("secret,2024");
  });
});

describe("a schedule edited by hand", () => {
  type Items = Record<string, unknown>[];
  type Editable = { [list in "triggers" | "metrics" | "touches"]: Items } & {
    account: { fields: Items };
    script?: string;
  };

  const compiled = () => {
    const folder = join(shop.root, "edited");
    mkdirSync(folder, { recursive: true });
    return structuredClone(checkProject(writeProject(folder)).schedule!) as unknown as Editable;
  };
  const sealed = (schedule: object) => ({ ...schedule, digest: digestOf(schedule as never) });

  it("is one as long as nobody edits it", () => {
    expect(validateSchedule(compiled())).toHaveProperty("schedule");
  });

  it.each<[string, (schedule: Editable) => void]>([
    [
      "a condition that is text",
      (schedule) => {
        schedule.triggers[0]!.when = "process.exit(7)";
      },
    ],
    [
      "a condition of a kind of its own",
      (schedule) => {
        schedule.triggers[0]!.when = { kind: "eval", text: "process.exit(7)" };
      },
    ],
    [
      "a metric with the name of SQL",
      (schedule) => {
        schedule.metrics[0]!.name = "x'); attach '/tmp/x' --";
      },
    ],
    [
      "a field called __proto__'s way",
      (schedule) => {
        schedule.account.fields[0]!.name = "a.b";
      },
    ],
    [
      "a script beside the rest",
      (schedule) => {
        schedule.script = "require('child_process')";
      },
    ],
    [
      "an owner who is nobody",
      (schedule) => {
        schedule.touches[0]!.owner = "constructor";
      },
    ],
  ])("to hold %s is refused", (_, edit) => {
    const schedule = compiled();
    edit(schedule);
    expect(validateSchedule(sealed(schedule))).toHaveProperty("problems");
  });

  it("is known by its digest", () => {
    const schedule = compiled() as unknown as { touches: { effort: number }[] };
    schedule.touches[0]!.effort += 1;
    expect(validateSchedule(schedule)).toHaveProperty("problems");
  });
});
