// SPDX-License-Identifier: MIT
//
// Fifty strings that were more than text elsewhere. Whatever of them comes alive sets `touched`, opens a dialog or asks the
// network for something; a test looks for each.
const live = 'window.touched=1';
const far = 'https://example.invalid/';

export const hostile = [
  `<script>${live}</script>`,
  `</title><script>${live}</script>`,
  `</style><script>${live}</script>`,
  `</script><script>${live}</script>`,
  `</textarea><script>${live}</script>`,
  `</svg><script>${live}</script>`,
  `</bdi></td></tr></table><script>${live}</script>`,
  `<script src="${far}x.js"></script>`,
  `<scr<script>ipt>${live}</scr</script>ipt>`,
  `<SCRIPT/x>${live}</SCRIPT>`,
  `<img src=x onerror=${live}>`,
  `<img src=${far}x.png>`,
  `<img src="${far}x.png" onerror="${live}">`,
  `<img/src=x/onerror=${live}>`,
  `<svg onload=${live}>`,
  `<svg><script>${live}</script></svg>`,
  `<svg><image href="${far}x.png"/></svg>`,
  `<svg><use href="${far}x.svg#a"/></svg>`,
  `<svg><a href="javascript:${live}"><text>x</text></a></svg>`,
  `<svg><animate onbegin=${live} attributeName=x dur=1s>`,
  `<svg><foreignObject><body onload=${live}></foreignObject></svg>`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${live}>`,
  `<body onload=${live}>`,
  `<input onfocus=${live} autofocus>`,
  `<details open ontoggle=${live}>`,
  `<video><source onerror=${live}></video>`,
  `<audio src=${far}x.mp3 autoplay>`,
  `<iframe src="javascript:${live}"></iframe>`,
  `<iframe srcdoc="<script>parent.touched=1</script>"></iframe>`,
  `<object data="${far}x"></object>`,
  `<embed src="${far}x">`,
  `<link rel=stylesheet href=${far}x.css>`,
  `<base href="${far}">`,
  `<meta http-equiv="refresh" content="0;url=${far}">`,
  `<form action=${far}><button autofocus>x</button></form>`,
  `<style>@import "${far}x.css";</style>`,
  `<style>*{display:none!important}</style>`,
  `<style>*{background:url(${far}x.png)}</style>`,
  `}*{background:url(${far}x.png)}`,
  `"><script>${live}</script>`,
  `'><script>${live}</script>`,
  `" onmouseover="${live}" style="position:fixed;inset:0" x="`,
  `' onfocus='${live}' autofocus tabindex='1`,
  `javascript:${live}`,
  `\${${live}}`,
  `{{constructor.constructor('${live}')()}}`,
  `';${live};//`,
  `";${live};//`,
  `\u2028${live}\u2029`,
  `<!--<script>${live}//-->`,
  `--!><script>${live}</script>`,
  `]]><script>${live}</script>`,
  `&lt;script&gt;${live}&lt;/script&gt;`,
  `&#60;script&#62;${live}&#60;/script&#62;`,
  `\u202egnp.exe <script>${live}</script>`,
  `%3Cscript%3E${live}%3C/script%3E`,
  `__proto__[touched]=1`,
  `$(reboot) \`reboot\` ; rm -rf * | \\`,
];

// Run in the page: what came alive there.
export function touched() {
  const found = [];
  if (window.touched !== undefined || {}.touched !== undefined) found.push('a script ran');
  const foreign = 'iframe, object, embed, base, video, audio, img, image, link[rel=stylesheet], foreignObject, math, [http-equiv=refresh], animate';
  for (const element of document.querySelectorAll(foreign)) found.push(element.outerHTML.slice(0, 200));
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name) || /^\s*javascript:/i.test(value)) found.push(`<${element.localName} ${name}="${value}">`);
    }
  }
  return found;
}

// Run in the page: the text that a person sees.
export function shown() {
  return document.body.innerText;
}
