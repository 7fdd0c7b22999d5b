/* A figure worked out anew in the panel is told in the bubble of its answer too, and can be undone there.
   The panel knows what was changed: when it is drawn afresh with the old figures, the line goes with it. */
(function () {
  "use strict";

  function line(figure) {
    var made = document.createElement("div"), words = document.createElement("span"), undo = document.createElement("button");
    made.className = "pa-anew";
    made.dataset.said = figure.dataset.anew;
    made.setAttribute("role", "status");
    words.textContent = figure.dataset.anew;
    undo.type = "button";
    undo.textContent = figure.dataset.undo;
    undo.addEventListener("click", function () {
      figure.dispatchEvent(new CustomEvent("pa-restore", { bubbles: true }));
      var back = figure.querySelector("summary");
      if (back) { back.focus({ preventScroll: true }); }
    });
    made.append(words, undo);
    return made;
  }

  function tell() {
    document.querySelectorAll("#pa-chat .pa-reply[id]").forEach(function (reply) {
      var turn = document.getElementById(reply.id.replace(/-reply$/, "")), body = reply.querySelector(".pa-body");
      var changed = turn ? Array.prototype.slice.call(turn.querySelectorAll(".pa-figure[data-anew]")) : [];
      var shown = Array.prototype.slice.call(reply.querySelectorAll(".pa-anew"));
      var said = shown.map(function (one) { return one.dataset.said; }).join("\n");
      if (!body || said === changed.map(function (figure) { return figure.dataset.anew; }).join("\n")) { return; }
      shown.forEach(function (one) { one.remove(); });
      body.before.apply(body, changed.map(line));
    });
  }

  document.addEventListener("pa-figure", function (event) {
    event.target.dataset.anew = event.detail.anew;
    event.target.dataset.undo = event.detail.undo;
    tell();
  });
  document.addEventListener("pa-figure-restored", function (event) {
    delete event.target.dataset.anew;
    tell();
  });
  new MutationObserver(tell).observe(document.documentElement, { childList: true, subtree: true });
})();
