/* The desk: joins the look-up, the card and the call, and gives each its keys. */
document.addEventListener("DOMContentLoaded", function () {
  "use strict";
  var desk = document.getElementById("pa-desk");
  var card = document.getElementById("pa-card");
  var keys = document.getElementById("pa-keys"), hand = document.getElementById("pa-hand-over");
  var said = desk.dataset;
  var asked = 0, now = null;
  var call = window.paCall(desk);

  function quiet(text) {
    var line = document.createElement("p");
    line.className = "pa-quiet";
    line.textContent = text;
    card.replaceChildren(line);
  }

  /* A card of our own service, every character of others in it escaped there. */
  function show(told, what) {
    now = { answer: told.answer, what: what, spoken: told.answer.spoken };
    card.innerHTML = told.html;
    card.scrollTop = 0;
  }

  async function bring(path, body, what) {
    var mine = ++asked;
    var slow = setTimeout(function () { if (mine === asked) { quiet(said.lookingUp); } }, 250);
    try {
      var reply = await fetch(path, {
        method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
      });
      var told = await reply.json();
      if (mine !== asked) { return; }
      if (!reply.ok) { throw new Error(told.error.message.split(" / ")[0]); }
      show(told, what);
      if (what.question) { call.collect(what); }
    } catch (error) {
      if (mine === asked) {
        now = null;
        quiet(error instanceof TypeError ? said.noContact : said.deskFailed.replace("{why}", error.message));
      }
    } finally { clearTimeout(slow); }
  }

  var look = window.paLookUp(desk, {
    ask: function (question) { bring("/page/ask", { question: question }, { question: question }); },
    open: function (clause) {
      var what = { clause_id: clause.clause_id, quote: clause.quote };
      bring("/page/clause", Object.assign({ language: said.language }, what), what);
    },
  });

  /* A figure that was worked out anew takes the answer's place in what is noted. */
  card.addEventListener("pa-figure", function (event) {
    if (!now) { return; }
    var told = event.detail.calculation;
    now.what = { question: now.answer.question, award_id: told.award_id, facts: event.detail.given };
    now.spoken = event.detail.spoken;
  });

  async function collect(button) {
    if (now && await call.collect(now.what) && button) {
      var before = button.innerHTML;
      button.textContent = said.collected;
      setTimeout(function () { button.innerHTML = before; }, 1400);
    }
  }

  card.addEventListener("click", function (event) {
    var button = event.target.closest(".pa-collect button");
    if (button) { collect(button); }
  });

  function focusFirst(where, what) {
    var spot = where.querySelector(what);
    if (spot) { spot.focus(); }
  }

  function openHand() {
    var question = document.getElementById("pa-hand-question");
    document.getElementById("pa-hand-trouble").textContent = "";
    question.value = now ? now.answer.question : look.words();
    hand.showModal();
    question.focus();
  }

  document.getElementById("pa-hand-form").addEventListener("submit", function (event) {
    if (!event.submitter || event.submitter.value !== "send") { return; }
    event.preventDefault();
    var context = { notes: call.notes.value, told: now ? now.spoken : "", asked: now ? now.answer.question : "" };
    call.handOver(document.getElementById("pa-hand-question").value, context).then(function () { hand.close(); },
      function (error) { document.getElementById("pa-hand-trouble").textContent = error.message; });
  });

  function help() { if (keys.open) { keys.close(); } else { keys.showModal(); } }

  var ALT = {
    KeyL: function () { focusFirst(desk, "#pa-filters select"); },
    KeyC: function () { focusFirst(card, ".pa-lacking input, .pa-lacking select, .pa-fact input:checked, .pa-fact input, .pa-fact select"); },
    KeyR: function () { focusFirst(card, ".pa-spoken .pa-copy"); if (card.querySelector(".pa-spoken .pa-copy")) { document.activeElement.click(); } },
    KeyA: function () { collect(card.querySelector(".pa-collect button")); },
    KeyN: function () { call.notes.focus(); },
    KeyT: function () { call.ticket(document.getElementById("pa-ticket")); },
    KeyH: openHand,
    KeyW: function () { fresh(); },
  };

  function fresh() {
    call.fresh();
    look.box.value = "";
    look.box.dispatchEvent(new Event("input"));
    quiet("");
    now = null;
    look.box.focus();
  }

  function types(element) { return /^(TEXTAREA|SELECT)$/.test(element.tagName) || /^(text|date)$/.test(element.type || ""); }

  /* Enter in a fact goes on to the next one: a caller is asked one thing after the other. */
  function next(field) {
    var all = Array.prototype.slice.call(card.querySelectorAll(".pa-fact input[type=text], .pa-fact input[type=date], .pa-fact select"));
    var later = all[all.indexOf(field) + 1];
    if (later && later.offsetParent) { later.focus(); }
  }

  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) { return; }
    var digit = /^Digit([1-9])$/.exec(event.code);
    var open = keys.open || hand.open;
    if (event.key === "F1" || (event.key === "?" && (!types(event.target) || (event.target === look.box && !look.box.value)))) { event.preventDefault(); if (!hand.open) { help(); } return; }
    if (open) { return; }
    if (event.key === "Escape") { event.preventDefault(); look.back(); return; }
    if (event.altKey && ALT[event.code]) { event.preventDefault(); ALT[event.code](); return; }
    if (digit && (event.altKey || !types(event.target))) { event.preventDefault(); look.open(Number(digit[1]) - 1); return; }
    if (event.key === "Enter" && event.target.closest(".pa-fact") && types(event.target)) { event.preventDefault(); next(event.target); }
  });

  document.getElementById("pa-new-call").addEventListener("click", fresh);
  document.getElementById("pa-ticket").addEventListener("click", function (event) { call.ticket(event.currentTarget); });
  document.getElementById("pa-hand").addEventListener("click", openHand);
  document.getElementById("pa-help").addEventListener("click", help);
  look.box.focus();
});
