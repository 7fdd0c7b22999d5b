/* The kept conversations: listed, searched, opened, renamed, deleted; files of the one that is open.
   Titles are put on the page as text, never as markup. */
(function () {
  "use strict";
  var MOST = 30, PAUSE = 200;
  var timer = 0, turn = 0;

  function id(name) { return document.getElementById(name); }
  function said() { return id("pa-history").dataset; }

  async function api(method, path, body) {
    var reply;
    try {
      reply = await fetch("/v1/conversations" + path, {
        method: method, headers: body ? { "content-type": "application/json" } : {},
        body: body ? JSON.stringify(body) : undefined,
      });
    } catch (_) { throw new Error(said().noContact); }
    var given = await reply.json();
    if (!reply.ok) { throw new Error(given.error.message.split(" / ")[0]); }
    return given;
  }

  function state(text) { id("pa-history-state").textContent = text; }
  function current() { return new URLSearchParams(location.search).get("c") || ""; }
  function address(name) { return location.pathname + (name ? "?c=" + encodeURIComponent(name) : ""); }

  function button(text, name, does) {
    var made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.className = name;
    made.addEventListener("click", does);
    return made;
  }

  function when(iso) {
    var at = new Date(iso), today = new Date().toDateString() === at.toDateString();
    return at.toLocaleString(document.documentElement.lang || "zh-CN",
      today ? { hour: "2-digit", minute: "2-digit" } : { month: "numeric", day: "numeric" });
  }

  function naming(item, one) {
    var form = document.createElement("form"), box = document.createElement("input");
    box.value = one.title;
    box.maxLength = 40;
    box.setAttribute("aria-label", said().renameAsk);
    var save = document.createElement("button");
    save.textContent = said().saveName;
    form.append(box, save, button(said().cancel, "", function () { item.replaceWith(row(one)); }));
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      if (!box.value.trim()) { box.focus(); return; }
      api("PATCH", "/" + one.id, { title: box.value.trim() }).then(function (changed) {
        item.replaceWith(row(changed));
      }, function (error) { state(error.message); });
    });
    item.replaceChildren(form);
    box.focus();
    box.select();
  }

  function erasing(item, one) {
    var words = document.createElement("p");
    words.textContent = said().eraseAsk.replace("{title}", one.title || said().untitled);
    var yes = button(said().erase, "pa-danger", function () {
      api("DELETE", "/" + one.id).then(function () {
        if (one.id === current()) { location.href = address(""); return; }
        item.remove();
      }, function (error) { state(error.message); });
    });
    var no = button(said().cancel, "", function () { item.replaceWith(row(one)); });
    item.replaceChildren(words, yes, no);
    no.focus();
  }

  function row(one) {
    var item = document.createElement("li");
    var link = document.createElement("a");
    link.href = address(one.id);
    link.textContent = one.title || said().untitled;
    if (one.id === current()) { link.setAttribute("aria-current", "true"); }
    var day = document.createElement("small");
    day.textContent = when(one.changed) + " · " + one.answers;
    var tools = document.createElement("span");
    ["docx", "pdf", "md", "txt"].forEach(function (kind) {
      var file = document.createElement("a");
      file.href = "/v1/conversations/" + encodeURIComponent(one.id) + "/transcript." + kind;
      file.textContent = { docx: "Word", pdf: "PDF", md: "MD", txt: "TXT" }[kind];
      file.download = "";
      tools.append(file);
    });
    tools.append(button(said().rename, "", function () { naming(item, one); }),
      button(said().erase, "", function () { erasing(item, one); }));
    item.append(link, day, tools);
    return item;
  }

  async function list(more) {
    var mine = ++turn, rows = id("pa-history-list"), words = id("pa-history-words").value.trim();
    try {
      var asked = new URLSearchParams({ limit: String(MOST), offset: String(more ? rows.children.length : 0) });
      if (words) { asked.set("words", words); }
      var page = await api("GET", "?" + asked);
      if (mine !== turn) { return; }
      var made = page.items.map(row);
      if (more) { rows.append.apply(rows, made); } else { rows.replaceChildren.apply(rows, made); }
      state(rows.children.length ? "" : words ? said().historyNoMatch : said().historyNone);
      id("pa-history-more").hidden = rows.children.length >= page.total;
    } catch (error) { if (mine === turn) { state(error.message); } }
  }

  document.addEventListener("click", function (event) {
    var pressed = event.target.closest("button, dialog");
    if (!pressed) { return; }
    if (pressed.id === "pa-history-open") { id("pa-history-words").value = ""; list(); id("pa-history").showModal(); }
    if (pressed.id === "pa-history-close" || event.target.id === "pa-history") { id("pa-history").close(); }
    if (pressed.id === "pa-history-more") { list(true); }
    if (pressed.id === "pa-print") { window.print(); }
    if (pressed.id === "pa-new") { history.replaceState(null, "", address("")); files(""); }
  });
  document.addEventListener("input", function (event) {
    if (event.target.id === "pa-history-words") { clearTimeout(timer); timer = setTimeout(list, PAUSE); }
  });

  /* The open conversation stands in the address, so that it is there again after a reload. */
  function files(name) {
    document.querySelectorAll(".pa-file").forEach(function (link) {
      if (link.hidden !== !name) { link.hidden = !name; }
      if (name) { link.href = "/v1/conversations/" + encodeURIComponent(name) + "/transcript." + link.dataset.kind; }
    });
    if (id("pa-print")) { id("pa-print").hidden = !document.querySelector(".pa-turn"); }
  }

  /* Gradio may draw any part of the page anew, so the whole of it is watched, now and then. */
  var looking = 0;
  function look() {
    looking = 0;
    if (!id("pa-evidence")) { return; }
    var panel = document.querySelector("#pa-evidence .pa-panel[data-conversation]");
    var name = panel ? panel.dataset.conversation : "";
    if (name && name !== current()) { history.replaceState(null, "", address(name)); }
    files(name);
  }
  function watch() {
    new MutationObserver(function () { looking = looking || setTimeout(look, 30); })
      .observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-conversation"] });
    look();
  }
  if (document.readyState === "loading") { document.addEventListener("DOMContentLoaded", watch); } else { watch(); }

  /* On paper every turn and clause is open. */
  var folded = [];
  window.addEventListener("beforeprint", function () {
    folded = Array.prototype.slice.call(document.querySelectorAll("#pa-right details:not([open]):not(.pa-edit):not(.pa-rare)"));
    folded.forEach(function (one) { one.open = true; });
  });
  window.addEventListener("afterprint", function () { folded.forEach(function (one) { one.open = false; }); });
})();
