/* The meeting's state in the head of the page follows the room; its words stand ready in <template id="state-pills">. */

document.addEventListener("live:state", (event) => {
  const pills = document.getElementById("state-pills"),
    shown = document.querySelector(".masthead-tools > .pill");
  const meeting = event.detail.meeting;
  if (!pills || !shown || !meeting || shown.dataset.state === meeting.state) return;
  const pill = pills.content.querySelector(`[data-state="${meeting.state}"] .pill`).cloneNode(true);
  pill.dataset.state = meeting.state;
  shown.replaceWith(pill);
});
