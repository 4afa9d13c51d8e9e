// What Django's widgets leave unnamed for those who listen: fields chosen by typing, and signs that are an explanation.
const nameWidgets = () => {
  document.querySelectorAll("select.admin-autocomplete").forEach((select) => {
    const label = select.labels[0]?.textContent.replace(/:\s*$/, "").trim();
    if (!label) return;
    select.parentNode.querySelectorAll("[role=combobox], [role=textbox]").forEach((part) => part.setAttribute("aria-label", label));
  });
  document.querySelectorAll("span.help-tooltip[aria-label]").forEach((sign) => sign.setAttribute("role", "img"));
};
// Behind the widgets' own beginnings, which jQuery puts off.
window.addEventListener("load", () => (window.django?.jQuery ?? setTimeout)(nameWidgets));
document.addEventListener("formset:added", () => setTimeout(nameWidgets));
