// "e" opens the page to add evidence, from anywhere, and brings one back afterwards.
document.addEventListener("keydown", (event) => {
  const busy = event.ctrlKey || event.metaKey || event.altKey || event.repeat || document.querySelector("dialog[open]");
  if (event.key !== "e" || busy || event.target.closest("input, textarea, select, [contenteditable]")) return;
  const link = document.getElementById("add-evidence");
  if (!link || location.pathname === link.pathname) return;
  event.preventDefault();
  location.assign(`${link.href}?next=${encodeURIComponent(location.pathname)}`);
});
