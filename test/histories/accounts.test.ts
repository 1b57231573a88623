/** The account table and the people: types in base units, what is set aside and why, histories of fields, zones. */
import { afterAll, describe, expect, it } from "vitest";
import { dayOf, field, scheduleOf, Workshop } from "./support.ts";

const shop = new Workshop();
afterAll(() => shop.remove());

const ALWAYS = -Infinity;

/** The values of field `x` of rows with these texts, and the reasons for rows set aside. One reading for all of them. */
async function column(type: string, texts: readonly string[], rest = {}) {
  const rows = texts.map((text, index) => `${index},"${text.replaceAll('"', '""')}"\n`);
  shop.write("one.csv", `id,x\n${rows.join("")}`);
  const read = await shop.read("account: { file: one.csv, key: id }", {
    account: { fields: [field("x", type, rest)] },
  });
  return {
    values: texts.map((_, index) => read.account(String(index))?.fields.get("x")?.[0]?.value),
    aside: Object.fromEntries(read.summary.tables[0]?.setAside.map(({ reason, rows }) => [reason, rows]) ?? []),
  };
}

/** Text as it stands in the file, and the value it is. */
const GOOD: Record<string, [string, unknown][]> = {
  "money?": [
    ["12.5", 1250],
    [" 12.50 ", 1250],
    ["-0.005", 0],
    ["0.015", 2],
    ["0.025", 2],
    ["0.0250000000000000000000000000000001", 3],
    ["+.5", 50],
    ["7.", 700],
    ["90071992547409.91", Number.MAX_SAFE_INTEGER],
    ["1.005", 100],
    ["1.015", 102],
  ],
  "count?": [
    ["12", 12],
    ["12.000", 12],
    ["", undefined],
  ],
  "ratio?": [
    ["0.25", 250_000],
    ["25%", 250_000],
    ["2.5 %", 25_000],
    ["0.00005%", 0],
    ["0.00015%", 2],
  ],
  "points?": [
    ["79.9999995", 80_000_000],
    ["79.9999985", 79_999_998],
  ],
  "flag?": [
    ["YES", true],
    ["f", false],
  ],
  "date?": [
    ["2024-02-29", dayOf("2024-02-29")],
    ["2024-02-29T23:59:59+02:00", dayOf("2024-02-29")],
    ["1969-12-31 10:00", -1],
  ],
  "text?": [
    [" as it is ", " as it is "],
    ["=1+1", "=1+1"],
    ["", undefined],
  ],
  "zone?": [["Asia/Tokyo", "Asia/Tokyo"]],
  "one of a, b?": [["b", "b"]],
  "duration?": [
    ["2 weeks", { unit: "days", amount: 14 }],
    ["48h", { unit: "minutes", amount: 2880 }],
    ["1 quarter", { unit: "months", amount: 3 }],
    ["3 business days", { unit: "business_days", amount: 3 }],
  ],
  "instant?": [
    ["2024-03-01T10:00:00+02:00", Date.UTC(2024, 2, 1, 8)],
    ["2024-03-01 10:00:00.25-0330", Date.UTC(2024, 2, 1, 13, 30, 0, 250)],
    ["2024-03-01T10:00Z", Date.UTC(2024, 2, 1, 10)],
    ["2024-03-01T10:00", Date.UTC(2024, 2, 1, 10)],
  ],
};

/** Texts that are no value, by the reason their rows are set aside for. */
const BAD: Record<string, Record<string, string[]>> = {
  "money?": {
    "`x`: not a plain number": ["12,50", "$12", "1e3", "nan", "-", ".", "50%"],
    "`x`: out of range": ["90071992547409.92"],
  },
  "count?": {
    "`x`: not a whole number": ["12.5", "12.00000000000000000001"],
  },
  "ratio?": {
    "`x`: not a fraction or percentage": ["50%%"],
  },
  "date?": {
    "`x`: not a date (YYYY-MM-DD)": ["2023-02-29", "29/02/2024", "2024-02-29 junk", "infinity"],
  },
  "instant?": {
    "`x`: not a date and time": ["2024-03-01", "2024-03-01T24:00", "2024-02-30T10:00Z"],
  },
  "flag?": {
    "`x`: not yes or no": ["maybe"],
  },
  "duration?": {
    "`x`: not a duration": ["soon", "7"],
  },
  "one of a, b?": {
    "`x`: none of its names": ["c", "A"],
  },
  "zone?": {
    "`x`: not a time zone": ["Europe/Atlantis"],
  },
  money: {
    "`x`: absent, but required": [""],
  },
};

