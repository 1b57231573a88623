/** What all pages look like: colours in light and in dark, texts, links and tables. Nothing is told by colour alone. */

const light = `--paper:#fff;--card:#f5f7fa;--ink:#1b222c;--faint:#566070;--line:#d5dbe3;--link:#0a58a6;--over:#c2410c;--mark:#fff;
--s1:#2f6db3;--s2:#c56f12;--s3:#27897a;--s4:#a83e75;--s5:#7564ae;--s6:#80700a;--s7:#7b8492;--s8:#454c57;
--h0:#eef1f5;--h1:#d3e3f4;--h2:#a9c9ea;--h3:#78a9db;--h4:#4685c4;--h5:#235f9f;--h6:#d0501f;`;
const dark = `--paper:#13171d;--card:#1c222b;--ink:#e7eaef;--faint:#a8b1be;--line:#353e4a;--link:#86bdfb;--over:#ff9466;--mark:#13171d;
--s1:#6ea8e6;--s2:#e79a4b;--s3:#58b9a7;--s4:#dd7fae;--s5:#a99ae0;--s6:#cdb441;--s7:#97a1b0;--s8:#c2c8d0;
--h0:#1e252e;--h1:#21374f;--h2:#2a5078;--h3:#386fa6;--h4:#5b96d2;--h5:#93c3f3;--h6:#f4895a;`;

/** On paper, whatever the screen: to be put into `@media print`. */
export const paperColours = `:root{${light}color-scheme:light}`;

export const baseStyle = `
:root{color-scheme:light dark;${light}}
@media (prefers-color-scheme:dark){:root{${dark}}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif;overflow-wrap:break-word}
main,nav,footer{max-width:1060px;margin:0 auto;padding:0 30px}
h1{font-size:26px;line-height:1.2;margin:28px 0 8px}
h2{font-size:20px;margin:0 0 4px}
h3{font-size:15px;margin:20px 0 6px}
section{border-top:1px solid var(--line);padding:26px 0 14px}
a{color:var(--link)}
p{margin:6px 0}
.lead,.note,figcaption p{color:var(--faint)}
.note,figcaption p{font-size:13px}
.skip{position:absolute;left:-999px}
.skip:focus{left:10px;top:10px;background:var(--paper);padding:8px}
.sideways,.scroll{overflow-x:auto}
details{font-size:13px;margin-top:4px}
summary{cursor:pointer;color:var(--link)}
table{border-collapse:collapse;font-size:13px;font-variant-numeric:tabular-nums;margin:6px 0}
th,td{padding:3px 12px 3px 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);max-width:300px}
td:not(.n){min-width:98px}
th[scope=row]{font-weight:500;min-width:98px;max-width:240px}
thead th{color:var(--faint);font-weight:500;white-space:nowrap}
.n{text-align:right}
td.n{white-space:nowrap}
input{font:inherit;padding:4px 8px;background:var(--paper);color:var(--ink);border:1px solid var(--faint);border-radius:5px}
`;
