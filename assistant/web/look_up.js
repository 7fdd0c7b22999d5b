/* The desk's search box: clauses while one types, all by keyboard. What comes back is put on the page
   as text, never as markup. */
(function () {
  "use strict";
  var PAUSE = 30, MOST = 9;

  window.paLookUp = function (desk, on) {
    var box = document.getElementById("pa-q");
    var list = document.getElementById("pa-found");
    var count = document.getElementById("pa-count");
    var filters = document.getElementById("pa-filters");
    var found = [], active = -1, timer = 0, running = null;
    var ceilings = {}, short = JSON.parse(desk.dataset.short);

    /* What each clause awards at most, for a look at the list; the desk works without it. */
    fetch("/v1/awards").then(function (reply) { return reply.json(); }).then(function (told) {
      (told.awards || []).forEach(function (award) {
        var top = Math.max(award.ceiling_yuan || 0, (ceilings[award.clause_id] || 0));
        if (top) { ceilings[award.clause_id] = top; }
      });
    }, function () { /* the list then has no amounts */ });

    function element(tag, name, text) {
      var made = document.createElement(tag);
      if (name) { made.className = name; }
      if (text !== undefined) { made.textContent = text; }
      return made;
    }

    /* 1500000 as 150万元: at most four decimals, as the documents write amounts. */
    function money(yuan) {
      var scale = yuan >= 1e8 ? [1e8, "亿元"] : yuan >= 1e4 ? [1e4, "万元"] : [1, "元"];
      return String(Math.round(yuan / scale[0] * 1e4) / 1e4) + scale[1];
    }

    function row(clause, place) {
      var item = element("li", "pa-row");
      item.id = "pa-row-" + place;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.append(element("span", "pa-key", place < MOST ? String(place + 1) : ""));
      var head = element("span", "pa-row-head");
      head.append(element("b", "", short[clause.document] || clause.document), element("span", "pa-label", clause.label),
        element("span", "", clause.title));
      var side = element("span", "pa-row-side");
      if (ceilings[clause.clause_id]) {
        side.append(element("span", "pa-top-amount", desk.dataset.upper + " " + money(ceilings[clause.clause_id])));
      }
      var standing = desk.dataset[clause.standing.replace(/_(.)/g, function (_, c) { return c.toUpperCase(); })];
      side.append(element("span", "pa-badge pa-" + clause.standing, standing || desk.dataset.unknown));
      item.append(head, side, element("span", "pa-row-quote", clause.quote));
      return item;
    }

    function mark(place) {
      active = place;
      list.querySelectorAll(".pa-row").forEach(function (item, n) {
        item.setAttribute("aria-selected", String(n === active));
        if (n === active) { item.scrollIntoView({ block: "nearest" }); }
      });
      if (active >= 0) { box.setAttribute("aria-activedescendant", "pa-row-" + active); }
      else { box.removeAttribute("aria-activedescendant"); }
    }

    function show(clauses) {
      found = clauses;
      list.replaceChildren.apply(list, found.map(row));
      box.setAttribute("aria-expanded", String(found.length > 0));
      mark(-1);
    }

    /* A topic alone is looked up by its name. */
    function words() {
      var topic = filters.querySelector("[name=topic]");
      return box.value.trim() || (topic.value ? topic.selectedOptions[0].textContent : "");
    }

    async function search() {
      if (running) { running.abort(); }
      var said = words();
      if (!said) { show([]); count.textContent = desk.dataset.resultsEmpty; return; }
      var mine = running = new AbortController();
      var asked = new URLSearchParams({ q: said.slice(0, 500), k: "20" });
      filters.querySelectorAll("select").forEach(function (side) { if (side.value) { asked.set(side.name, side.value); } });
      try {
        var reply = await fetch("/v1/search?" + asked, { signal: mine.signal });
        var told = await reply.json();
        if (mine !== running) { return; }
        if (!reply.ok) { throw new Error(told.error.message.split(" / ")[0]); }
        show(told.results);
        count.textContent = found.length ? desk.dataset.resultCount.replace("{n}", found.length) : desk.dataset.noResults;
      } catch (error) {
        if (error.name === "AbortError" || mine !== running) { return; }
        show([]);
        count.textContent = error instanceof TypeError ? desk.dataset.noContact
          : desk.dataset.deskFailed.replace("{why}", error.message);
      }
    }

    function later() { clearTimeout(timer); timer = setTimeout(search, PAUSE); }

    function open(place) {
      if (found[place]) { mark(place); on.open(found[place]); }
    }

    function ask() {
      if (box.value.trim()) { mark(-1); on.ask(box.value.trim()); }
    }

    function back() {
      if (document.activeElement !== box) { box.focus(); box.select(); return; }
      if (active >= 0) { mark(-1); return; }
      box.value = "";
      search();
    }

    function step(by) {
      if (found.length) { mark(Math.max(-1, Math.min(found.length - 1, active + by))); }
    }

    var KEYS = {
      ArrowDown: function () { step(1); }, ArrowUp: function () { step(-1); },
      Enter: function () { if (active >= 0) { open(active); } else { ask(); } },
    };

    box.addEventListener("input", function (event) {
      if (!event.isComposing) { if (active >= 0) { mark(-1); } later(); }
    });
    box.addEventListener("compositionend", later);
    box.addEventListener("keydown", function (event) {
      if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) { return; }
      if (KEYS[event.key]) { event.preventDefault(); KEYS[event.key](); return; }
      /* In the list a digit opens a clause; while one types it is a digit. */
      if (active >= 0 && /^[1-9]$/.test(event.key)) { event.preventDefault(); open(Number(event.key) - 1); }
    });
    filters.addEventListener("change", search);
    document.getElementById("pa-look-form").addEventListener("submit", function (event) { event.preventDefault(); });
    list.addEventListener("click", function (event) {
      var item = event.target.closest(".pa-row");
      if (item) { open(Array.prototype.indexOf.call(list.children, item)); box.focus(); }
    });
    if (box.value) { search(); }
    return { open: open, back: back, box: box, words: words };
  };
})();
