"use strict";
const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f\u00ad\u200b]/g, "").replace(/\u2013/g, "-").toLowerCase();
const field = document.getElementById("search.text");
const choices = [...document.querySelectorAll(".search select")];
const shown = document.getElementById("search.shown");
const entries = document.querySelectorAll(".contents li");
const shelves = [...document.querySelectorAll("section")].map((section, place) => {
  const name = plain(section.querySelector("h2").textContent);
  const rows = [...section.querySelectorAll("tbody tr")].map((row) => ({
    row,
    text: `${name} ${plain(row.textContent)}`,
    cells: [row.cells[0].firstElementChild.textContent, row.cells[1].textContent],
  }));
  return { section, rows, entry: entries[place] };
});
const narrow = () => {
  const words = plain(field.value).split(/\s+/).filter(Boolean);
  let n = 0;
  shelves.forEach(({ section, rows, entry }) => {
    let here = 0;
    rows.forEach(({ row, text, cells }) => {
      const chosen = choices.every((choice, place) => !choice.value || choice.value === cells[place]);
      const found = chosen && words.every((word) => text.includes(word));
      if (row.hidden === found) row.hidden = !found;
      here += found;
    });
    section.hidden = !here;
    if (entry) entry.hidden = !here;
    n += here;
  });
  shown.textContent = n;
};
let waiting;
const soon = () => {
  clearTimeout(waiting);
  waiting = setTimeout(narrow, 200);
};
field.addEventListener("input", soon);
choices.forEach((choice) => choice.addEventListener("change", narrow));
document.getElementById("search.all").hidden = false;
