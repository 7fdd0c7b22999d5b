/* Marks open their card, an empty question stays here. Listens on the document, so
   that it also serves what Gradio draws later. */
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
    window.pa.copy(button.dataset.copy || (reply ? reply.querySelector(".pa-body").innerText.trim() : ""), button);
  }

  function hint(on) {
    var line = document.getElementById("pa-hint");
    if (line) { line.textContent = on ? line.dataset.empty : ""; }
  }

  function refuseEmpty(event) {
    var area = document.querySelector("#pa-box textarea");
    if (!area || area.value.trim() || document.querySelector("#pa-box .stop-button")) { hint(false); return; }
    event.preventDefault();
    event.stopPropagation();
    hint(true);
    area.focus();
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest('a[href^="#pa-"]:not(.pa-skip)');
    var target = link && document.getElementById(link.getAttribute("href").slice(1));
    if (link) { event.preventDefault(); if (target) { show(target); } return; }
    var button = event.target.closest(".pa-copy");
    if (button) { copy(button); return; }
    if (event.target.closest("#pa-box .submit-button")) { refuseEmpty(event); }
  }, true);

  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.closest("#pa-box textarea")) {
      refuseEmpty(event);
    }
  }, true);

  document.addEventListener("input", function (event) {
    if (event.target.closest("#pa-box textarea")) { hint(false); }
  });

  /* A new answer is read from its beginning, so the chat goes to the newest question. */
  function watch() {
    var chat = document.getElementById("pa-chat");
    if (!chat) { setTimeout(watch, 200); return; }
    var seen = 0;
    /* Gradio calls its examples a list but makes them buttons; to a screen reader they are buttons in a group. */
    function tidy() {
      chat.querySelectorAll(".examples[role=list]").forEach(function (examples) { examples.setAttribute("role", "group"); });
    }
    tidy();
    new MutationObserver(function () {
      tidy();
      var questions = chat.querySelectorAll(".pa-question");
      if (questions.length > seen) {
        var row = questions[questions.length - 1].closest(".message-row") || questions[questions.length - 1];
        var box = chat.querySelector(".bubble-wrap");
        if (box) { box.scrollTop += row.getBoundingClientRect().top - box.getBoundingClientRect().top - 12; }
        var side = document.getElementById("pa-right");
        if (side) { side.scrollTop = 0; }
      }
      seen = questions.length;
    }).observe(chat, { childList: true, subtree: true });
  }
  watch();
})();
