/** The API behind a company's proxy, as the variables of a runner say. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { apiOf, refusalOf } from "../../action/api.ts";
import { keepComment } from "../../action/comment.ts";
import { markerOf } from "../../action/marker.ts";
import { type GitHub, gitHub, number, repository } from "./github.ts";
import { type ProxyServer, proxyServer } from "./proxy-server.ts";

const names = ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY"];
const own = Object.fromEntries(names.map((name) => [name, process.env[name]]));
function setProxy(variables: Readonly<Record<string, string>>): void {
  for (const name of names) delete process.env[name];
  Object.assign(process.env, variables);
}

let github: GitHub;
let address = "";
let between: ProxyServer;
beforeEach(async () => {
  [github, between] = await Promise.all([gitHub(), proxyServer()]);
  // No proxy is asked for 127.0.0.1 itself.
  address = github.url.replace("127.0.0.1", "0.0.0.0");
});
afterEach(async () => {
  setProxy({});
  for (const [name, value] of Object.entries(own)) if (value !== undefined) process.env[name] = value;
  expect(github.wrong).toEqual([]);
  await Promise.all([github.close(), between.close()]);
});

const marker = markerOf("plays");
const comment = { repository, number, marker, body: `${marker}\none`, isWorthIt: true };
const asked = (api: ReturnType<typeof apiOf>) =>
  api.request("GET /repos/{owner}/{repo}", { owner: "a", repo: "b", request: { retries: 0 } }).then(
    ({ status }) => status,
    (error: unknown) => refusalOf(error)?.status,
  );

describe("behind a proxy", () => {
  it("everything is asked through it, with its own name and password", async () => {
    setProxy({ HTTP_PROXY: between.url.replace("//", "//dana:p%40ss@") });
    expect((await keepComment(apiOf(github.token, address), comment)).done).toBe("made");
    const who = `Basic ${Buffer.from("dana:p@ss").toString("base64")}`;
    expect(new Set(between.tunnels)).toEqual(new Set([`${new URL(address).host} ${who}`]));
    expect(github.requests.length).toBeGreaterThan(2);
  });

  it("what NO_PROXY names is asked without it, and so is what the other variable is for", async () => {
    for (const variables of [
      { http_proxy: between.url, no_proxy: "example.com,0.0.0.0" },
      { HTTPS_PROXY: between.url },
    ]) {
      setProxy(variables);
      github.comments.length = 0;
      expect((await keepComment(apiOf(github.token, address), comment)).done).toBe("made");
    }
    expect(between.tunnels).toEqual([]);
  });

  it("a tunnel is asked for by the name of the API, and what the proxy refuses is no answer", async () => {
    const shut = await proxyServer(false);
    setProxy({ https_proxy: shut.url });
    expect(await asked(apiOf(github.token, "https://api.acme.test"))).toBe(500);
    expect(shut.tunnels).toEqual(["api.acme.test:443 nobody"]);
    await shut.close();
    setProxy({ HTTPS_PROXY: "an address" });
    expect(() => apiOf(github.token, "https://api.acme.test")).toThrow("HTTPS_PROXY or HTTP_PROXY holds no address");
  });
});
