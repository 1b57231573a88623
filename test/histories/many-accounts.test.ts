/** Tables of accounts have no limit but the disk's: whatever is asked of all of them is asked in stretches, or spills. */
import { afterAll, expect, test } from "vitest";
import { field, Workshop } from "./support.ts";

const shop = new Workshop();
afterAll(() => shop.remove());

/** Their texts alone are as much as the database may hold in memory. */
const ACCOUNTS = 600_000;
const twice = ACCOUNTS / 1000;

test("more accounts than memory holds, with other ids and owners, are staged", async () => {
  const fields = Array.from({ length: 10 }, (_, index) => `note_${index}`);
  const texts = fields.map((name, index) => `'${name} of customer ' || (i * ${index + 7} % 100000) as ${name}`);
  await shop.parquet(
    "accounts.parquet",
    // Out of order, and one in a thousand is there twice and differs.
    `select 'A' || ((i * 7919) % ${ACCOUNTS}) as id, ${texts.join(", ")} from range(${ACCOUNTS}) rows(i)
     union all select 'A' || (i * 1000), ${fields.map(() => "'other'").join(", ")} from range(${twice}) rows(i)`,
  );
  await shop.parquet("ids.parquet", `select 'A' || i as id, 'crm-' || i as crm from range(${ACCOUNTS}) rows(i)`);
  await shop.parquet(
    "owners.parquet",
    `select 'crm-' || i as id, 'csm ' || i % 5000 as csm from range(${ACCOUNTS}) rows(i)`,
  );
  const histories = await shop.open(
    `account: { file: accounts.parquet, key: id }
identity: { file: ids.parquet, account: id, also: [crm] }
people: { csm: { file: owners.parquet, key: id, person: csm } }`,
    {
      account: { fields: fields.map((name) => field(name, "text")) },
      roles: [{ name: "csm", kind: "person", ownsAccounts: true }],
    },
  );
  try {
    expect(histories.count).toBe(ACCOUNTS - twice);
    const setAside = histories.summary.tables.map(({ name, setAside }) => [name, setAside]);
    expect(setAside).toEqual([
      ["account", [{ reason: "two rows of one account differ", rows: 2 * twice }]],
      ["identity", [{ reason: "no account has this id", rows: twice }]],
      ["people.csm", [{ reason: "no account has this id", rows: twice }]],
    ]);
  } finally {
    await histories.close();
  }
});
