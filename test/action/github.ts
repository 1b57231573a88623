/** Stands in for GitHub's API on 127.0.0.1: keeps comments as it does, and refuses what it would refuse. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";

export interface StoredComment {
  id: number;
  body: string;
  user: { login: string };
  html_url: string;
}

/** What it answers once instead, to the first request like this; `done`: after doing what was asked. */
export interface Mishap {
  /** `graphql`: of that part of the API. */
  method: string;
  /** 0: it never answers. */
  status: number;
  headers?: Record<string, string>;
  done?: boolean;
  /** What somebody else does at that moment. */
  meanwhile?: () => void;
}

export interface GitHub {
  readonly url: string;
  readonly token: string;
  /** Method and path of every request, in order. */
  readonly requests: string[];
  /** What was wrong with requests: none. */
  readonly wrong: string[];
  readonly comments: StoredComment[];
  /** SARIF documents with the ref and commit they are of. */
  readonly analyses: { ref: string; commit: string; document: { runs: { results: unknown[] }[] } }[];
  /** Whose the token is; null: it does not say. */
  viewer: string | null;
  mayWrite: boolean;
  mishaps: Mishap[];
  close(): Promise<void>;
}

export const repository = "acme/playbooks";
export const number = 7;

/** Comments are of the pull request `number` of `repository`. */
export async function gitHub(): Promise<GitHub> {
  const token = "ghs_notARealToken0123456789";
  const state: Omit<GitHub, "url" | "close"> = {
    token,
    requests: [],
    wrong: [],
    comments: [],
    analyses: [],
    viewer: "github-actions[bot]",
    mayWrite: true,
    mishaps: [],
  };
  const server = createServer((request, response) => {
    void answer(request).then(({ status, headers, body }) => {
      if (status === 0) return;
      response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;

  async function answer(request: IncomingMessage) {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const text = Buffer.concat(parts).toString("utf8");
    const { method = "", headers } = request;
    const path = request.url ?? "";
    state.requests.push(`${method} ${path}`);
    check(method, headers);
    const kind = path.startsWith("/graphql") ? "graphql" : method;
    const mishap = state.mishaps.findIndex((each) => each.method === kind);
    if (mishap >= 0) {
      const [{ status, headers: more = {}, done, meanwhile }] = state.mishaps.splice(mishap, 1) as [Mishap];
      meanwhile?.();
      if (done) carryOut(method, path, text === "" ? {} : JSON.parse(text));
      return { status, headers: more, body: { message: "Not now." } };
    }
    return carryOut(method, path, text === "" ? {} : JSON.parse(text));
  }

  function check(method: string, headers: IncomingMessage["headers"]): void {
    if (headers.authorization !== `token ${token}`) state.wrong.push(`token: ${headers.authorization}`);
    if (headers.accept !== "application/vnd.github+json") state.wrong.push(`accept: ${headers.accept}`);
    if (headers["x-github-api-version"] !== "2022-11-28") state.wrong.push("version");
    if (!headers["user-agent"]?.startsWith("playc-action")) state.wrong.push(`agent: ${headers["user-agent"]}`);
    if (method !== "GET" && !headers["content-type"]?.startsWith("application/json")) state.wrong.push("content type");
  }

  function carryOut(method: string, path: string, given: Record<string, unknown>) {
    const { pathname, searchParams } = new URL(path, url);
    const refused = { status: 403, headers: {}, body: { message: "Resource not accessible by integration" } };
    if (method === "POST" && pathname === "/graphql") {
      return state.viewer === null
        ? refused
        : { status: 200, headers: {}, body: { data: { viewer: { login: state.viewer } } } };
    }
    const ofIssue = `/repos/${repository}/issues/${number}/comments`;
    if (method === "GET" && pathname === ofIssue) return page(pathname, searchParams);
    if (method !== "GET" && !state.mayWrite) return refused;
    if (method === "POST" && pathname === ofIssue) return made(String(given.body));
    const [, id] = new RegExp(`^/repos/${repository}/issues/comments/(\\d+)$`).exec(pathname) ?? [];
    const found = state.comments.find((comment) => String(comment.id) === id);
    if (method === "PATCH" && found) {
      found.body = String(given.body);
      return { status: 200, headers: {}, body: found };
    }
    if (method === "POST" && pathname === `/repos/${repository}/code-scanning/sarifs`) {
      const document = JSON.parse(gunzipSync(Buffer.from(String(given.sarif), "base64")).toString("utf8"));
      state.analyses.push({ ref: String(given.ref), commit: String(given.commit_sha), document });
      return { status: 202, headers: {}, body: { id: "1" } };
    }
    state.wrong.push(`${method} ${path}`);
    return { status: 404, headers: {}, body: { message: "Not Found" } };
  }

  function made(body: string) {
    if (body.length > 65_536) return { status: 422, headers: {}, body: { message: "body is too long" } };
    const id = 1000 + state.comments.length;
    const html_url = `https://github.com/${repository}/pull/${number}#issuecomment-${id}`;
    const comment = { id, body, user: { login: state.viewer ?? "github-actions[bot]" }, html_url };
    state.comments.push(comment);
    return { status: 201, headers: {}, body: comment };
  }

  function page(pathname: string, asked: URLSearchParams) {
    const [each, which] = [Number(asked.get("per_page") ?? 30), Number(asked.get("page") ?? 1)];
    const isLast = which * each >= state.comments.length;
    const next = `<${url}${pathname}?per_page=${each}&page=${which + 1}>; rel="next"`;
    const body = state.comments.slice((which - 1) * each, which * each);
    return { status: 200, headers: isLast ? {} : { link: next }, body };
  }

  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return Object.assign(state, { url, close });
}

/** A comment of somebody. */
export function someComment(id: number, login: string, body: string): StoredComment {
  return { id, body, user: { login }, html_url: `https://github.com/${repository}/pull/${number}#issuecomment-${id}` };
}
