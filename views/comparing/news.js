// What is new in the coverage: passages that no claim covers and that speak of the article's people and places.

function drawNews(bench) {
  const { whole, data } = bench;
  whole.setAttribute("aria-label", "New in the coverage");
  const key = JSON.stringify([data.news, data.comparing, data.coverage.map(({ id }) => id)]);
  if (whole.dataset.key === key && whole.querySelector(".cb-news, .cb-none")) return;
  whole.dataset.key = key;
  const found = data.news.map((one) => newsOf(bench, one));
  const none = data.comparing.waiting ? "Known when all is compared." : "The later coverage says nothing of the article's people and places that no claim covers.";
  whole.replaceChildren(...(found.length ? found : [element("p", "cb-none", none)]));
}

function newsOf(bench, { coverage, names, ...passage }) {
  const later = bench.later.get(coverage);
  const facts = element("p", "cb-about");
  facts.append(...[later.published || "no date", later.outlet].filter(Boolean).map((text) => element("span", "", text)), link(bench, later.title, coverage));
  const words = Object.assign(element("blockquote", "cb-passage"), { dir: "auto" });
  words.append(...withNeighbours(passage));
  return box("article", "cb-news", facts, words, element("p", "cb-facts", `Speaks of ${names.join(", ")}`));
}
