// A nervous finger taps twice. Where the first tap brings up another screen, the second lands on whatever stands there
// now: on 确认提交, where 去核对 was. Such a tap was not meant for it.

const TWICE = 400; // milliseconds in which two taps are one double tap

/**
 * On an element that screens are put into: a screen that comes up right after a tap is deaf to fingers for a moment.
 * @param {HTMLElement} element
 */
export function ignoreSecondTaps(element) {
  let tapped = -TWICE;
  let timer = 0;
  const hear = () => (element.style.pointerEvents = "");
  element.addEventListener("click", () => (tapped = performance.now()), true);
  new MutationObserver(() => {
    if (performance.now() - tapped >= TWICE) return;
    element.style.pointerEvents = "none";
    clearTimeout(timer);
    timer = setTimeout(hear, TWICE);
  }).observe(element, { childList: true });
}
