/* The call at the desk: its number, notes that save themselves, what was told in it, the ticket, handing over. */
(function () {
  "use strict";
  var PAUSE = 700;

  window.paCall = function (desk) {
    var number = document.getElementById("pa-number"), notes = document.getElementById("pa-notes");
    var told = document.getElementById("pa-told"), saved = document.getElementById("pa-saved");
    var call = null, opening = null, timer = 0;
    var said = desk.dataset;

    async function api(method, path, body) {
      var reply;
      try {
        reply = await fetch("/v1/" + path, {
          method: method, headers: body ? { "content-type": "application/json" } : {},
          body: body ? JSON.stringify(body) : undefined,
        });
      } catch (_) { throw new Error(said.noContact); }
      var text = await reply.text();
      var given = text ? JSON.parse(text) : {};
      if (!reply.ok) { throw new Error(given.error.message.split(" / ")[0]); }
      return given;
    }

    function state(text, bad) {
      saved.textContent = text;
      saved.classList.toggle("pa-bad", Boolean(bad));
    }

    function failed(error) { state(said.notSaved.replace("{why}", error.message), true); }

    /* A call is opened by the first thing that belongs to it. */
    async function ready() {
      if (call) { return call; }
      opening = opening || api("POST", "calls");
      try { call = await opening; } finally { opening = null; }
      number.textContent = call.number;
      return call;
    }

    function line(kept) {
      var item = document.createElement("li"), words = document.createElement("span");
      words.textContent = (kept.answer.spoken || kept.question);
      words.title = kept.question;
      var remove = document.createElement("button");
      remove.type = "button";
      remove.className = "pa-remove";
      remove.textContent = "×";
      remove.title = said.remove;
      remove.setAttribute("aria-label", said.remove + "：" + kept.question);
      remove.addEventListener("click", function () {
        api("DELETE", "calls/" + call.id + "/answers/" + kept.id).then(function () { item.remove(); empty(); }, failed);
      });
      item.append(words, remove);
      return item;
    }

    function empty() {
      if (told.children.length) { return; }
      var item = document.createElement("li");
      item.className = "pa-quiet";
      item.textContent = said.toldNone;
      told.append(item);
    }

    async function collect(what) {
      try {
        var mine = await ready();
        var kept = await api("POST", "calls/" + mine.id + "/cards", what);
        var none = told.querySelector(".pa-quiet");
        if (none) { none.remove(); }
        told.append(line(kept));
        state("");
        return true;
      } catch (error) { failed(error); return false; }
    }

    async function save() {
      clearTimeout(timer);
      timer = 0;
      var text = notes.value;
      state(said.saving);
      try {
        var mine = await ready();
        await api("PATCH", "calls/" + mine.id, { notes: text });
        if (notes.value === text) { state(said.saved); }
      } catch (error) { failed(error); }
    }

    notes.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(save, PAUSE); });

    async function ticket(button) {
      try {
        if (timer) { await save(); }
        var mine = await ready();
        var reply = await fetch("/v1/calls/" + encodeURIComponent(mine.id) + "/ticket");
        if (!reply.ok) { throw new Error((await reply.json()).error.message.split(" / ")[0]); }
        window.pa.copy(await reply.text(), button);
      } catch (error) { failed(error); }
    }

    async function fresh() {
      if (timer) { await save(); }
      var before = call;
      call = null;
      number.textContent = "—";
      notes.value = "";
      told.replaceChildren();
      empty();
      state("");
      if (before) { api("PATCH", "calls/" + before.id, { status: "closed" }).catch(failed); }
    }

    async function handOver(question, context) {
      if (timer) { await save(); }
      var mine = await ready();
      await api("POST", "handovers", { question: question, context: context, call_id: mine.id });
      state(said.handedOver);
    }

    return { collect: collect, ticket: ticket, fresh: fresh, handOver: handOver, notes: notes };
  };
})();
