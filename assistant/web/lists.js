/* What the lists of records share: asking, paging, building rows. What people wrote is put on the
   page as text, never as markup. */
window.paLists = (function () {
  "use strict";
  var MOST = 50;

  async function api(place, method, path, body) {
    var reply;
    try {
      reply = await fetch("/v1/" + path, {
        method: method, headers: body ? { "content-type": "application/json" } : {},
        body: body ? JSON.stringify(body) : undefined,
      });
    } catch (_) { throw new Error(place.dataset.noContact); }
    var told = await reply.json();
    if (!reply.ok) { throw new Error(told.error.message.split(" / ")[0]); }
    return told;
  }

  function element(tag, name, text) {
    var made = document.createElement(tag);
    if (name) { made.className = name; }
    if (text !== undefined && text !== null) { made.textContent = text; }
    return made;
  }

  function button(text, name, does) {
    var made = element("button", name, text);
    made.type = "button";
    made.addEventListener("click", does);
    return made;
  }

  function when(iso) {
    if (!iso) { return ""; }
    return new Date(iso).toLocaleString(document.documentElement.lang || "zh-CN",
      { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" });
  }

  /* One that is pressed among several. */
  function choose(group, pressed) {
    group.querySelectorAll("button").forEach(function (one) { one.setAttribute("aria-pressed", String(one === pressed)); });
  }

  function later(does, pause) {
    var timer = 0;
    return function () { clearTimeout(timer); timer = setTimeout(does, pause); };
  }

  return { MOST: MOST, api: api, element: element, button: button, when: when, choose: choose, later: later };
})();
