/** How the page looks: in light, in dark, on a telephone and on paper. Nothing is told by colour alone. */

const light = `--paper:#fff;--card:#f5f7fa;--ink:#1b222c;--faint:#566070;--line:#d5dbe3;--link:#0a58a6;--over:#c2410c;--mark:#fff;
--s1:#2f6db3;--s2:#c56f12;--s3:#27897a;--s4:#a83e75;--s5:#7564ae;--s6:#80700a;--s7:#7b8492;--s8:#454c57;
--h0:#eef1f5;--h1:#d3e3f4;--h2:#a9c9ea;--h3:#78a9db;--h4:#4685c4;--h5:#235f9f;--h6:#d0501f;`;
const dark = `--paper:#13171d;--card:#1c222b;--ink:#e7eaef;--faint:#a8b1be;--line:#353e4a;--link:#86bdfb;--over:#ff9466;--mark:#13171d;
--s1:#6ea8e6;--s2:#e79a4b;--s3:#58b9a7;--s4:#dd7fae;--s5:#a99ae0;--s6:#cdb441;--s7:#97a1b0;--s8:#c2c8d0;
--h0:#1e252e;--h1:#21374f;--h2:#2a5078;--h3:#386fa6;--h4:#5b96d2;--h5:#93c3f3;--h6:#f4895a;`;

export const style = `
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
nav{position:sticky;top:0;z-index:1;background:var(--paper);border-bottom:1px solid var(--line)}
nav ul{display:flex;flex-wrap:wrap;gap:2px 18px;list-style:none;margin:0;padding:9px 0;font-size:13px}
section,figure,tr,#story{scroll-margin-top:60px}
.warnings{padding:10px 14px 10px 30px;border-left:4px solid var(--over);background:var(--card);margin:12px 0}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(125px,1fr));gap:10px;margin:18px 0 24px}
.tiles div{background:var(--card);border-radius:8px;padding:10px 12px;display:flex;flex-direction:column-reverse;justify-content:flex-end}
.tiles dt{color:var(--faint);font-size:13px;line-height:1.3}
.tiles dd{margin:0;font-size:24px;font-weight:600;font-variant-numeric:tabular-nums}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:0 36px}
figure{margin:18px 0 8px;min-width:0}
figcaption h3{margin:0}
.drawing svg{display:block;font-family:inherit}
.drawing:not(.sideways>*) svg{width:100%;height:auto}
.drawing [data-i]{cursor:pointer}
.drawing [fill^="url("]{pointer-events:none}
.narrow{display:none}
.part{display:inline-block;width:calc(50% - 16px);margin-right:16px;vertical-align:top}
.part b{font-size:13px}
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
.met::before{content:"\\2713\\00a0";color:var(--s3)}
.missed::before{content:"\\2717\\00a0";color:var(--over)}
.missed{font-weight:600}
i[class^=h]{display:inline-block;width:14px;height:12px;vertical-align:-1px;margin-right:1px;border-radius:2px;position:relative}
${[0, 1, 2, 3, 4, 5, 6].map((level) => `.h${level}{background:var(--h${level})}`).join("")}
.h6::after{content:"";position:absolute;left:5px;top:4px;width:4px;height:4px;border-radius:2px;background:var(--mark)}
#tip{position:fixed;z-index:2;pointer-events:none;max-width:320px;background:var(--ink);color:var(--paper);font-size:13px;padding:4px 8px;border-radius:5px}
tr.marked>*{background:var(--card);box-shadow:inset 0 -2px var(--over)}
#account-list .scroll{max-height:420px;overflow:auto}
#story{border:1px solid var(--line);border-radius:8px;padding:4px 18px 14px;margin:14px 0}
#story .scroll{max-height:460px;overflow:auto}
#story svg{min-width:760px;width:100%;height:auto;display:block;font-size:12px}
#story svg text{fill:var(--ink)}#story svg text.faint{fill:var(--faint)}
#story svg line{stroke:var(--line)}
.band{fill:var(--h2);stroke:var(--paper)}.back{fill:var(--h6)}.run{fill:var(--s5)}.done{fill:var(--s1)}.other{fill:var(--s3)}.undone{fill:none;stroke:var(--over);stroke-width:1.6}
input{font:inherit;padding:4px 8px;background:var(--paper);color:var(--ink);border:1px solid var(--faint);border-radius:5px}
button{font:inherit;font-size:13px;padding:3px 10px;background:var(--card);color:var(--ink);border:1px solid var(--faint);border-radius:5px;cursor:pointer}
footer{color:var(--faint);font-size:13px;border-top:1px solid var(--line);padding-top:12px;padding-bottom:30px}
@media (max-width:760px){
main,nav,footer{padding:0 16px}
h1{font-size:21px}
nav{position:static}
.pair{display:block}
.wide{display:none}.narrow{display:block}
.part{display:block;width:100%;margin:0}
section,figure,tr,#story{scroll-margin-top:10px}
}
@media print{
:root{${light}color-scheme:light}
@page{size:A4;margin:14mm}
body{font-size:11px;print-color-adjust:exact;-webkit-print-color-adjust:exact}
main,footer{max-width:none;padding:0}
h1{font-size:20px;margin-top:0}h2{font-size:15px}h3{font-size:12px;margin-top:12px}.note,figcaption p{font-size:10px}
section{padding:12px 0 4px}
.tiles{grid-template-columns:repeat(7,1fr);gap:6px;margin:10px 0}.tiles div{padding:6px 8px}.tiles dd{font-size:15px}.tiles dt{font-size:9.5px}
nav,.skip,details,#search,#tip,#account-list,button,noscript{display:none}
#accounts:not(:has(#story:not([hidden]))){display:none}
.pair{display:grid}.wide{display:block}.narrow{display:none}
.part{display:inline-block;width:calc(50% - 16px)}
figure,.tiles,tr,.part{break-inside:avoid}
h2,h3{break-after:avoid}
.scroll,.sideways,#story .scroll{overflow:visible;max-height:none}
table{font-size:9.5px}
th,td{padding-right:7px}
a{color:inherit;text-decoration:none}
}
`;
