// One box above a column of boxes ticks or clears them all. Without scripts each is ticked by itself.
for (const table of document.querySelectorAll("table[data-choose-all]")) {
  const boxes = [...table.querySelectorAll("tbody input[type=checkbox]")];
  if (boxes.length > 1) {
    const all = document.createElement("input");
    all.type = "checkbox";
    all.setAttribute("aria-label", table.dataset.chooseAll);
    const show = () => {
      const ticked = boxes.filter((box) => box.checked).length;
      all.checked = ticked === boxes.length;
      all.indeterminate = ticked > 0 && !all.checked;
    };
    all.addEventListener("change", () => boxes.forEach((box) => (box.checked = all.checked)));
    boxes.forEach((box) => box.addEventListener("change", show));
    show();
    table.querySelector("thead th").append(" ", all);
  }
}
