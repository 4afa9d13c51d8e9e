// Lists of rows: moved by dragging, by buttons and by Alt+arrows, added without a round trip. Everything here also
// works without it: the order is a number, adding is a button of the form.
(() => {
  const lists = document.querySelectorAll(".rows[data-prefix]");
  const form = document.querySelector("form.writing");
  if (!form) return;
  // A page that comes back with what was typed is as little saved as what is typed now.
  let unsaved = Boolean(form.dataset.unsaved);
  let dragged = null;

  const said = document.createElement("p");
  said.className = "visually-hidden vh";
  said.setAttribute("role", "status");
  document.body.append(said);

  const rowsOf = (list) => [...list.children].filter((child) => child.classList.contains("row"));
  const nameOf = (row) => (row.querySelector("textarea, input:not([type=hidden])") || {}).value || "";

  function renumber(prefix) {
    let place = 0;
    for (const list of document.querySelectorAll(`.rows[data-prefix="${prefix}"]`)) {
      for (const row of rowsOf(list)) row.querySelector(".order input").value = ++place;
    }
    unsaved = true;
  }

  function move(row, step) {
    const rows = rowsOf(row.parentElement);
    const place = rows.indexOf(row) + step;
    if (place < 0 || place >= rows.length) return;
    if (step < 0) rows[place].before(row); else rows[place].after(row);
    renumber(row.parentElement.dataset.prefix);
    said.textContent = `${nameOf(row)}: ${place + 1} / ${rows.length}`;
  }

  function tool(label, sign, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.title = label;
    button.setAttribute("aria-label", label);
    button.addEventListener("click", () => { act(); button.focus(); });
    return button;
  }

  function enhance(row) {
    const tools = row.querySelector(".row-tools");
    if (!tools || tools.dataset.ready) return;
    tools.dataset.ready = "yes";
    const words = form.dataset;
    // For the mouse alone, and no button: not every browser drags those. The keyboard has the two beside it.
    const grip = document.createElement("span");
    grip.className = "grip";
    grip.textContent = "⠿";
    grip.title = words.drag || "Drag to another place";
    grip.setAttribute("aria-hidden", "true");
    grip.draggable = true;
    grip.addEventListener("dragstart", (event) => {
      dragged = row;
      row.classList.add("dragged");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", "");
      event.dataTransfer.setDragImage(row, 0, 0);
    });
    grip.addEventListener("dragend", () => {
      row.classList.remove("dragged");
      if (dragged) renumber(row.parentElement.dataset.prefix);
      dragged = null;
    });
    tools.prepend(
      grip,
      tool(words.up || "Move up", "↑", () => move(row, -1)),
      tool(words.down || "Move down", "↓", () => move(row, 1)),
    );
    row.addEventListener("keydown", (event) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!event.altKey || !step) return;
      event.preventDefault();
      const focused = document.activeElement;
      move(row, step);
      focused.focus();
    });
  }

  for (const list of lists) {
    list.classList.add("sorting");
    rowsOf(list).forEach(enhance);
    list.addEventListener("dragover", (event) => {
      const over = event.target.closest(".row");
      if (!dragged || !over || over === dragged || over.parentElement !== dragged.parentElement) return;
      event.preventDefault();
      const box = over.getBoundingClientRect();
      if (event.clientY < box.top + box.height / 2) over.before(dragged); else over.after(dragged);
    });
    list.addEventListener("drop", (event) => event.preventDefault());
  }

  function add(button) {
    const section = button.closest("section") || form;
    let list = section.querySelector(".rows[data-prefix]");
    if (!list || button.closest("p")) return false;
    const prefix = list.dataset.prefix;
    const template = document.getElementById(`empty-${prefix}`);
    const total = form.elements[`${prefix}-TOTAL_FORMS`];
    if (!template) return false;
    const holder = document.createElement("template");
    holder.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value);
    const row = holder.content.querySelector(".row");
    const at = `${prefix}-${total.value}-`;
    total.value = Number(total.value) + 1;
    list.append(row);
    list.querySelector(".empty")?.remove();
    if (list.dataset.kind) {
      // Also as what the row begins with: nobody has typed it.
      for (const name of ["kind", "category"]) {
        for (const field of [at + name, `initial-${at}${name}`]) form.elements[field].value = list.dataset[name];
      }
      if (list.dataset.kind !== "skill") {
        for (const name of ["skill", "proficiency"]) form.elements[at + name].closest(".field").remove();
        row.querySelector(".of-skill").classList.remove("of-skill");
      }
    }
    enhance(row);
    renumber(prefix);
    row.querySelector("textarea, input:not([type=hidden])").focus();
    return true;
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button.add");
    if (button && add(button)) event.preventDefault();
  });

  function total() {
    const output = form.querySelector("output[data-total]");
    if (!output) return;
    let sum = 0;
    for (const row of rowsOf(output.closest("section").querySelector(".rows"))) {
      if (!row.querySelector(".remove input").checked) sum += Number(row.querySelector("[name$=-percent]").value) || 0;
    }
    sum = Math.round(sum * 10) / 10;
    output.classList.toggle("other", sum !== 0 && sum !== 100);
    output.textContent = `${sum} %${sum === 100 ? ` · ${output.dataset.hundred}` : sum ? ` · ${output.dataset.other}` : ""}`;
  }

  form.addEventListener("input", () => { unsaved = true; total(); });
  form.addEventListener("change", total);
  total();

  form.addEventListener("submit", (event) => {
    unsaved = false;
    const button = event.submitter;
    if (button && button.dataset.saving) {
      button.setAttribute("aria-busy", "true");
      button.textContent = button.dataset.saving;
      // A second click while saving would send the page twice.
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
    }
  });
  window.addEventListener("pageshow", () => { delete form.dataset.sent; });
  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
  document.addEventListener("keydown", (event) => {
    // Where there is no list there is nothing to save: the button publishes, and a habit of the fingers must not.
    if (lists.length && (event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      form.requestSubmit(form.querySelector(".save button.default"));
    }
  });
})();
