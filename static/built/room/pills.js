/* Built by static/build.mjs; do not edit.
   Source: static/src/room/pills.js */
function r(e,t=document){return t.querySelector(e)}function s(e,t=document){let n=t.querySelector(e);if(!n)throw new Error(`no ${e} on this page`);return n}document.addEventListener("live:state",e=>{let{meeting:t}=e.detail,n=r(".masthead-tools > .pill"),o=r("#state-pills");if(!o||!n||!t||n.dataset.state===t.state)return;let a=s(`[data-state="${t.state}"] .pill`,o.content).cloneNode(!0);a.dataset.state=t.state,n.replaceWith(a)});
