/* Citation marks open their clause, buttons copy. Listens on the document, so that it also serves
   what is drawn later. */
(function () {
  "use strict";
  var calm = window.matchMedia("(prefers-reduced-motion: reduce)");

  function show(target) {
    var turn = target.closest(".pa-turn");
    if (turn) {
      turn.parentElement.querySelectorAll(".pa-turn").forEach(function (other) { other.hidden = other !== turn; });
    }
    if (target.tagName === "DETAILS") { target.open = true; }
    var spot = target.querySelector("mark");
    var tall = target.getBoundingClientRect().height > window.innerHeight * 0.6;
    (spot && tall ? spot : target).scrollIntoView({
      behavior: calm.matches ? "auto" : "smooth",
      block: spot && tall ? "center" : target.classList.contains("pa-card") ? "nearest" : "start",
    });
    var focus = target.querySelector("summary") || target;
    focus.focus({ preventScroll: true });
    target.classList.remove("pa-found");
    void target.offsetWidth;
    target.classList.add("pa-found");
  }

  function copy(button) {
    var reply = button.closest(".pa-reply");
    var turn = reply && document.getElementById(reply.id.replace(/-reply$/, ""));
    if (turn) { button.dataset.done = turn.dataset.copied; }
    var kind = button.classList.contains("pa-copy-markdown") ? "markdown" : "text";
    /* A figure worked out anew goes along with the answer that it differs from. */
    var anew = turn ? Array.prototype.map.call(turn.querySelectorAll("[data-anew]"), function (figure) {
      return figure.dataset.anew + "\n\n";
    }).join("") : "";
    window.pa.copy(turn ? anew + turn.dataset[kind] : button.dataset.copy, button);
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest('a[href^="#pa-"]:not(.pa-skip)');
    var target = link && document.getElementById(link.getAttribute("href").slice(1));
    if (link) { event.preventDefault(); if (target) { show(target); } return; }
    var button = event.target.closest(".pa-copy");
    if (button) { copy(button); }
  }, true);
})();
