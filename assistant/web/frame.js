/* The frame of every page: colours and language as chosen before, the skip link, copying.
   Runs before the page is drawn, so that nothing changes colour under the reader's eyes. */
(function () {
  "use strict";
  var system = window.matchMedia("(prefers-color-scheme: dark)");

  function kept(name) { try { return localStorage.getItem(name); } catch (_) { return null; } }
  function keep(name, value) { try { localStorage.setItem(name, value); } catch (_) { /* private windows */ } }

  /* Gradio names the browser's language when it starts; the page's is in its address. */
  function english() { return /^\/en(\/|$)/.test(location.pathname); }
  function tongue() {
    var language = english() ? "en" : "zh-CN";
    if (document.documentElement.lang !== language) { document.documentElement.lang = language; }
  }

  function dark() {
    var chosen = kept("pa_colours");
    return chosen ? chosen === "dark" : system.matches;
  }

  function label() {
    greet();
    document.querySelectorAll(".pa-colours").forEach(function (button) {
      var name = dark() ? button.dataset.light : button.dataset.dark;
      if (button.title !== name) { button.title = name; button.setAttribute("aria-label", name); }
    });
  }

  function paint() {
    var on = dark();
    [document.documentElement, document.body].forEach(function (element) {
      if (element && element.classList.contains("dark") !== on) { element.classList.toggle("dark", on); }
    });
    document.documentElement.style.colorScheme = on ? "dark" : "light";
    label();
  }

  /* Whose page it is, as the service's cookie tells: [role, whether there is a login, the name]. */
  function account(name) {
    var found = document.cookie.split("; ").filter(function (pair) { return pair.indexOf(name + "=") === 0; })[0];
    return found ? decodeURIComponent(found.slice(name.length + 1)).split(":") : ["", "", ""];
  }

  /* Links that lead to a refusal are hidden; beside the switches stands the name with the way out, or the way in. */
  function greet() {
    document.querySelectorAll(".pa-account:empty").forEach(function (place) {
      var who = account(place.dataset.cookie), name = who.slice(2).join(":");
      document.documentElement.dataset.role = who[0];
      if (name) {
        var label = place.appendChild(document.createElement("span"));
        label.textContent = name;
      }
      if (who[1] && name) {
        var out = place.appendChild(document.createElement("button"));
        out.type = "button";
        out.textContent = place.dataset.out;
        out.onclick = function () {
          fetch("/logout", { method: "POST", redirect: "manual" }).then(function () { location.assign("/"); });
        };
      } else if (who[1]) {
        var way = place.appendChild(document.createElement("a"));
        way.href = "/login?next=" + encodeURIComponent(location.pathname + location.search);
        way.textContent = place.dataset.in;
      }
    });
  }

  paint();
  tongue();
  document.documentElement.dataset.role = account("pa_account")[0];
  new MutationObserver(tongue).observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });
  system.addEventListener("change", paint);
  window.addEventListener("storage", paint);
  /* Gradio runs the scripts of its pages when it likes, before the page is read or after. */
  function ready(act) {
    if (document.readyState === "loading") { document.addEventListener("DOMContentLoaded", act); } else { act(); }
  }
  ready(function () {
    paint();
    /* Gradio sets the class by the system's colours when it starts; what was chosen stands above that. */
    new MutationObserver(paint).observe(document.body, { attributes: true, attributeFilter: ["class"] });
    new MutationObserver(label).observe(document.body, { childList: true, subtree: true });
  });

  function copyOldWay(text) {
    var area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    document.body.appendChild(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }

  /* Copies a text and says so on the button that was pressed. */
  function copy(text, button) {
    function done() {
      var before = button.textContent;
      button.textContent = button.dataset.done || (english() ? "Copied" : "已复制");
      button.disabled = true;
      setTimeout(function () { button.textContent = before; button.disabled = false; }, 1400);
    }
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(done, function () { copyOldWay(text); done(); });
    } else { copyOldWay(text); done(); }
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest(".pa-colours")) {
      keep("pa_colours", dark() ? "light" : "dark");
      paint();
      return;
    }
    var language = event.target.closest(".pa-language");
    if (language) {
      document.cookie = language.dataset.cookie + "=" + language.dataset.language +
        "; path=/; max-age=31536000; samesite=lax";
      /* The same calculation, the same clause, in the other language. */
      language.href = language.getAttribute("href").split(/[?#]/)[0] + location.search + location.hash;
      return;
    }
    var skip = event.target.closest(".pa-skip");
    var main = skip && document.getElementById(skip.getAttribute("href").slice(1));
    if (main) { event.preventDefault(); main.tabIndex = -1; main.focus(); }
  });

  window.pa = { copy: copy };
})();
