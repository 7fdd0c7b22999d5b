/* What people think of an answer: useful or not, and why not. */
(function () {
  "use strict";

  /* What an answer is kept under stands in the panel beside the chat. */
  function turn(place) { return document.getElementById(place.closest(".pa-reply").id.replace(/-reply$/, "")); }

  /* Gradio draws bubbles anew, and forgets what was pressed in them; here it is kept by answer. */
  var thought = {};

  function recall() {
    document.querySelectorAll(".pa-thoughts").forEach(function (place) {
      var told = turn(place);
      if (!told) { return; }
      var useful = told.dataset.answer in thought ? thought[told.dataset.answer] : told.dataset.useful;
      if (useful && !place.querySelector(":is(.pa-useful, .pa-useless)[aria-pressed=true]")) { mark(place, useful === "true"); }
    });
  }

  async function send(place, useful, reason) {
    var line = place.querySelector(".pa-thanks"), told = turn(place).dataset;
    thought[told.answer] = String(useful);
    try {
      var reply = await fetch("/v1/answers/" + encodeURIComponent(told.answer) + "/feedback", {
        method: "PUT", headers: { "content-type": "application/json" },
        body: JSON.stringify({ useful: useful, reason: reason }),
      });
      if (!reply.ok) { throw new Error((await reply.json()).error.message.split(" / ")[0]); }
      line.textContent = told.thanks;
    } catch (error) { line.textContent = error instanceof TypeError ? told.trouble : error.message; }
  }

  function mark(place, useful) {
    place.querySelector(".pa-useful").setAttribute("aria-pressed", String(useful));
    place.querySelector(".pa-useless").setAttribute("aria-pressed", String(!useful));
  }

  function press(place, useful) {
    mark(place, useful);
    place.classList.toggle("pa-asks-why", !useful);
  }

  function words(place) {
    var box = place.querySelector(".pa-why-words");
    var chosen = place.querySelector(".pa-why[aria-pressed=true]");
    return [chosen ? chosen.textContent : "", box.value.trim()].filter(Boolean).join("：");
  }

  /* Bubbles and panel are drawn by Gradio, each when it is ready. */
  new MutationObserver(recall).observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("click", function (event) {
    var place = event.target.closest(".pa-thoughts");
    var pressed = place && event.target.closest("button");
    if (!pressed) { return; }
    if (pressed.matches(".pa-useful")) { press(place, true); send(place, true, ""); }
    if (pressed.matches(".pa-useless")) { press(place, false); send(place, false, words(place)); }
    if (pressed.matches(".pa-why")) {
      place.querySelectorAll(".pa-why").forEach(function (why) { why.setAttribute("aria-pressed", String(why === pressed)); });
      send(place, false, words(place));
    }
    if (pressed.matches(".pa-why-send")) { send(place, false, words(place)); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && event.target.closest(".pa-why-words")) {
      var place = event.target.closest(".pa-thoughts");
      send(place, false, words(place));
    }
  });
})();