describe("a value", () => {
  it.each(Object.entries(GOOD))("of type %s is read", async (type, cases) => {
    const { values, aside } = await column(
      type,
      cases.map(([text]) => text),
    );
    expect(values).toEqual(cases.map(([, value]) => value));
    expect(aside).toEqual({});
  });

  it.each(Object.entries(BAD))("that is no %s sets its row aside", async (type, cases) => {
    const { values, aside } = await column(type, Object.values(cases).flat());
    expect(values.every((value) => value === undefined)).toBe(true);
    expect(aside).toEqual(Object.fromEntries(Object.entries(cases).map(([reason, texts]) => [reason, texts.length])));
  });

  it("is held to its declared range, both ends included", async () => {
    const range = { from: 0, to: 10 };
    expect(await column("count?", ["0", "10", "11", "-1"], { range })).toEqual({
      values: [0, 10, undefined, undefined],
      aside: { "`x`: out of range": 2 },
    });
  });

  it("takes its default when absent", async () => {
    expect((await column("flag", ["", "no"], { default: true })).values).toEqual([true, false]);
    expect((await column("date", [""], { default: "2024-01-01" })).values).toEqual([dayOf("2024-01-01")]);
    const days = { unit: "days", amount: 3 };
    expect((await column("duration", [""], { default: days })).values).toEqual([days]);
  });
});

