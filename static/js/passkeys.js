// Passkeys: show what only works with them, and say in words when one was not used.
(() => {
  const known = window.isSecureContext && "PublicKeyCredential" in window;
  for (const part of document.querySelectorAll(".needs-passkeys")) part.hidden = !known;
  document.getElementById("no-passkeys")?.toggleAttribute("hidden", known);
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    document.getElementById("passkey-problem").hidden = false;
  });
})();
