/** Markdown as GitHub shows it in a pull request: read by `marked`, in the width and with the rules for tables and code of its pages. */
import { marked } from "marked";

const style = `body{margin:0;background:#fff;color:#1f2328;font:14px/1.5 -apple-system,"Segoe UI","Noto Sans",Helvetica,Arial,sans-serif}
main{box-sizing:content-box;max-width:calc(100% - 34px);width:780px;margin:20px auto;padding:16px;border:1px solid #d1d9e0;border-radius:6px;overflow-wrap:break-word}
table{display:block;width:max-content;max-width:100%;overflow:auto;border-collapse:collapse;margin:0 0 16px}
th,td{padding:6px 13px;border:1px solid #d1d9e0}tr:nth-child(2n){background:#f6f8fa}
code{padding:.2em .4em;font:85% ui-monospace,"DejaVu Sans Mono",monospace;background:#eff1f3;border-radius:6px;white-space:break-spaces}
pre{padding:16px;overflow:auto;background:#f6f8fa;border-radius:6px}pre code{background:none;padding:0;white-space:pre}
details{margin-bottom:10px}summary{cursor:pointer}h4{margin:24px 0 16px;font-size:14px}ul{padding-left:2em}p{margin:0 0 16px}a{color:#0969da}`;

export function githubPage(markdown: string): string {
  const body = marked.parse(markdown, { gfm: true, async: false });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A pull request</title><style>${style}</style></head><body><main>${body}</main></body></html>`;
}
