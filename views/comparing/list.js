// The claims on the left, in reading order, each with what was proposed and decided in short; a filter above them.

/** Which claims can be shown: what each is called, and whether a claim with these states is one. */
const FILTERS = {
  all: ["All claims", () => true],
  waiting: ["Waiting for a decision", (states) => states.some(isOpen)],
  moved: ["Contradicted or updated", (states) => states.some(hasMoved)],
  spoken: ["Taken up later", (states) => states.some(isSpoken)],
};

function addFilter(bench) {
  const filter = element("select", "cb-input");
  filter.setAttribute("aria-label", "Claims to show");
  filter.addEventListener("change", () => {
    remember("compare filter", filter.value);
    drawChanging(bench);
  });
  const option = ([value, [label]]) => Object.assign(element("option", "", label), { value });
  filter.append(...Object.entries(FILTERS).map(option));
  filter.value = remembered("compare filter") || "all";
  if (filter.selectedIndex < 0) filter.value = "all";
  return filter;
}

/** Count the claims of each filter, and return the ids of those that are shown. */
function filtered(bench) {
  const { filter, data } = bench;
  const states = data.claims.map(({ id }) => data.coverage.map((one) => stateOf(bench, id, one.id)));
  for (const option of filter.options) {
    const [label, fits] = FILTERS[option.value];
    option.textContent = `${label} (${states.filter(fits).length})`;
  }
  const [, fits] = FILTERS[filter.value];
  return new Set(data.claims.filter((_, at) => fits(states[at])).map(({ id }) => id));
}

function addList(bench) {
  const list = element("nav", "cb-list");
  list.setAttribute("aria-label", "Claims");
  list.addEventListener("click", (event) => {
    const id = event.target.closest("[data-claim]")?.dataset.claim;
    if (!id) return;
    pick(bench, id);
    bench.hand.focus({ preventScroll: true }); // on the button, Enter would choose the claim again and confirm nothing
  });
  return list;
}

/** Draw the claims anew where they are other ones, else only what became of them. */
function drawList(bench) {
  const { list, data, claim } = bench;
  const drawn = [...list.children].map(({ dataset }) => dataset.claim);
  if (!same(drawn, data.claims.map(({ id }) => id))) list.replaceChildren(...data.claims.map(listEntry));
  data.claims.forEach((one, at) => paintEntry(bench, list.children[at], one));
  bench.matching = filtered(bench);
  for (const entry of list.children) {
    entry.hidden = !bench.matching.has(entry.dataset.claim) && entry.dataset.claim !== claim?.id;
    if (entry.dataset.claim === claim?.id) entry.setAttribute("aria-current", "true");
    else entry.removeAttribute("aria-current");
  }
}

function listEntry({ id, words }, at) {
  const entry = button("", "cb-entry", () => {});
  entry.dataset.claim = id;
  const text = Object.assign(element("span", "cb-entry-words", words), { dir: "auto" });
  entry.append(element("span", "cb-number", String(at + 1)), text, element("span", "cb-tallies"));
  return entry;
}

function paintEntry(bench, entry, { id, marks, verification }) {
  const tallies = talliesOf(bench, id);
  const key = JSON.stringify([tallies, quiet(marks), verification]);
  if (entry.dataset.key === key) return;
  entry.dataset.key = key;
  const finding = bench.data.verification.find((one) => one.key === verification);
  const signs = tallies.map(([state, key, count]) => tally(bench, state, key, count));
  if (!signs.length) signs.push(element("span", "cb-none", quiet(marks)));
  if (finding && finding.key !== "unchecked") signs.push(Object.assign(element("span", "cb-mine", finding.symbol), { title: `My finding: ${finding.label}` }));
  entry.classList.toggle("cb-nothing", !tallies.length && quiet(marks) === NOTHING); // takes one line and not three
  entry.lastChild.replaceChildren(...signs);
  entry.setAttribute("aria-label", `Claim ${bench.claims.get(id).at + 1}: ${bench.claims.get(id).words}. ${tallies.map((one) => tallyTold(bench, one)).join(", ") || quiet(marks)}`);
}

const NOTHING = "Nothing later";

/** Say why there is nothing to see of a claim. */
function quiet(marks) {
  if (!marks) return "";
  const compared = [...marks].filter((mark, place) => place % 2 === 0 && mark !== ".").length;
  return compared ? (2 * compared < marks.length ? "…" : NOTHING) : "Not compared yet";
}

/** Count a claim's later articles by state and relation: what waits for a decision, then what is decided. */
function talliesOf(bench, claim) {
  const counts = new Map();
  for (const { id } of bench.data.coverage) {
    const { proposed, decided } = stateOf(bench, claim, id);
    const name = decided ? `decided/${decided}` : proposed === "silent" ? "" : proposed && `proposed/${proposed}`;
    if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const order = bench.data.relations.flatMap(({ key }) => [`decided/${key}`, `proposed/${key}`]);
  return order.filter((name) => counts.has(name)).map((name) => [...name.split("/"), counts.get(name)]);
}

function tally(bench, state, key, count) {
  const made = element("span", "cb-tally", `${choiceOf(bench, key).symbol} ${count}`);
  Object.assign(made.dataset, { state, relation: key });
  made.title = tallyTold(bench, [state, key, count]);
  return made;
}

const tallyTold = (bench, [state, key, count]) => `${count} ${state}: ${choiceOf(bench, key).label.toLowerCase()}`;
