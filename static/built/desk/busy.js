/* Built by static/build.mjs; do not edit.
   Source: static/src/desk/busy.js */
function r(t,e=document){return e.querySelector(t)}function n(t){return t.target}document.addEventListener("submit",t=>{let e=r("[data-busy-note]",n(t));e&&!t.defaultPrevented&&(e.hidden=!1)});
