// Rows that save themselves: what could not be saved stays in the page, says so, and is sent again.
(() => {
  const form = document.getElementById("answers");
  if (!form) return;
  const TIMEOUT = 15000, FIRST_WAIT = 2000, LONGEST_WAIT = 30000;
  const TRIED_AGAIN = ["offline", "signed-out", "busy"];
  const rows = new Map();
  let wait = FIRST_WAIT, timer = null, leavingTo = null;

  const rowOf = (element) => element.closest?.("[data-row]");
  const stateOf = (row) => {
    if (!rows.has(row.id)) rows.set(row.id, { edits: 0, sent: 0, saved: 0, why: "", tried: [] });
    return rows.get(row.id);
  };
  const rowAt = (id) => document.getElementById(id);
  const said = (row) => {
    const chosen = row.querySelector("input[type=radio]:checked, select");
    const texts = [...row.querySelectorAll("textarea")].map((text) => text.value.trim());
    return JSON.stringify([chosen ? chosen.value : "", ...texts]);
  };
  const unsaved = () => [...rows].filter(([, state]) => state.saved < state.edits).map(([id]) => rowAt(id)).filter(Boolean);
  const announce = (text) => { document.getElementById("said").textContent = text; };
  const token = () => (document.cookie.match(/(?:^|; )csrftoken=([^;]*)/) || [])[1] || "";

  function tell(row, why) {
    const place = row.querySelector(".why"), before = stateOf(row).why;
    stateOf(row).why = why;
    place.hidden = !why;
    row.classList.toggle("unsaved", Boolean(why));
    if (why === before) return;
    place.replaceChildren(...(why ? [document.getElementById(`why-${why}`).content.cloneNode(true)] : []));
    if (why) announce(`${row.querySelector("legend").innerText.trim()}: ${place.innerText.trim()}`);
  }

  // Nothing is sent again by itself that waits for a decision or was refused.
  const resendable = () => unsaved().filter((row) => TRIED_AGAIN.includes(stateOf(row).why));
  function retry() {
    clearTimeout(timer);
    timer = null;
    resendable().forEach((row) => htmx.trigger(row, "save"));
  }
  function later() {
    if (timer) return;
    timer = setTimeout(retry, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }
  // 409 and 422 bring their own sentence. Of anything else the row has to tell: the note of the page stays quiet.
  function whyNot(status) {
    if (status >= 500 || status === 408 || status === 429) return "busy";
    if (status === 404 || status === 410) return "gone";
    return status === 400 || status === 413 ? "too-long" : "refused";
  }
  function failed(row, why) {
    tell(row, why);
    if (TRIED_AGAIN.includes(why)) later();
  }
  window.addEventListener("online", retry);
  window.addEventListener("focus", retry);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) retry(); });

  for (const kind of ["input", "change"]) {
    form.addEventListener(kind, (event) => {
      const row = rowOf(event.target);
      if (row) stateOf(row).edits += 1;
    }, true);
  }

  form.addEventListener("htmx:configRequest", (event) => {
    // Signing in again in another tab changes the token: the cookie has the one that counts.
    event.detail.headers["X-CSRFToken"] = token();
    event.detail.timeout = TIMEOUT;
  });
  form.addEventListener("htmx:beforeRequest", (event) => {
    const row = rowOf(event.target), state = stateOf(row);
    event.detail.xhr.edits = state.edits;
    state.tried.push(said(row));
  });
  form.addEventListener("htmx:beforeOnLoad", (event) => {
    const row = rowOf(event.target), { status } = event.detail.xhr;
    const signedOut = status === 403 || event.detail.xhr.getResponseHeader("HX-Redirect");
    if (signedOut) {
      // htmx would leave the page, and what was typed with it.
      event.preventDefault();
      failed(row, "signed-out");
    } else if (status >= 400 && status !== 409 && status !== 422) failed(row, whyNot(status));
  });
  form.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 409) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  for (const kind of ["htmx:sendError", "htmx:timeout"]) {
    form.addEventListener(kind, (event) => {
      event.stopPropagation();
      failed(rowOf(event.target), "offline");
    });
  }
  // The row says itself what went wrong.
  form.addEventListener("htmx:responseError", (event) => event.stopPropagation());

  document.addEventListener("htmx:afterRequest", (event) => {
    const { xhr } = event.detail;
    const id = event.detail.target?.id.replace("state-", "row-");
    const row = id && rows.has(id) ? rowAt(id) : null;
    if (!row || !xhr || !xhr.status || xhr.getResponseHeader("HX-Redirect")) return;
    const state = stateOf(row);
    if (xhr.status === 200) {
      state.saved = Math.max(state.saved, xhr.edits || 0);
      state.tried = [];
      wait = FIRST_WAIT;
      tell(row, "");
      if (resendable().length) retry();
    } else if (xhr.status === 409 || xhr.status === 422) {
      tell(row, "");
      const other = row.querySelector(".conflict");
      // An answer of this very page that was saved, though word of it never came back, is no other window's.
      const { value, reason, note } = other?.dataset ?? {};
      const elsewhere = JSON.stringify([value, reason, note].filter((each) => each !== undefined));
      if (other && state.tried.includes(elsewhere)) {
        // What was swapped in is not htmx's yet.
        htmx.process(other);
        other.querySelector("[data-keep]").click();
      } else if (row.querySelector(".not-saved")) announce(row.querySelector(".not-saved").innerText);
    }
    if (leavingTo && !unsaved().length) leave(leavingTo);
  });

  // What was answered before this file or htmx had arrived, nobody heard.
  const differs = (field) => field.type === "radio" ? field.checked !== field.defaultChecked
    : field.options ? field.selectedIndex !== Math.max(0, [...field.options].findIndex((each) => each.defaultSelected))
      : field.value !== field.defaultValue;
  document.addEventListener("htmx:load", () => {
    form.querySelectorAll("[data-row]").forEach((row) => {
      if (![...row.querySelectorAll("input[type=radio], select, textarea")].some(differs)) return;
      stateOf(row).edits += 1;
      htmx.trigger(row, "save");
    });
  }, { once: true });

  // Leaving waits until everything is saved that can be; whoever asks twice may go, and is asked by the browser.
  const isHopeless = (why) => why && !TRIED_AGAIN.includes(why);
  const waiting = () => unsaved().filter((row) => !isHopeless(stateOf(row).why) && !row.querySelector(".not-saved"));
  function leave(to) {
    leavingTo = null;
    if (to === form) form.submit();
    else window.location.assign(to);
  }
  function hold(event, to) {
    const rowsWaiting = waiting();
    if (!rowsWaiting.length || leavingTo === to) return;
    event.preventDefault();
    leavingTo = to;
    rowsWaiting.forEach((row) => htmx.trigger(row, "save"));
    setTimeout(() => { if (leavingTo) announce(form.dataset.leaving); }, 1500);
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const elsewhere = !link || link.target || event.ctrlKey || event.metaKey || event.shiftKey || event.button;
    if (!elsewhere && !link.getAttribute("href").startsWith("#")) hold(event, link.href);
  });
  form.addEventListener("submit", (event) => {
    if (!event.submitter?.name) hold(event, form);
  });
  form.addEventListener("input", () => { leavingTo = null; });
  window.addEventListener("beforeunload", (event) => { if (unsaved().length) event.preventDefault(); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });
})();
