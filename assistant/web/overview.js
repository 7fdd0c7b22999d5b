/* A supervisor's lists: a table for each, in pages, narrowed by days and words, saved as CSV or Excel. */
document.addEventListener("DOMContentLoaded", function () {
  "use strict";
  var shared = window.paLists, element = shared.element;
  var place = document.getElementById("pa-overview"), said = place.dataset;
  var tabs = place.querySelector(".pa-tabs"), table = document.getElementById("pa-table");
  var state = document.getElementById("pa-state"), words = document.getElementById("pa-words");
  var since = document.getElementById("pa-since"), until = document.getElementById("pa-until");
  var more = document.getElementById("pa-more");
  var turn = 0, told = null;

  function short(hash) { return (hash || "").slice(0, 12); }
  function status(name) { return said[name] || name; }
  function opinion(one) { var last = one.feedback[one.feedback.length - 1]; return last || null; }
  function whoButton(one) {
    return shared.button(said.whoWasTold, "pa-button pa-quiet pa-who", function () {
      told = { clause_id: one.clause_id, sha256: one.sha256 };
      list();
    });
  }

  var ASKED = [
    [said.at, function (one) { return shared.when(one.at); }],
    [said.question, function (one) { return one.question; }],
    [said.outcome, function (one) { return status(one.status); }],
    [said.clauses, function (one) { return one.clauses.map(function (c) { return c.document + c.label; }).join("；"); }],
    [said.thought, function (one) { var last = opinion(one); return last ? (last.useful ? said.useful : said.useless) : ""; }],
    [said.why, function (one) { var last = opinion(one); return last ? last.reason : ""; }],
  ];
  var VERSIONS = [
    [said.document, function (one) { return one.document; }],
    [said.clauses, function (one) { return one.label + " " + one.clause_id; }],
    [said.version, function (one) { return short(one.sha256); }],
    [said.timesTold, function (one) { return one.told; }],
    [said.firstTold, function (one) { return shared.when(one.first); }],
    [said.lastTold, function (one) { return shared.when(one.last); }],
    ["", whoButton],
  ];
  var LISTS = {
    asked: ["overview/asked", {}, ASKED],
    refused: ["overview/asked", { status: "refused" }, ASKED],
    wrong: ["overview/asked", { useful: "false" }, ASKED],
    clauses: ["overview/clauses", {}, [
      [said.document, function (one) { return one.document; }],
      [said.clauses, function (one) { return one.label + " " + one.clause_id; }],
      [said.timesTold, function (one) { return one.told; }],
      [said.lastTold, function (one) { return shared.when(one.last); }],
      ["", whoButton],
    ]],
    versions: ["overview/versions", {}, VERSIONS],
    outdated: ["overview/outdated", {}, VERSIONS],
    calls: ["calls", {}, [
      [said.call, function (one) { return one.number; }],
      [said.operator, function (one) { return one.operator; }],
      [said.state, function (one) { return status(one.status); }],
      [said.at, function (one) { return shared.when(one.opened); }],
      [said.notes, function (one) { return one.notes; }],
    ]],
  };
  var TOLD = [
    [said.at, function (one) { return shared.when(one.at); }],
    [said.question, function (one) { return one.question; }],
    [said.clauses, function (one) { return one.clause_id; }],
    [said.version, function (one) { return short(one.sha256); }],
    [said.call, function (one) { return one.call_number || ""; }],
    [said.operator, function (one) { return one.operator || ""; }],
  ];

  var SHORT = [said.at, said.outcome, said.version, said.timesTold, said.firstTold, said.lastTold, said.thought, said.state, said.operator];

  function chosen() { return tabs.querySelector("[aria-pressed=true]").dataset; }

  function days() {
    var side = {};
    if (since.value) { side.since = new Date(since.value + "T00:00:00").toISOString(); }
    if (until.value) { var end = new Date(until.value + "T00:00:00"); end.setDate(end.getDate() + 1); side.until = end.toISOString(); }
    if (words.value.trim()) { side.words = words.value.trim(); }
    return side;
  }

  function wanted() {
    if (told) { return ["overview/tellings", Object.fromEntries(Object.entries(told).filter(function (pair) { return pair[1]; })), TOLD, "told"]; }
    var list = LISTS[chosen().list], narrowed = /^overview\/(asked|clauses)$/.test(list[0]) ? days() : {};
    if (list[0] === "calls" && words.value.trim()) { narrowed = { words: words.value.trim() }; }
    return [list[0], Object.assign({}, list[1], narrowed), list[2], chosen().table];
  }

  function cells(columns, one) {
    var row = element("tr");
    columns.forEach(function (column) {
      var shown = column[1](one), cell = element("td", SHORT.indexOf(column[0]) < 0 ? "" : "pa-narrow");
      cell.dataset.name = column[0];
      if (shown instanceof Node) { cell.append(shown); } else { cell.textContent = shown; }
      row.append(cell);
    });
    return row;
  }

  function saves(name, side) {
    ["csv", "xlsx"].forEach(function (kind) {
      var link = document.getElementById("pa-" + kind);
      link.hidden = !name;
      if (name) { link.href = "/v1/exports/" + name + "." + kind + "?" + new URLSearchParams(side); }
    });
  }

  async function list(adding) {
    var mine = ++turn, what = wanted(), body = table.tBodies[0];
    var asked = new URLSearchParams(Object.assign({ limit: shared.MOST, offset: adding === true ? body.rows.length : 0 }, what[1]));
    saves(what[3], what[1]);
    try {
      var page = await shared.api(place, "GET", what[0] + "?" + asked);
      if (mine !== turn) { return; }
      var head = element("tr");
      what[2].forEach(function (column) { var cell = element("th", "", column[0]); cell.scope = "col"; head.append(cell); });
      table.tHead.replaceChildren(head);
      var made = page.items.map(function (one) { return cells(what[2], one); });
      if (adding === true) { body.append.apply(body, made); } else { body.replaceChildren.apply(body, made); }
      state.textContent = body.rows.length ? "" : said.listNone;
      table.hidden = !body.rows.length;
      more.hidden = body.rows.length >= page.total;
    } catch (error) { if (mine === turn) { state.textContent = error.message; } }
  }

  async function counts() {
    try {
      var number = await shared.api(place, "GET", "overview?" + new URLSearchParams(days()));
      var shown = [[said.countAnswers, number.answers], [said.countRefused, number.by_status.refused || 0], [said.countUseful, number.useful],
        [said.countUseless, number.not_useful], [said.countCalls, number.calls], [said.countHandovers, number.open_handovers]];
      document.getElementById("pa-counts").replaceChildren.apply(document.getElementById("pa-counts"), shown.map(function (pair) {
        var made = element("div");
        made.append(element("dt", "", pair[0]), element("dd", "", pair[1]));
        return made;
      }));
    } catch (error) { state.textContent = error.message; }
  }

  function all() { told = null; list(); counts(); }

  tabs.addEventListener("click", function (event) {
    var pressed = event.target.closest("button");
    if (!pressed) { return; }
    told = null;
    shared.choose(tabs, pressed);
    history.replaceState(null, "", location.pathname + "?list=" + pressed.dataset.list);
    list();
  });
  words.addEventListener("input", shared.later(all, 200));
  since.addEventListener("change", all);
  until.addEventListener("change", all);
  more.addEventListener("click", function () { list(true); });
  all();
});
