/** The site's one style sheet: in light, in dark, on a telephone and on paper. Nothing is told by colour alone. */
import { baseStyle, paperColours } from "../report/base-style.ts";

export const style = `${baseStyle}
nav{font-size:13px;padding-top:14px}
.kind{color:var(--faint);margin:28px 0 -6px;font-size:13px}
.kind+h1{margin-top:6px}
code{font:13px/1.4 ui-monospace,monospace;background:var(--card);border-radius:4px;padding:1px 5px}
.doc{font-size:16px;max-width:70ch;border-left:3px solid var(--s1);padding-left:12px;white-space:pre-line}
.said{max-width:86ch;padding-left:20px;margin:6px 0}
.said .said{margin:2px 0 8px}
.said q{color:var(--faint)}
.said q::before,.said q::after{content:""}
.list{list-style:none;padding:0;margin:8px 0}
.list li{padding:5px 0;border-bottom:1px solid var(--line)}
.list li[hidden]{display:none}
.list span{color:var(--faint)}
.columns{columns:300px;column-gap:36px;list-style:none;padding:0;margin:8px 0}
.columns li{break-inside:avoid;padding:2px 0}
#searching{margin:16px 0}
#searching label{display:block;font-size:13px;color:var(--faint)}
#search{width:min(100%,420px);font-size:16px}
figure{margin:14px 0}
figcaption h3{margin:10px 0 0}
.sideways svg{display:block;font-family:inherit}
.flow{max-width:100%;min-width:700px;height:auto}
.flow text,.year text{fill:var(--ink)}
.flow .line,.flow .label,.year .faint{fill:var(--faint)}
.flow .label{paint-order:stroke;stroke:var(--paper);stroke-width:4px}
.flow .edge path{stroke:var(--faint)}
.flow .arrow{fill:var(--faint)}
.flow .shape{fill:var(--card);stroke:var(--faint)}
.flow .play .shape,.flow .escalation .shape{stroke:var(--s1);stroke-width:2}
.flow .trigger .shape,.flow .begins .shape{stroke:var(--s2)}
.flow .branch .shape,.flow .answer .shape{stroke:var(--s5)}
.flow .won .shape{stroke:var(--s3);stroke-width:2}
.flow .lost .shape{stroke:var(--over);stroke-width:2}
.flow a .title{fill:var(--link);text-decoration:underline}
.flow a:hover .shape,.flow a:focus .shape{stroke:var(--link);stroke-width:2}
.year line{stroke:var(--line)}
.year .sure{fill:var(--s1)}
.year .maybe{fill:none;stroke:var(--s1);stroke-width:1.4}
.year .on{fill:var(--mark)}
.strip svg{display:block;max-width:100%;height:16px}
${[0, 1, 2, 3, 4, 5].map((level) => `.strip .w${level}{fill:var(--h${level})}`).join("")}
.letter{border:1px solid var(--line);border-radius:8px;padding:6px 18px;max-width:75ch;background:var(--card)}
.letter .body{white-space:pre-wrap}
.letter .subject{border-bottom:1px solid var(--line);padding-bottom:8px}
mark{background:var(--h1);color:var(--ink);border-radius:4px;padding:0 4px;text-decoration:underline dotted}
td,th{max-width:460px}
footer{color:var(--faint);font-size:13px;border-top:1px solid var(--line);margin-top:30px;padding-top:12px;padding-bottom:30px}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
:target>h2{text-decoration:underline}
@media (max-width:760px){
main,nav,footer{padding-left:16px;padding-right:16px}
h1{font-size:22px}
}
@media print{
${paperColours}
@page{size:A4;margin:14mm}
body{font-size:11px;print-color-adjust:exact;-webkit-print-color-adjust:exact}
main,footer{max-width:none;padding:0}
nav,.skip,#searching,details{display:none}
.sideways,.scroll{overflow:visible}
.sideways svg{max-width:100%;height:auto}
section,figure,li{break-inside:avoid-page}
a{color:inherit;text-decoration:none}
}
`;
