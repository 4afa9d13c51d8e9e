// Finding a statement in a long list, and what a week adds up to: for pages that work without this file.
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

document.querySelectorAll("[data-finds]").forEach((search) => {
  const labels = [...document.querySelectorAll(search.dataset.finds)];
  const levels = [...document.querySelectorAll(".choose details")];
  const opened = levels.map((level) => level.open);
  search.closest("[hidden]").hidden = false;
  search.addEventListener("input", () => {
    const words = folded(search.value).split(/\s+/).filter(Boolean);
    let found = 0;
    labels.forEach((label) => {
      const fits = words.every((word) => folded(label.textContent).includes(word));
      label.closest("li").hidden = !fits;
      if (fits) found += 1;
    });
    document.querySelectorAll(".choose ul").forEach((list) => {
      const none = !list.querySelector("li:not([hidden])");
      list.hidden = none;
      if (list.previousElementSibling?.matches("h2, h3")) list.previousElementSibling.hidden = none;
    });
    levels.forEach((level, i) => {
      level.open = words.length ? Boolean(level.querySelector("li:not([hidden])")) : opened[i];
    });
    document.querySelector("[data-found]").textContent = words.length ? String(found) : "";
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
});

document.querySelectorAll("[data-total]").forEach((line) => {
  const figures = [...line.closest("form").elements].filter((each) => each.name.endsWith("-percent"));
  const show = () => {
    const total = figures.reduce((sum, each) => sum + (Number(each.value.replace(",", ".")) || 0), 0);
    const words = total > 100 ? line.dataset.over : line.dataset.total;
    line.textContent = words.replace("{}", String(Math.round(total * 10) / 10));
    line.classList.toggle("over", total > 100);
  };
  line.hidden = false;
  figures.forEach((each) => each.addEventListener("input", show));
  show();
});
