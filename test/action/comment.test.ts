/** One comment, kept up to date: found among many, known by marker and author, asked for again only where nothing was done. */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { apiOf, refusalOf } from "../../action/api.ts";
import { type CommentOf, keepComment } from "../../action/comment.ts";
import { isMarked, markerOf } from "../../action/marker.ts";
import { type GitHub, gitHub, number, repository, someComment } from "./github.ts";

let github: GitHub;
beforeEach(async () => {
  github = await gitHub();
});
afterEach(async () => {
  expect(github.wrong).toEqual([]);
  await github.close();
});

const marker = markerOf("playbooks/ours");
const saying = (text: string): CommentOf => ({
  repository,
  number,
  marker,
  body: `${marker}\n${text}`,
  isWorthIt: true,
});
/** What is waited is made short. */
const keep = (comment: CommentOf, longestAnswer = 30_000) =>
  keepComment(apiOf(github.token, github.url, { longestAnswer, second: 10 }), comment);
const writes = () => github.requests.filter((each) => !each.startsWith("GET") && !each.endsWith("/graphql"));

describe("the comment", () => {
  it("is made once, changed when it says something else, and else left alone", async () => {
    const made = await keep(saying("one"));
    expect(made).toEqual({ url: github.comments[0]!.html_url, done: "made" });
    expect(await keep(saying("one"))).toEqual({ ...made, done: "the same" });
    expect(await keep({ ...saying("two"), isWorthIt: false })).toEqual({ ...made, done: "changed" });
    expect(github.comments.map(({ body }) => body)).toEqual([`${marker}\ntwo`]);
    expect(writes()).toHaveLength(2);
  });

  it("is not made where there is nothing to say", async () => {
    expect(await keep({ ...saying("none"), isWorthIt: false })).toEqual({ url: null, done: "nothing to say" });
    expect(writes()).toEqual([]);
  });

  it("is found behind hundreds of others", async () => {
    for (let id = 1; id <= 250; id++) github.comments.push(someComment(id, "dana", "Fine."));
    github.comments.splice(230, 0, someComment(900, "github-actions[bot]", `${marker}\nold`));
    expect((await keep(saying("new"))).done).toBe("changed");
    expect(github.comments[230]!.body).toBe(`${marker}\nnew`);
    expect(github.requests.filter((each) => each.startsWith("GET"))).toHaveLength(3);
  });

  it("is nobody else's, not of another project, and no quotation", async () => {
    const others = [
      someComment(1, "dana", `${marker}\nby hand`),
      someComment(2, "another[bot]", `${marker}\nby another`),
      someComment(3, "github-actions[bot]", `${markerOf("playbooks/theirs")}\ntheirs`),
      someComment(4, "github-actions[bot]", `> ${marker}\nquoted`),
    ];
    github.comments.push(...others.map((each) => ({ ...each })));
    expect((await keep(saying("new"))).done).toBe("made");
    expect(github.comments.slice(0, 4)).toEqual(others);
  });

  it("is of whom the token is, and of the job where the API does not say", async () => {
    github.viewer = "playbooks-app[bot]";
    github.comments.push(someComment(1, "github-actions[bot]", `${marker}\nof the job`));
    expect((await keep(saying("of the app"))).done).toBe("made");
    github.viewer = null;
    expect((await keep(saying("of the job, too"))).url).toBe(github.comments[0]!.html_url);
  });

  it("waits when it is asked to, and makes one comment", async () => {
    github.mishaps = [
      { method: "POST", status: 403, headers: { "retry-after": "1" } },
      { method: "POST", status: 429, headers: { "retry-after": "1" } },
    ];
    expect((await keep(saying("one"))).done).toBe("made");
    expect(github.comments).toHaveLength(1);
  });

  it("waits for the next hour where all requests of this one are used up, if that is soon", async () => {
    const usedUp = (seconds: number) => ({
      method: "POST",
      status: 403,
      headers: {
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset": String(1_700_000_000 + seconds),
        date: new Date(1_700_000_000_000).toUTCString(),
      },
    });
    github.mishaps = [usedUp(1)];
    expect((await keep(saying("one"))).done).toBe("made");
    github.comments.length = 0;
    github.mishaps = [usedUp(1800)];
    await expect(keep(saying("one"))).rejects.toMatchObject({ status: 403 });
  });

  it("is made anew where somebody deletes it at that moment", async () => {
    await keep(saying("one"));
    const deleted = { method: "PATCH", status: 404, meanwhile: () => github.comments.splice(0) };
    github.mishaps = [deleted];
    expect((await keep(saying("two"))).done).toBe("made");
    expect(github.comments.map(({ body }) => body)).toEqual([`${marker}\ntwo`]);
    github.mishaps = [deleted];
    expect(await keep({ ...saying("three"), isWorthIt: false })).toEqual({ url: null, done: "nothing to say" });
  });

  it("is nobody's else for a server that fails to say whose the token is", async () => {
    github.viewer = "playbooks-app[bot]";
    await keep(saying("of the app"));
    github.mishaps = [{ method: "graphql", status: 502 }];
    expect((await keep(saying("of the app"))).done).toBe("the same");
    expect(github.comments).toHaveLength(1);
  });

  it("looks for it again where a server failed, whether it had done what it was asked or not", async () => {
    github.mishaps = [{ method: "POST", status: 502, done: true }];
    expect((await keep(saying("one"))).done).toBe("the same");
    expect(github.comments).toHaveLength(1);
    github.comments.length = 0;
    github.mishaps = [{ method: "POST", status: 502 }];
    expect((await keep(saying("one"))).done).toBe("made");
    expect(github.comments).toHaveLength(1);
  });

  it("is looked for again where no answer comes, and made once", async () => {
    github.mishaps = [{ method: "POST", status: 0, done: true }];
    expect((await keep(saying("one"), 1000)).done).toBe("the same");
    github.mishaps = [{ method: "PATCH", status: 0 }];
    expect((await keep(saying("two"), 1000)).done).toBe("changed");
    expect(github.comments.map(({ body }) => body)).toEqual([`${marker}\ntwo`]);
  });

  it("throws what GitHub refuses, at once where waiting is no use", async () => {
    const refused = (mishap: { status: number; headers?: Record<string, string> }) => {
      github.mishaps = [{ method: "POST", ...mishap }];
      return keep(saying("one")).then(
        () => undefined,
        (error: unknown) => refusalOf(error)?.status,
      );
    };
    expect(await refused({ status: 422 })).toBe(422);
    expect(await refused({ status: 403 })).toBe(403);
    expect(await refused({ status: 403, headers: { "retry-after": "9999" } })).toBe(403);
    expect(github.comments).toEqual([]);
  });
});

describe("the marker", () => {
  it("is hidden whatever the folder is called, and tells folders apart", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (one, other) => {
        const first = markerOf(one);
        expect(first).toMatch(/^<!-- (?:(?!--|>)[ -~])+ -->$/);
        expect(isMarked(`${first}\nx`, markerOf(other))).toBe((one || ".") === (other || "."));
      }),
    );
  });
});
