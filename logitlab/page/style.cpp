// SPDX-License-Identifier: MIT
//
// One column of at most 1112 pixels: the widest figure, 1080, in its card. Sizes 13 to 28 pixels,
// spacing in steps of 4. A figure keeps its own size, in which its letters are 10 to 13 pixels; on
// a narrower screen it is scrolled within its card, on paper it is fitted.
#include "logitlab/page/style.hpp"

namespace logitlab::page {

constexpr Markup sheet(R"css(
*{box-sizing:border-box}
html{color-scheme:light dark;-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);
font:15px/1.5 "Helvetica Neue",Helvetica,Arial,"Liberation Sans",Arimo,sans-serif}
a{color:var(--now);text-underline-offset:2px}
a:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--now);outline-offset:2px}
code,pre{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;
overflow-wrap:anywhere;white-space:pre-wrap}
p,dl,dd,pre,h1,h2,h3,figure{margin:0}
.skip{position:absolute;left:-9999px}
.skip:focus{left:16px;top:8px;background:var(--paper);padding:8px 12px;z-index:1}
.heard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
header{display:flex;flex-wrap:wrap;gap:4px 24px;align-items:baseline;justify-content:space-between;
background:var(--paper);border-bottom:1px solid var(--grid);padding:12px max(16px,calc((100% - 1112px)/2))}
header p{color:var(--ink2)}
header b{color:var(--ink);font-size:17px;margin-right:4px}
nav{display:flex;flex-wrap:wrap;gap:0 16px}
nav a{padding:4px 0}
main{max-width:1144px;margin:0 auto;padding:32px 16px 64px}
h1{font-size:28px;line-height:34px}
h2{font-size:20px;line-height:28px;margin:48px 0 16px}
h3{font-size:15px;margin:24px 0 8px}
.under{color:var(--ink2);margin-top:4px}
.outcome{display:grid;grid-template-columns:repeat(auto-fit,minmax(220px,1fr));gap:16px;margin-top:24px}
.outcome div{border-top:2px solid var(--ink);padding-top:8px}
.outcome dt{font-weight:700}
.outcome dd{color:var(--ink2);font-size:13px}
.outcome .large{color:var(--ink);font-size:22px;line-height:30px;font-weight:700}
.outcome .cross-entropy{border-color:var(--cross-entropy)}
.outcome .squared-error{border-color:var(--squared-error)}
.cross-entropy dt,.cross-entropy .large{color:var(--cross-entropy)}
.squared-error dt,.squared-error .large{color:var(--squared-error)}
.story,.next,.files,.origin{max-width:784px}
.story div,.files div,.origin div{display:grid;grid-template-columns:112px 1fr;gap:0 16px;padding:4px 0}
.files div,.origin div{grid-template-columns:minmax(144px,288px) 1fr}
.story dt{font-weight:700}
.story .warning{border-left:4px solid var(--warning);padding-left:12px;margin-left:-16px}
.warning dt,.warning b{color:var(--warning)}
.next div{padding:4px 0}
.next dd{color:var(--ink2)}
.files dt,.origin dt{color:var(--ink2)}
.files a{margin-right:12px}
figure{display:flex;flex-wrap:wrap;background:var(--paper);border:1px solid var(--grid);
border-radius:8px;margin:0 0 16px}
.drawing{flex:0 1 auto;max-width:100%;overflow-x:auto}
.drawing svg{display:block;width:100%;height:auto;max-width:var(--w);min-width:calc(var(--w)*.9)}
figcaption{flex:1 1 272px;padding:20px 24px;color:var(--ink2);font-size:13px}
.links{margin-top:8px}
.links a{margin-right:12px}
.pair{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 16px}
.table{background:var(--paper);border:1px solid var(--grid);border-radius:8px;padding:12px 16px;
margin:0 0 16px;overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:13px;line-height:20px;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:700;font-size:15px;padding-bottom:8px}
th,td{padding:4px 0 4px 16px;text-align:right;vertical-align:top;font-weight:400;border-top:1px solid var(--grid)}
thead th{color:var(--ink2);border-top:0;vertical-align:bottom}
th:first-child{text-align:left;padding-left:0;overflow-wrap:anywhere;min-width:4em}
.words td,.words thead th{text-align:left}
.words td{overflow-wrap:anywhere}
.note{color:var(--ink2);font-size:13px;margin-top:8px}
pre{background:var(--paper);border:1px solid var(--grid);border-radius:8px;padding:12px 16px;margin-bottom:12px}
#origin p{color:var(--ink2);font-size:13px;margin-top:8px}
@media screen and (max-width:760px){
.pair{grid-template-columns:minmax(0,1fr)}
.story div,.files div,.origin div{grid-template-columns:1fr;padding:6px 0}
main{padding-top:24px}
h2{margin-top:40px}
figcaption{padding:8px 24px 20px}
figcaption::before{content:"The picture goes on to the right: scroll it, or open its file.";display:block;margin-bottom:8px}
}
@media print{
@page{margin:16mm 14mm}
body{background:none;font-size:11pt}
.skip,nav{display:none}
main{max-width:none;padding:12px 0}
header{padding:0 0 8px}
a{color:inherit;text-decoration:none}
figure,.table,pre{border:0;padding:0;break-inside:avoid}
figcaption{padding:4px 24px 0}
.drawing,.table{overflow:visible}
.drawing svg{min-width:0}
h2,h3,caption{break-after:avoid}
.story div,.outcome div,tr{break-inside:avoid}
}
)css");

}  // namespace logitlab::page
