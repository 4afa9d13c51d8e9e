// Small conveniences on top of pages that work without this file.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "Escape") document.querySelectorAll("details.me[open]").forEach((menu) => {
    if (menu.contains(document.activeElement)) menu.firstElementChild.focus();
    menu.removeAttribute("open");
  });
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const search = document.getElementById("search") || document.getElementById("q");
  if (search) {
    event.preventDefault();
    search.focus();
  }
});

document.addEventListener("click", (event) => {
  document.querySelectorAll("details.me[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.removeAttribute("open");
  });
});

// A request that fails says so, and the note goes away with the next one that works.
const problem = () => document.getElementById("problem");
document.addEventListener("htmx:sendError", () => (problem().hidden = false));
document.addEventListener("htmx:responseError", () => (problem().hidden = false));
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) problem().hidden = true;
});
