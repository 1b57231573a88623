/** The forms in which other systems read what is owed: whole under any name, and read back by strangers to their writers. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { Ajv } from "ajv";
import ICAL from "ical.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeCalendars } from "../../cli/due-files.ts";
import { dueCalendars } from "../../cli/views/due-calendar.ts";
import { crmShapes, dueCsv } from "../../cli/views/due-csv.ts";
import { dueEvents } from "../../cli/views/due-events.ts";
import { dueTable } from "../../cli/views/due-table.ts";
import type { DueList } from "../../runtime/due/types.ts";
import { hours, joined, model } from "../engine/model.ts";
import { dueOn } from "./support.ts";

const hostile = [
  "plain",
  '=cmd|"/c calc"!A1',
  "+1+1",
  "-2-3",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  " \u00a0=1",
  "＝1",
  'quote " comma , semicolon ; colon : back\\slash',
  "two\nlines\r\nand three",
  "END:VCALENDAR\r\nBEGIN:VEVENT",
  "😀👩‍👩‍👧‍👦".repeat(20),
  "__proto__",
  "constructor",
  "\u0000\u001b[31m\u0007",
  "\ud800 half",
  "\u202eright to left",
  "../../etc/passwd",
  "CON",
  "",
  "a".repeat(300),
];

const folder = mkdtempSync(join(tmpdir(), "playc-due-"));
afterAll(() => rmSync(folder, { recursive: true }));
const ownNames = { accountId: (account: string) => account, subject: () => undefined };

let list: DueList;
beforeAll(async () => {
  list = await dueOn({
    from: "2026-01-01",
    asOf: "2026-01-12",
    recorded: "2026-01-01",
    play: `${model} policy { ${hours} }
      touch letter { channel email owner csm effort 10min purpose give_insight kind educational template "letter.md" }
      cadence c from contract_start { day 8 touch call to sponsor  day 8 touch mail  day 8 touch letter  day 2 task notes }`,
    files: { "letter.md": 'Subject: {contact.sponsor otherwise "x"}\n=Hello {contact.sponsor otherwise "you"}' },
    accounts: hostile.map((name) => ({
      id: name,
      zone: "America/New_York",
      fields: joined("2026-01-05"),
      people: { csm: name, sponsor: name },
    })),
  });
  expect(list.items).toHaveLength(hostile.length * 4);
});

async function readCsv(text: string): Promise<{ columns: string[]; rows: Record<string, unknown>[] }> {
  const file = join(folder, "read.csv");
  writeFileSync(file, text);
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll(
      `select * from read_csv('${file}', header = true, all_varchar = true, strict_mode = true, nullstr = '\u0001', quote = '"', escape = '"', delim = ',', new_line = '\\n')`,
    );
    return { columns: reader.columnNames(), rows: reader.getRowObjectsJson() };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

describe("CSV", () => {
  for (const shape of ["csv-salesforce", "csv-gainsight"] as const) {
    it(`${shape} loads with its columns, a row a demand of people, and no cell that a spreadsheet would run`, async () => {
      const { text, leftOut } = dueCsv(list, shape, ownNames);
      expect(leftOut).toEqual([]);
      const { columns, rows } = await readCsv(text);
      expect(columns).toEqual(crmShapes[shape].map(([name]) => name));
      expect(rows).toHaveLength(hostile.length * 3);
      for (const row of rows) {
        for (const value of Object.values(row)) {
          const cell = String(value ?? "");
          if (/^-?\d+$/.test(cell)) continue;
          expect(cell).not.toMatch(/^[\s\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]/);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
          expect(cell).not.toMatch(/[\u0000-\u0008\u000e-\u001f]/);
        }
      }
      const ids = rows.map((row) => String(row[columns.at(-1)!]).replace(/^'/, ""));
      expect(new Set(ids).size).toBe(rows.length);
      expect(ids).toContain(list.items.find(({ account }) => account === "__proto__")!.id);
      expect(dueCsv(list, shape, ownNames).text).toBe(text);
    });
  }

  it("says what a CRM needs to know", async () => {
    const items = list.items.filter(({ account, name }) => account === "plain" && name !== "mail");
    const names = { accountId: () => "001", subject: (name: string) => (name === "call" ? "Check-in" : undefined) };
    const tasks = (await readCsv(dueCsv({ ...list, items }, "csv-salesforce", names).text)).rows;
    expect(tasks).toEqual([
      expect.objectContaining({
        WhatId: "001",
        OwnerId: "plain",
        Subject: "notes",
        Type: "Other",
        TaskSubtype: "Task",
        ActivityDate: "2026-01-06",
      }),
      expect.objectContaining({
        Subject: "Check-in",
        Type: "Meeting",
        ActivityDate: "2026-01-12",
        Status: "Not Started",
        WhoId: "",
      }),
      expect.objectContaining({ Subject: "letter", Type: "Email", TaskSubtype: "Email" }),
    ]);
    expect(tasks[0]!.Description).toMatch(
      /^Asked by cadence c \(test\.play:\d+\): contract_start \{2026-01-05\}\nDue 2026-01-06, late by 5d\n/,
    );
    expect(tasks[2]!.Description).toMatch(/\n\nSubject: plain\n\n=Hello plain$/);
    const [, call] = (await readCsv(dueCsv({ ...list, items }, "csv-gainsight", names).text)).rows;
    expect(call).toMatchObject({
      Name: "Check-in",
      "TypeId__gr.Name": "Lifecycle",
      "OwnerId__gr.Name": "plain",
      DueDate: "2026-01-12",
    });
  });

  it("leaves out, and tells, accounts that the system does not know", () => {
    const { text, leftOut } = dueCsv(list, "csv-salesforce", {
      accountId: (account) => (account === "plain" ? "001" : undefined),
      subject: () => undefined,
    });
    expect(leftOut).toHaveLength((hostile.length - 1) * 3);
    expect(text).toContain("\n001,");
  });

  const columnsFile = join(import.meta.dirname, "../../../shared/data/connectors/columns.txt");
  it.skipIf(!existsSync(columnsFile))("has columns that the connectors have, and one for the demand", () => {
    const text = readFileSync(columnsFile, "utf8");
    const task = new Set(/^ Task: (.*)$/m.exec(text)![1]!.split(/[ ,(]+/));
    const snake = (name: string) => name.replace(/(?<!^)[A-Z]/g, "_$&").toLowerCase();
    const unknown = crmShapes["csv-salesforce"].map(([name]) => name).filter((name) => !task.has(snake(name)));
    expect(unknown).toEqual(["Playc_Demand__c"]);
    const cta = new Set(/^ CTA \(call_to_action\): (.*)$/m.exec(text)![1]!.split(/[ ,(]+/));
    const others = crmShapes["csv-gainsight"].map(([name]) => name.split("__gr")[0]!).filter((name) => !cta.has(name));
    expect(others).toEqual(["Playc_Demand__gc"]);
  });
});

describe("calendars", () => {
  it("are one a person, with one event a demand, under names that any file system takes", () => {
    const calendars = dueCalendars(list);
    expect(calendars.map(({ owner }) => owner).sort()).toEqual([...hostile].sort());
    const files = new Set(calendars.map(({ file }) => file));
    expect(files.size).toBe(hostile.length);
    for (const { file } of calendars) expect(file).toMatch(/^[a-z0-9][a-z0-9-]{0,48}\.ics$/);
    const uids = new Set<string>();
    for (const { text } of calendars) {
      expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
      for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      const calendar = new ICAL.Component(ICAL.parse(text));
      const events = calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
      expect(events).toHaveLength(3);
      for (const { uid } of events) uids.add(uid);
    }
    expect(uids.size).toBe(hostile.length * 3);
    expect(dueCalendars(list)).toEqual(calendars);
  });

  it("talks have their time, the rest lasts all day", () => {
    const { text } = dueCalendars(list).find(({ owner }) => owner === "plain")!;
    const calendar = new ICAL.Component(ICAL.parse(text));
    const events = calendar.getAllSubcomponents("vevent").map((component) => {
      const { summary, startDate, endDate } = new ICAL.Event(component);
      return [
        summary,
        startDate.isDate ? startDate.toString() : startDate.toJSDate().toISOString(),
        startDate.isDate ? "" : endDate.toJSDate().toISOString(),
      ];
    });
    expect(events).toEqual([
      ["Notes: plain (late)", "2026-01-12", ""],
      // Nine o'clock in New York.
      ["Call: plain", "2026-01-12T14:00:00.000Z", "2026-01-12T14:30:00.000Z"],
      ["Letter: plain", "2026-01-12", ""],
    ]);
    expect(calendar.getFirstSubcomponent("vevent")!.getFirstPropertyValue("dtstamp")!.toString()).toBe(
      "2026-01-12T00:00:00Z",
    );
  });

  it("tell hostile text as it is, but for controls", () => {
    const owner = 'quote " comma , semicolon ; colon : back\\slash';
    const { text } = dueCalendars(list).find((calendar) => calendar.owner === owner)!;
    const [, call] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent");
    expect(call!.getFirstPropertyValue("summary")).toBe(`Call: ${owner}`);
    expect(String(call!.getFirstPropertyValue("description"))).toContain(`To sponsor: ${owner}\nBy video`);
  });

  it("talks of one person follow each other, and one that no hour is left for lasts all day", () => {
    const [call] = list.items.filter(({ account, name }) => account === "plain" && name === "call");
    const many = Array.from({ length: 20 }, (_, index) => ({ ...call!, id: `${index}`, effortMinutes: 30 }));
    const { text } = dueCalendars({ ...list, items: many })[0]!;
    const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
    const timed = events.filter(({ startDate }) => !startDate.isDate);
    // Eight working hours.
    expect(timed).toHaveLength(16);
    for (const [index, event] of timed.entries()) {
      if (index > 0) expect(event.startDate.toString()).toBe(timed[index - 1]!.endDate.toString());
    }
  });

  it("of an earlier morning go, and files of others stay", async () => {
    const target = join(folder, "calendars");
    const calendars = dueCalendars(list);
    await writeCalendars(target, "2026-01-12", calendars);
    writeFileSync(join(target, "mine.ics"), "mine");
    await writeCalendars(target, "2026-01-13", calendars.slice(0, 1));
    expect(readdirSync(target).sort()).toEqual(["calendars.json", calendars[0]!.file, "mine.ics"].sort());
    writeFileSync(join(target, "calendars.json"), "{}");
    await expect(writeCalendars(target, "2026-01-14", calendars)).rejects.toThrow(/not of playc/);
    expect(readdirSync(target)).toHaveLength(3);
  });
});

describe("CloudEvents", () => {
  /** The rules of the specification's own schema (github.com/cloudevents/spec, formats/cloudevents.json), and its words on types. */
  const validate = new Ajv({
    allErrors: true,
    formats: { "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/ },
  }).compile({
    type: "object",
    required: ["specversion", "id", "source", "type"],
    properties: {
      specversion: { const: "1.0" },
      id: { type: "string", minLength: 1 },
      source: { type: "string", minLength: 1, pattern: "^[A-Za-z0-9/._~:-]+$" },
      type: { type: "string", minLength: 1 },
      datacontenttype: { const: "application/json" },
      subject: { type: "string", minLength: 1 },
      time: { type: "string", format: "date-time" },
      data: { type: "object" },
    },
    // Names of attributes: lower-case letters and digits.
    propertyNames: { pattern: "^[a-z0-9]{1,20}$" },
  });

  it("are valid, one a demand of today, machines' too, with ids of their own", () => {
    const events = dueEvents(list);
    expect(events).toHaveLength(hostile.length * 4);
    for (const event of events)
      expect(validate(JSON.parse(JSON.stringify(event))), JSON.stringify(validate.errors)).toBe(true);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(new Set(events.map(({ subject }) => subject)).size).toBe(events.length);
    expect(events[0]!.time).toBe("2026-01-12T05:00:00.000Z");
    expect(JSON.stringify(events)).not.toMatch(/\n/);
  });
});

describe("the table", () => {
  it("keeps every hostile name on its line", () => {
    const text = dueTable(list, (rule) => rule, { width: 100, colour: false });
    expect(text).toMatch(
      /^NEVER RECORDED task notes: .*\nOwed on 2026-01-12, as it opens\n {2}88 demands to do, 22 of them late; 0 owed and not for today\n/,
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(text.split("\n").filter((line) => line.includes("touch call to"))).toHaveLength(hostile.length);
  });

  it("says in its first line that nothing is recorded", async () => {
    const text = dueTable({ ...list, recordedFrom: null, dataTo: "2026-01-09" }, (rule) => rule, {
      width: 100,
      colour: false,
    });
    expect(text).toMatch(
      /^NO RECORDS: [^\n]*2026-01-12 is taken for done\.\nSTALE: the data ends on 2026-01-09, 2 days too early/,
    );
  });
});
