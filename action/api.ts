/**
 * GitHub's API as this action uses it: by the proxy of the runner, asked again when it asks to wait, never twice for what may have
 * been done.
 */
import { HttpClient } from "@actions/http-client";
import { Octokit } from "@octokit/core";
import { paginateRest } from "@octokit/plugin-paginate-rest";
import { retry } from "@octokit/plugin-retry";
import { fetch, type RequestInit } from "undici";
import { Unusable } from "./inputs.ts";

/** Longer no job should stand and wait. */
const longestWait = 120;
const mostTries = 3;
/** In milliseconds. */
export interface Pace {
  /** An answer that takes longer is none. */
  readonly longestAnswer: number;
  /** What a second lasts that is to be waited. */
  readonly second: number;
}
const usualPace: Pace = { longestAnswer: 30_000, second: 1000 };
/** What is not asked again by itself: refusals, of which `waitsWhenAsked` knows when it is worth while. */
const refusals = [400, 401, 403, 404, 410, 422, 429, 451];

/** Refused for asking too much, with the seconds to wait: what was asked was not done, so that it can be asked again. */
function waitsWhenAsked(octokit: Octokit): object {
  octokit.hook.error("request", (error) => {
    const seconds = waitOf(error);
    if (seconds !== undefined && "retry" in octokit) throw withRetries(error, seconds);
    throw error;
  });
  return {};
}

/** As the plugin that asks again reads it: how often, and after how many seconds. */
function withRetries(error: Error, seconds: number): Error {
  if ("request" in error && typeof error.request === "object" && error.request !== null) {
    const { request } = error;
    const before = "request" in request && typeof request.request === "object" ? request.request : {};
    Object.assign(request, { request: { ...before, retries: mostTries, retryAfter: seconds } });
  }
  return error;
}

/** What it says by itself or, when all requests of the hour are used up, when the next hour begins by its own clock. */
function waitOf(error: unknown): number | undefined {
  const refused = refusalOf(error);
  if (!refused || (refused.status !== 403 && refused.status !== 429)) return undefined;
  const {
    "retry-after": after,
    "x-ratelimit-remaining": left,
    "x-ratelimit-reset": reset,
    date = "",
  } = refused.headers;
  const seconds = after ?? (left === "0" ? Number(reset) - Math.floor(Date.parse(date) / 1000) : undefined);
  if (seconds === undefined) return undefined;
  const wait = Math.max(1, Number(seconds));
  return Number.isSafeInteger(wait) && wait <= longestWait ? wait : undefined;
}

/** Unusable where the variables of the proxy (`HTTPS_PROXY`, `NO_PROXY`, as the runner reads them) hold no address. */
function fetchFor(address: string, longest: number): (url: string, init: RequestInit) => ReturnType<typeof fetch> {
  const dispatcher = proxyFor(address);
  return (url, init) =>
    fetch(url, { ...init, signal: AbortSignal.timeout(longest), ...(dispatcher && { dispatcher }) });
}

function proxyFor(address: string) {
  try {
    return new HttpClient().getAgentDispatcher(address);
  } catch {
    throw new Unusable("HTTPS_PROXY or HTTP_PROXY holds no address of a proxy, such as http://proxy.example.com:8080.");
  }
}

const Api = Octokit.plugin(waitsWhenAsked, paginateRest, retry);
export type Api = InstanceType<typeof Api>;

/** `address`: of the API, as the runner says it: GitHub's own, or that of a server. */
export function apiOf(token: string, address: string, { longestAnswer, second }: Pace = usualPace): Api {
  const api = new Api({
    auth: token,
    baseUrl: address,
    userAgent: "playc-action",
    request: { fetch: fetchFor(address, longestAnswer) },
    retry: { doNotRetry: refusals, retryAfterBaseValue: second },
  });
  api.hook.before("request", (options) => {
    options.headers = {
      ...options.headers,
      accept: "application/vnd.github+json",
      "x-github-api-version": "2022-11-28",
    };
  });
  return api;
}

export interface ApiRefusal {
  readonly status: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the API said instead; undefined where it is not the API that said something. Without an answer its status is 500. */
export function refusalOf(error: unknown): ApiRefusal | undefined {
  if (!(error instanceof Error) || !("status" in error) || typeof error.status !== "number") return undefined;
  const response = "response" in error && typeof error.response === "object" ? error.response : null;
  const given = response && "headers" in response && typeof response.headers === "object" ? response.headers : null;
  const headers = Object.fromEntries(Object.entries(given ?? {}).map(([name, value]) => [name, String(value)]));
  return { status: error.status, message: error.message, headers };
}
