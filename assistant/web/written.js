/* What every written page does: follow a form while one types, copy a link, print, show the clause linked to.
   A page is what its address says; this script asks for the address that the form stands for and puts the
   parts that changed into the page, so that fields keep their focus and nothing jumps. */
(function () {
  "use strict";
  var PAUSE = 180;
  var SLOW = 500;
  var timer = 0;
  var running = null;

  function address(form) {
    var said = new URLSearchParams();
    new FormData(form).forEach(function (value, name) {
      if (typeof value === "string" && value.trim()) { said.append(name, value.trim()); }
    });
    var query = said.toString();
    return form.getAttribute("action") + (query ? "?" + query : "");
  }

  /* The parts of the answer in place of those of the page; fields only when the form itself is another one. */
  function put(answer, whole) {
    document.querySelectorAll(whole ? "[data-part], [data-fields]" : "[data-part]").forEach(function (part) {
      var fresh = answer.getElementById(part.id);
      if (!fresh || fresh.innerHTML === part.innerHTML) { return; }
      /* What the reader has unfolded stays so. */
      part.querySelectorAll("details[id]").forEach(function (old) {
        var now = fresh.querySelector("#" + old.id);
        if (now) { now.open = old.open; }
      });
      part.innerHTML = fresh.innerHTML;
    });
    document.querySelectorAll("[data-error-of]").forEach(function (error) {
      var field = document.getElementById(error.dataset.errorOf);
      if (field) { field.setAttribute("aria-invalid", error.textContent ? "true" : "false"); }
    });
  }

  function busy(on) {
    document.querySelectorAll("[data-part]").forEach(function (part) {
      if (on) { part.setAttribute("aria-busy", "true"); } else { part.removeAttribute("aria-busy"); }
    });
  }

  function trouble(on) { document.getElementById("pa-trouble").hidden = !on; }

  function follow(form, whole) {
    var target = address(form);
    if (running) { running.abort(); }
    var mine = running = new AbortController();
    var late = setTimeout(function () { busy(true); }, SLOW);
    fetch(target, { signal: mine.signal, headers: { accept: "text/html" } }).then(function (response) {
      if (!response.ok) { throw new Error(String(response.status)); }
      return response.text();
    }).then(function (text) {
      if (mine !== running) { return; }
      put(new DOMParser().parseFromString(text, "text/html"), whole);
      trouble(false);
      /* A new form is a step that one may go back from; what is typed into it is not. */
      history[whole ? "pushState" : "replaceState"](null, "", whole ? address(form) : target);
    }).catch(function (error) {
      if (error.name !== "AbortError" && mine === running) { trouble(true); }
    }).finally(function () {
      clearTimeout(late);
      if (mine === running) { busy(false); }
    });
  }

  document.addEventListener("input", function (event) {
    var form = event.target.closest("form[data-live]");
    if (!form || event.target.closest("[data-whole]")) { return; }
    clearTimeout(timer);
    timer = setTimeout(follow, PAUSE, form, false);
  });

  document.addEventListener("change", function (event) {
    var form = event.target.closest("form[data-live]");
    if (form && event.target.closest("[data-whole]")) { clearTimeout(timer); follow(form, true); }
  });

  document.addEventListener("submit", function (event) {
    var form = event.target.closest("form[data-live]");
    if (form) { event.preventDefault(); clearTimeout(timer); follow(form, false); }
  });

  /* A link to a field opens the group that it is folded in. */
  document.addEventListener("click", function (event) {
    var link = event.target.closest('a[href^="#pa-in-"]');
    var field = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!field) { return; }
    event.preventDefault();
    for (var at = field.closest("details"); at; at = at.parentElement.closest("details")) { at.open = true; }
    field.focus();
    field.scrollIntoView({ block: "center" });
  });

  document.addEventListener("click", function (event) {
    var button = event.target.closest("button.pa-copy");
    if (!button) { return; }
    if (button.classList.contains("pa-print")) { window.print(); return; }
    var link = button.dataset.link === "" ? location.href : button.dataset.link;
    window.pa.copy(link === undefined ? button.dataset.copy || "" : new URL(link, location.href).href, button);
  });

  window.addEventListener("popstate", function (event) {
    /* Jumps inside a page are the browser's own. */
    if (document.querySelector("form[data-live] [data-whole]")) { location.reload(); }
  });

  document.addEventListener("DOMContentLoaded", function () {
    var current = document.querySelector(".pa-current");
    if (current) {
      (current.querySelector("mark") || current).scrollIntoView({ block: "center" });
      current.focus({ preventScroll: true });
    }
    if (window.matchMedia("(max-width: 860px)").matches) {
      document.querySelectorAll("details.pa-contents").forEach(function (contents) { contents.open = false; });
    }
  });
})();
