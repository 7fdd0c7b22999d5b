/* What was handed over: listed by state, answered, approved or sent back. */
document.addEventListener("DOMContentLoaded", function () {
  "use strict";
  var shared = window.paLists, element = shared.element;
  var place = document.getElementById("pa-handed"), said = place.dataset;
  var tabs = place.querySelector(".pa-tabs"), rows = document.getElementById("pa-rows");
  var state = document.getElementById("pa-state"), words = document.getElementById("pa-words");
  var more = document.getElementById("pa-more"), sign = document.getElementById("pa-signature");
  var turn = 0;
  try { sign.value = localStorage.getItem("pa_signature") || ""; } catch (_) { /* private windows */ }
  sign.addEventListener("change", function () { try { localStorage.setItem("pa_signature", sign.value); } catch (_) { /* private windows */ } });

  function send(one, path, body, item) {
    body.signature = sign.value.trim();
    shared.api(place, "POST", path, body).then(function () { item.remove(); list(false, one.status); }, function (error) {
      item.querySelector(".pa-trouble-line").textContent = error.message;
    });
  }

  function part(name, text, by) {
    var made = element("div", "pa-said");
    made.append(element("b", "", name), element("p", "", text));
    if (by) { made.append(element("small", "", by)); }
    return made;
  }

  function answering(one, item) {
    var form = element("form", "pa-answering"), answer = element("textarea"), clauses = element("input");
    answer.rows = 3;
    answer.placeholder = said.answerHere;
    answer.value = one.answer || "";
    answer.setAttribute("aria-label", said.answerHere);
    clauses.type = "text";
    clauses.placeholder = said.answerClauses;
    clauses.setAttribute("aria-label", said.answerClauses);
    clauses.value = one.clauses.map(function (mark) { return mark.clause_id; }).join(", ");
    var done = element("button", "pa-button", said.answerSend);
    form.append(answer, clauses, done);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var ids = clauses.value.split(/[,，;；\s]+/).filter(Boolean);
      send(one, "handovers/" + one.id + "/answer", { answer: answer.value, clauses: ids }, item);
    });
    return form;
  }

  function deciding(one, item) {
    var bar = element("div", "pa-answering"), remark = element("input");
    remark.type = "text";
    remark.placeholder = said.decisionHere;
    remark.setAttribute("aria-label", said.decisionHere);
    function decide(yes) { send(one, "approvals/" + one.id, { approve: yes, decision: remark.value }, item); }
    bar.append(remark, shared.button(said.approve, "pa-button pa-approve", function () { decide(true); }),
      shared.button(said.reject, "pa-button pa-quiet pa-reject", function () { decide(false); }));
    return bar;
  }

  function row(one) {
    var item = element("li", "pa-sheet");
    item.append(element("h2", "", one.question));
    item.append(element("small", "", said.askedBy + " " + one.asked_by + " · " + shared.when(one.asked_at)));
    if (one.context && one.context.told) { item.append(part(said.toldThen, one.context.told)); }
    if (one.context && one.context.notes) { item.append(part(said.notes, one.context.notes)); }
    if (one.answer && one.status !== "rejected") {
      var marks = one.clauses.map(function (mark) { return mark.clause_id; }).join("、");
      var by = said.answeredBy + " " + one.answered_by + " · " + shared.when(one.answered_at) + (marks ? " · " + marks : "");
      if (one.decided_by) { by += " · " + said.decidedBy + " " + one.decided_by; }
      item.append(part(said.stateAnswered && said["state" + one.status[0].toUpperCase() + one.status.slice(1)], one.answer, by));
    }
    if (one.decision) { item.append(part(said.decidedBy + " " + one.decided_by, one.decision)); }
    if (one.status === "open" || one.status === "rejected") { item.append(answering(one, item)); }
    if (one.status === "answered") { item.append(deciding(one, item)); }
    if (one.status === "approved") {
      var copy = shared.button(said.copy, "pa-button pa-quiet", function () { window.pa.copy(one.answer, copy); });
      copy.dataset.done = said.copied;
      item.append(copy);
    }
    item.append(element("p", "pa-trouble-line"));
    item.lastChild.setAttribute("role", "alert");
    return item;
  }

  async function list(adding) {
    var mine = ++turn, status = tabs.querySelector("[aria-pressed=true]").dataset.status;
    var asked = new URLSearchParams({ status: status, limit: shared.MOST, offset: adding === true ? rows.children.length : 0 });
    if (words.value.trim()) { asked.set("words", words.value.trim()); }
    try {
      var page = await shared.api(place, "GET", "handovers?" + asked);
      if (mine !== turn) { return; }
      var made = page.items.map(row);
      if (adding === true) { rows.append.apply(rows, made); } else { rows.replaceChildren.apply(rows, made); }
      state.textContent = rows.children.length ? "" : said.handedNone;
      more.hidden = rows.children.length >= page.total;
    } catch (error) { if (mine === turn) { state.textContent = error.message; } }
  }

  tabs.addEventListener("click", function (event) {
    var pressed = event.target.closest("button");
    if (!pressed) { return; }
    shared.choose(tabs, pressed);
    history.replaceState(null, "", location.pathname + "?status=" + pressed.dataset.status);
    list();
  });
  words.addEventListener("input", shared.later(list, 200));
  more.addEventListener("click", function () { list(true); });
  list();
});
