// What is found while typing in the search box, by keyboard too. Without this file the box is a plain form.
{
  const box = document.getElementById("search");
  const list = () => document.getElementById("found");
  const options = () => [...list().querySelectorAll("[role=option]")];
  const chosen = () => list().querySelector("[aria-selected=true]");

  const choose = (option) => {
    chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", option?.id ?? "");
  };
  const show = (open) => {
    list().hidden = !open || !list().children.length;
    box.setAttribute("aria-expanded", String(!list().hidden && options().length > 0));
    choose(null);
  };
  const step = (by) => {
    const all = options();
    const at = all.indexOf(chosen()) + by;
    choose(all[at < -1 ? all.length - 1 : at]);
  };

  if (box) {
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", "found");
    show(false);

    box.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list().hidden) show(true);
        step(event.key === "ArrowDown" ? 1 : chosen() ? -1 : -2);
      } else if (event.key === "Escape" && !list().hidden) {
        event.preventDefault();
        show(false);
      } else if (event.key === "Enter" && !list().hidden && chosen()) {
        event.preventDefault();
        chosen().click();
      }
    });
    box.addEventListener("click", () => list().hidden && show(true));
    box.closest("search").addEventListener("focusout", (event) => {
      if (!event.currentTarget.contains(event.relatedTarget)) show(false);
    });
    document.addEventListener("htmx:afterSwap", (event) => {
      if (event.detail.requestConfig?.elt === box) show(document.activeElement === box);
    });
    window.addEventListener("pagehide", () => show(false));
  }
}
