/* The forms of facts: each change is worked out anew by the calculator, and the figure beside the
   form takes its place. Listens on the document, so that it also serves what is drawn later. */
(function () {
  "use strict";
  var PAUSE = 150;
  var waiting = new WeakMap();
  var asked = new WeakMap();
  var before = new WeakMap();

  /* The facts of a form, by key; several ticks of one fact stand in one text. */
  function facts(form) {
    var given = {};
    form.querySelectorAll(".pa-fact").forEach(function (row) {
      var values = [];
      row.querySelectorAll("input, select").forEach(function (field) {
        var picked = /radio|checkbox/.test(field.type) ? field.checked : true;
        if (picked && field.value.trim()) { values.push(field.value.trim()); }
      });
      if (values.length) { given[row.dataset.key] = values.join("、"); }
    });
    return given;
  }

  function trouble(form, text) {
    var line = form.querySelector(".pa-facts-trouble");
    if (line.textContent !== text) { line.textContent = text; }
  }

  function script(figure) {
    var side = figure.closest(".pa-turn");
    return figure.querySelector(".pa-spoken") || (side && side.querySelector(".pa-spoken"));
  }

  function say(figure, text) {
    var line = script(figure);
    if (!line) { return; }
    line.querySelector("p").textContent = text;
    line.querySelector(".pa-copy").dataset.copy = text;
  }

  function lacking(form, missing) {
    form.querySelectorAll(".pa-fact").forEach(function (row) {
      row.classList.toggle("pa-lacking", missing.indexOf(row.dataset.key) >= 0);
    });
  }

  /* What stood there before the first change, to go back to. */
  function remember(form, figure) {
    if (before.has(form)) { return; }
    var line = script(figure), missing = [];
    form.querySelectorAll(".pa-lacking").forEach(function (row) { missing.push(row.dataset.key); });
    before.set(form, {
      head: figure.querySelector(".pa-head").innerHTML, rest: figure.querySelector(".pa-rest").innerHTML,
      spoken: line ? line.querySelector("p").textContent : "", missing: missing,
    });
  }

  function restore(form) {
    var figure = form.closest(".pa-figure"), told = before.get(form);
    clearTimeout(waiting.get(form));
    asked.set(form, (asked.get(form) || 0) + 1);
    form.reset();
    trouble(form, "");
    if (!told) { return; }
    figure.querySelector(".pa-head").innerHTML = told.head;
    figure.querySelector(".pa-rest").innerHTML = told.rest;
    lacking(form, told.missing);
    say(figure, told.spoken);
    before.delete(form);
    figure.dispatchEvent(new CustomEvent("pa-figure-restored", { bubbles: true }));
  }

  function show(form, figure, told) {
    remember(form, figure);
    /* Written by our own service, everything in it escaped there. */
    figure.querySelector(".pa-head").innerHTML = told.head;
    figure.querySelector(".pa-rest").innerHTML = told.rest;
    lacking(form, told.missing);
    say(figure, told.spoken);
    var detail = Object.assign({ given: facts(form) }, told);
    figure.dispatchEvent(new CustomEvent("pa-figure", { bubbles: true, detail: detail }));
  }

  async function send(form) {
    var figure = form.closest(".pa-figure");
    var turn = (asked.get(form) || 0) + 1;
    asked.set(form, turn);
    var body = {
      award_id: form.dataset.award, facts: facts(form), language: figure.dataset.language,
      on: figure.dataset.on || null,
    };
    try {
      var reply = await fetch("/page/figure", {
        method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
      });
      var told = await reply.json();
      if (asked.get(form) !== turn) { return; }
      if (reply.ok) { trouble(form, ""); show(form, figure, told); }
      else { trouble(form, told.error ? told.error.message.split(" / ")[0] : String(reply.status)); }
    } catch (_) {
      if (asked.get(form) === turn) { trouble(form, form.dataset.offline || "…"); }
    }
  }

  function later(form, pause) {
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(function () { send(form); }, pause));
  }

  document.addEventListener("input", function (event) {
    var form = event.target.closest("form.pa-facts");
    if (form && !("confirm" in event.target.dataset)) {
      later(form, event.target.type === "text" ? PAUSE : 0);
    }
  });
  document.addEventListener("pa-restore", function (event) { restore(event.target.querySelector("form.pa-facts")); });
  document.addEventListener("submit", function (event) {
    var form = event.target.closest("form.pa-facts");
    if (form) { event.preventDefault(); later(form, 0); }
  });
})();
