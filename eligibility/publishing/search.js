// @ts-check
// Narrows the index to the measures whose words hold every word that is typed. Without
// this script the whole index stands there.

const form = document.querySelector("form");
const input = /** @type {HTMLInputElement | null} */ (
  document.querySelector("#search")
);
const told = /** @type {HTMLElement | null} */ (
  document.querySelector("[role=status]")
);

function search() {
  const asked = (input?.value ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const topic of document.querySelectorAll("[data-topic]")) {
    let within = 0;
    for (const item of topic.querySelectorAll("li")) {
      const words = item.dataset["words"] ?? "";
      const found = asked.every((word) => words.includes(word));
      item.hidden = !found;
      within += Number(found);
    }
    /** @type {HTMLElement} */ (topic).hidden = within === 0;
    count += within;
  }
  if (told) {
    const { found = "", none = "" } = told.dataset;
    const words = count ? found.replace("{count}", String(count)) : none;
    told.textContent = asked.length ? words : "";
  }
}

if (form && input) {
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", search);
  search();
}
