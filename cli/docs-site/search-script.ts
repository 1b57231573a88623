/**
 * The search of the first page: of the lists, only what has all the words that are typed. Without the script the lists
 * are all there. It writes no markup, so that no name can become any.
 */
export const searchScript = `(() => {
const field = document.getElementById("search");
const told = document.getElementById("found");
const items = [...document.querySelectorAll("[data-find] > li")].map((item) => [item, item.textContent.toLowerCase()]);
const sections = [...document.querySelectorAll("section")].filter((section) => section.querySelector("[data-find]"));
document.getElementById("searching").hidden = false;
const find = () => {
  const words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let found = 0;
  for (const [item, text] of items) {
    item.hidden = !words.every((word) => text.includes(word));
    if (!item.hidden) found++;
  }
  for (const section of sections) section.hidden = !section.querySelector("[data-find] > li:not([hidden])");
  for (const aside of document.querySelectorAll("[data-aside]")) aside.hidden = words.length > 0;
  told.textContent = words.length === 0 ? "" : found === 1 ? "1 page found" : found + " pages found";
};
field.addEventListener("input", find);
find();
})()`;
