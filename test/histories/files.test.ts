/** Files: where they may lie, what is refused of them, and that nothing leads out of the project. */
import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { Workshop } from "./support.ts";

const shop = new Workshop();
afterAll(() => shop.remove());

const outside = join(shop.root, "outside");
const data = join(shop.root, "data [1]");
mkdirSync(outside);
mkdirSync(data);
shop.write("secret.csv", "id\nsecret\n", outside);
shop.write("extra.csv", "id\nfrom data\n", data);
shop.write("both.csv", "id\nfrom data\n", data);
shop.write("both.csv", "id\nfrom project\n");
shop.write("sub/deep/x.csv", "id\nx\n");
shop.write("sub/.hidden.csv", "id\nhidden\n");
mkdirSync(join(shop.project, "folder.csv"));
symlinkSync(join(outside, "secret.csv"), join(shop.project, "link.csv"));
symlinkSync(outside, join(shop.project, "linked"));
shop.write(".git/config", "id\ntoken\n");
shop.write(".git/x.csv", "id\ntoken\n");
symlinkSync(".git/config", join(shop.project, "token.csv"));
symlinkSync(join(shop.project, "both.csv"), join(shop.project, "inner.csv"));

async function ids(file: string, dataDirs: string[] = []) {
  const read = await shop.read(`account: { file: "${file}", key: id }`, {}, { dataDirs });
  return read.accounts.map((account) => account.id);
}

describe("a path", () => {
  it("is looked for in the project, then in each data folder", async () => {
    expect(await ids("both.csv", [data])).toEqual(["from project"]);
    expect(await ids("extra.csv", [data])).toEqual(["from data"]);
    expect(await ids("ext*.csv", [data])).toEqual(["from data"]);
    expect(await ids("inner.csv")).toEqual(["from project"]);
    expect(await ids("sub/**/*.csv")).toEqual(["x"]);
    expect(await ids("s?b/*/x.csv")).toEqual(["x"]);
  });

  it.each([
    ["../outside/secret.csv", /leads out of the project/],
    ["sub/../../outside/secret.csv", /leads out of the project/],
    ["/etc/hosts.csv", /paths are relative/],
    ["C:/x.csv", /paths are relative/],
    ["link.csv", /a link that leads out/],
    ["linked/secret.csv", /a link that leads out/],
    ["link*.csv", /a link that leads out/],
    ["linked/*.csv", /a link that leads out/],
    ["token.csv", /leads into `.git`/],
    [".git/x.csv", /leads into `.git`/],
    ["nowhere.csv", /is not there, neither in the project folder nor/],
    ["no*.csv", /matches no file/],
    ["folder.csv", /is no file/],
    ["https://example.com/x.csv", /is not there/],
  ])("%s is refused", async (file, message) => {
    const read = ids(file);
    await expect(read).rejects.toThrow(message);
    await expect(read).rejects.toMatchObject({ name: "DataError" });
  });

  it("that is not there is a failure to read, not of the data", async () => {
    await expect(ids("nowhere.csv")).rejects.toMatchObject({ kind: "io" });
    await expect(ids("both.csv", [join(shop.root, "gone")])).rejects.toMatchObject({ kind: "io" });
  });
});

describe("a CSV file", () => {
  it.each([
    ["", /The file is empty/],
    ["id;x\na;1\n", /separated by `;`/],
    ["id\tx\na\t1\n", /separated by tabs/],
    ["id,x\na,1\nb,2,3\n", /the row has 3 values where the header has 2 columns/],
    ["id,x\na,1\nb\n", /the row has 1 values where the header has 2 columns/],
    ['id,x\na,1\nb,"2\n', /a quote is opened and never closed/],
    [Buffer.from("id,x\na,1\n\xff,2\n", "latin1"), /not in UTF-8/],
    ["id,id\na,1\n", /two columns `id`/],
  ])("%j is refused", async (content, message) => {
    shop.write("c.csv", content);
    const read = ids("c.csv");
    await expect(read).rejects.toThrow(message);
    await expect(read).rejects.toMatchObject({ name: "DataError" });
  });

  it("is refused at its line", async () => {
    shop.write("c.csv", "id,x\na,1\nb,2,3\n");
    await expect(ids("c.csv")).rejects.toMatchObject({ place: { line: 3 } });
  });

  it("that is not what its name says is refused", async () => {
    shop.write("c.csv.gz", "id\na\n");
    await expect(ids("c.csv.gz")).rejects.toMatchObject({ name: "DataError" });
    shop.write("c.parquet", "id\na\n");
    await expect(ids("c.parquet")).rejects.toMatchObject({ name: "DataError" });
  });

  it("with a header and nothing else is a table without rows", async () => {
    shop.write("c.csv", "id\n");
    expect(await ids("c.csv")).toEqual([]);
  });
});

it("leaves nothing in the folder for temporary files, whether it went well or not", async () => {
  expect(await ids("both.csv")).toHaveLength(1);
  await expect(ids("nowhere.csv")).rejects.toThrow();
  expect(readdirSync(shop.temp)).toEqual([]);
});

describe("a file that cannot be read", () => {
  it.each([
    ["sub/broken.csv", "id,day\na,1\nb,1,2\n", "sub/*.csv"],
    ["sub/broken.jsonl", '{"id": "a"}\n{"id": \n', "sub/broken.jsonl"],
    ["lines.csv", 'id\n"a\nb\n', "lines.csv"],
  ])("%s is told by its name in the folder it was found in", async (path, text, pattern) => {
    shop.write(path, text, data);
    const failure = await ids(pattern, [data]).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: "DataError", place: { file: path } });
    expect(String(failure)).not.toContain(shop.root);
  });
});
