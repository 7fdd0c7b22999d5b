/* The chat: an empty question stays here, a new answer is read from its beginning. Listens on the
   document, so that it also serves what Gradio draws later. */
(function () {
  "use strict";
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
