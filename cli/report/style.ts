/** How the report page looks: in light, in dark, on a telephone and on paper. Nothing is told by colour alone. */
import { baseStyle, paperColours } from "./base-style.ts";

export const style = `${baseStyle}nav{position:sticky;top:0;z-index:1;background:var(--paper);border-bottom:1px solid var(--line)}
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
${paperColours}
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
