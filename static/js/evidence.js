// "e" opens the page to add evidence, from anywhere, and brings one back afterwards.
const TYPING = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";
document.addEventListener("keydown", (event) => {
  const busy = event.ctrlKey || event.metaKey || event.altKey || event.repeat || document.querySelector("dialog[open]");
  if (event.key !== "e" || busy || event.target.closest(TYPING)) return;
  const link = document.getElementById("add-evidence");
  if (!link || location.pathname === link.pathname) return;
  event.preventDefault();
  location.assign(`${link.href}?next=${encodeURIComponent(location.pathname)}`);
});