describe("the account table", () => {
  it("takes any ids as they are, in order of their bytes", async () => {
    const ids = [
      "é",
      "🐙",
      "__proto__",
      "constructor",
      ' say "hi"',
      "two\nlines",
      "a,b",
      "'; drop table ids; --",
      "Z",
      "a",
      "\uffee",
    ];
    shop.write("ids.csv", `id\n${ids.map((id) => `"${id.replaceAll('"', '""')}"`).join("\n")}\n`);
    const read = await shop.read("account: { file: ids.csv, key: id }", {});
    const bytes = [...ids].sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
    expect(read.accounts.map((account) => account.id)).toEqual(bytes);
  });

  it("sets aside rows without id, differing rows of one account, lives that end before they begin", async () => {
    shop.write(
      "a.csv",
      "id,s,e\n,2024-01-01,\na,2024-01-01,\na,2024-01-02,\nb,2024-01-01,\nb,2024-01-01,\nc,2024-01-02,2024-01-01\n",
    );
    const fields = [field("s", "date"), field("e", "date?")];
    const read = await shop.read("account: { file: a.csv, key: id }", { account: { fields, begins: "s", ends: "e" } });
    expect(read.accounts.map((account) => account.id)).toEqual(["b"]);
    expect(read.summary.tables[0]).toMatchObject({
      name: "account",
      files: ["a.csv"],
      rows: 6,
      matched: 2,
      setAside: [
        { reason: "`s` is after `e`", rows: 1 },
        { reason: "no id", rows: 1 },
        { reason: "two rows of one account differ", rows: 2 },
      ],
    });
  });

  it("keeps a history of fields and people with `from`", async () => {
    shop.write(
      "h.csv",
      "id,since,plan,owner\na,2024-03-01,pro,Bea\na,2024-01-01,trial,Ann\na,2024-02-01,trial,\na,2024-04-01,x,Bea\na,2024-05-01,pro,Cy\na,2024-05-01,trial,Cy\na,,pro,Di\n",
    );
    const read = await shop.read("account: { file: h.csv, key: id, from: since }\npeople: { csm: { column: owner } }", {
      account: { fields: [field("plan", "one of trial, pro"), field("vip", "flag", { default: false })] },
      roles: [{ name: "csm", kind: "person", ownsAccounts: true }],
    });
    const account = read.account("a");
    expect(account.fields.get("plan")).toEqual([
      { from: dayOf("2024-01-01"), value: "trial" },
      { from: dayOf("2024-03-01"), value: "pro" },
    ]);
    expect(account.fields.get("vip")).toEqual([{ from: ALWAYS, value: false }]);
    expect(account.people.get("csm")).toEqual([
      { from: dayOf("2024-01-01"), value: "Ann" },
      { from: dayOf("2024-02-01"), value: undefined },
      { from: dayOf("2024-03-01"), value: "Bea" },
    ]);
    expect(read.summary.tables[0]?.setAside).toEqual([
      { reason: "`plan`: none of its names", rows: 1 },
      { reason: "`since`: absent, but required", rows: 1 },
      { reason: "two rows of one account and day differ", rows: 2 },
    ]);
  });

  it("names what is known only as of today", async () => {
    shop.write("t.csv", "id,s,e,owner\na,2024-01-01,,Ann\n");
    const schedule = {
      account: { fields: [field("s", "date"), field("e", "date?"), field("gone", "text?")], begins: "s", ends: "e" },
      roles: [{ name: "csm", kind: "person" as const, ownsAccounts: true }],
      contacts: ["boss"],
    };
    const today =
      "account: { file: t.csv, key: id, known: today }\npeople: { csm: { column: owner }, boss: { person: Zed } }";
    expect((await shop.read(today, schedule)).summary.lookAhead).toEqual(["csm", "s"]);
    const person = "account: { file: t.csv, key: id }\npeople: { csm: { column: owner, known: today } }";
    const read = await shop.read(person, schedule);
    expect(read.summary.lookAhead).toEqual(["csm"]);
    expect(read.summary.unmapped).toEqual({ people: ["boss"], metrics: [], events: [] });
  });

  it("refuses a missing column with the name that was meant, and lets an optional one be missing", async () => {
    shop.write("m.csv", "Id,Renewal__c\na,2024-01-01\n");
    const needs = { account: { fields: [field("renewal", "date")] } };
    await expect(shop.read("account: { file: m.csv, key: id }", needs)).rejects.toThrow(
      /no column `id`\. Did you mean `Id`\?/,
    );
    await expect(shop.read("account: { file: m.csv, key: Id, fields: { renewal: Renewal_c } }", needs)).rejects.toThrow(
      /account\.fields\.renewal: `m\.csv` has no column `Renewal_c`\. Did you mean `Renewal__c`\?/,
    );
    await expect(shop.read("account: { file: m.csv, key: Id }", needs)).rejects.toMatchObject({
      name: "DataError",
      kind: "data",
      place: { file: "m.csv", column: "renewal" },
    });
    const optional = { account: { fields: [field("goal", "text?")] } };
    expect((await shop.read("account: { file: m.csv, key: Id }", optional)).account("a").fields.get("goal")).toEqual(
      [],
    );
    await expect(shop.read("account: { file: m.csv, key: Id, fields: { goal: Gaol } }", optional)).rejects.toThrow(
      /no column `Gaol`/,
    );
  });

  it("refuses a mapped name that is a slip for a declared one", async () => {
    shop.write("m.csv", "Id,R\na,2024-01-01\n");
    const schedule = { account: { fields: [field("renewal", "date?")] } };
    await expect(shop.read("account: { file: m.csv, key: Id, fields: { renwal: R } }", schedule)).rejects.toThrow(
      /declare no `renwal`\. Did you mean `renewal`\?/,
    );
    expect((await shop.read("account: { file: m.csv, key: Id, fields: { other: R } }", schedule)).count).toBe(1);
  });
});

describe("zones", () => {
  it("come from a field, a column, a default, in this order", async () => {
    shop.write("z.csv", "id,zone,tz\na,Asia/Tokyo,Europe/London\nb,,Europe/London\nc,,\nd,,Nowhere\n");
    const schedule = { account: { fields: [field("zone", "zone?")] } };
    const read = await shop.read(
      "time_zone: { column: tz, default: UTC }\naccount: { file: z.csv, key: id }",
      schedule,
    );
    expect(read.accounts.map(({ id, zone }) => [id, zone])).toEqual([
      ["a", "Asia/Tokyo"],
      ["b", "Europe/London"],
      ["c", "UTC"],
    ]);
    expect(read.summary.tables[0]?.setAside).toEqual([{ reason: "not a time zone", rows: 1 }]);
    const bare = await shop.read("time_zone: { column: tz }\naccount: { file: z.csv, key: id }", {});
    expect(bare.summary.tables[0]?.setAside).toContainEqual({ reason: "no time zone", rows: 1 });
  });

  it("must be told", async () => {
    shop.write("z.csv", "id\na\n");
    await expect(shop.read("time_zone: Europe/Lodnon\naccount: { file: z.csv, key: id }", {})).rejects.toThrow(
      /no time zone\. Did you mean `Europe\/London`\?/,
    );
    const { openHistories } = await import("../../runtime/histories/open.ts");
    const { readProjectFile } = await import("../../project/read.ts");
    const { project } = readProjectFile("playc.yaml", "currency: USD\naccount: { file: z.csv, key: id }\n");
    const options = { projectDir: shop.project, dataDirs: [], tempDir: shop.temp };
    await expect(openHistories({ project: project!, schedule: scheduleOf({}), ...options })).rejects.toThrow(
      /Nothing tells the accounts' time zone/,
    );
  });
});

describe("people", () => {
  it("have tables of their own, with and without dates, or one name for everybody", async () => {
    shop.write("a.csv", "id\na\nb\n");
    shop.write(
      "s.csv",
      "org,name,since\na,Ann,2024-01-01\na,Bo,2024-02-01\na,Bo,2024-02-01\nx,Cy,2024-01-01\nb,Di,2024-01-01\nb,Ed,2024-01-01\n",
    );
    shop.write("c.csv", "org,name\na,Flo\nb,Gus\nb,Hal\n");
    const read = await shop.read(
      `account: { file: a.csv, key: id }
people:
  sponsor: { file: s.csv, key: org, person: name, from: since }
  champion: { file: c.csv, key: org, person: name, known: today }
  pool: { person: CS pod }`,
      { contacts: ["sponsor", "champion"], roles: [{ name: "pool", kind: "shared", ownsAccounts: false }] },
    );
    expect(Object.fromEntries(read.account("a").people)).toEqual({
      sponsor: [
        { from: dayOf("2024-01-01"), value: "Ann" },
        { from: dayOf("2024-02-01"), value: "Bo" },
      ],
      champion: [{ from: ALWAYS, value: "Flo" }],
      pool: [{ from: ALWAYS, value: "CS pod" }],
    });
    expect(read.account("b").people.get("champion")).toEqual([]);
    expect(read.summary.tables.map((table) => [table.name, table.rows, table.matched, table.setAside])).toEqual([
      ["account", 2, 2, []],
      ["people.champion", 3, 3, [{ reason: "two rows of one account differ", rows: 2 }]],
      [
        "people.sponsor",
        6,
        5,
        [
          { reason: "no account has this id", rows: 1 },
          { reason: "two rows of one account and day differ", rows: 2 },
        ],
      ],
    ]);
    expect(read.summary.lookAhead).toEqual(["champion"]);
  });
});

describe("the accounts asked for", () => {
  it("are given alone, on the days of all", async () => {
    shop.write("a.csv", "id\nacme\nbeta\ngamma\n");
    const all = await shop.read("account: { file: a.csv, key: id }", {});
    const some = await shop.read("account: { file: a.csv, key: id }", {}, { accounts: ["gamma", "acme"] });
    expect(some.accounts).toEqual(all.accounts.filter(({ id }) => id !== "beta"));
    expect(some.count).toBe(2);
    await expect(shop.read("account: { file: a.csv, key: id }", {}, { accounts: ["acne"] })).rejects.toThrow(
      /No account has the id `acne`.*Did you mean `acme`\?/,
    );
  });
});
