// The tools above the text: a search, a filter, what the strip shows, and the line that says what to do next.

const SHOWN_MATCHES = 2000; // more than these are counted and not lit up

function addTools(reader) {
  const tools = element("div", "cb-tools");
  Object.assign(reader, { tools, query: addSearch(reader), found: element("span", "cb-count"), filter: addFilter(reader) });
  Object.assign(reader, { count: element("span", "cb-count"), hintLine: element("p", "cb-hint") });
  for (const line of [reader.found, reader.count, reader.hintLine]) line.setAttribute("role", "status");
  const keys = button("Keys: ?", "cb-keys-button", () => command(reader, "keys"));
  keys.setAttribute("aria-label", "Show the list of keys");
  tools.append(reader.query, reader.found, reader.filter, reader.count, keys, addLegend(reader), reader.hintLine);
  new ResizeObserver(() => reader.root.style.setProperty("--cb-tools-height", `${tools.offsetHeight}px`)).observe(tools);
  return tools;
}

/** Show what to do next; nothing shows what is going on. */
function hint(reader, text = "") {
  const merging = reader.merging ? reader.claims.findIndex(({ id }) => id === reader.merging) + 1 : 0;
  reader.hintLine.textContent = text || (merging ? `Merge claim ${merging} with: go to another claim and press m. Esc stops.` : "");
}

/** Say something to a screen reader that the screen shows already. */
function say(reader, text) {
  reader.said.textContent = text;
}

// -- search -------------------------------------------------------------------------------------------------------------

function addSearch(reader) {
  const query = element("input", "cb-query");
  Object.assign(query, { type: "search", placeholder: "Search the text", dir: "auto", spellcheck: false, autocomplete: "off" });
  query.setAttribute("aria-label", "Search the text");
  query.addEventListener("input", () => search(reader));
  query.addEventListener("keydown", (event) => onSearchKey(reader, event));
  return query;
}

function goToSearch({ query }) {
  query.focus();
  query.select();
}

function onSearchKey(reader, event) {
  if (event.isComposing) return;
  if (event.key === "Enter") goToMatch(reader, event.shiftKey ? -1 : 1);
  if (event.key !== "Escape") return;
  event.preventDefault();
  reader.query.value = "";
  search(reader);
  (inHand(reader)?.badge ?? reader.article).focus({ preventScroll: true });
}

/** Find all places of the words that are searched; a blank may be any white space, and capitals do not matter. */
function search(reader) {
  const words = reader.query.value.trim();
  const pattern = words.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\s+/g, "\\s+");
  const found = words && reader.data ? [...reader.text.matchAll(new RegExp(pattern, "giu"))] : [];
  Object.assign(reader, { matches: found.map((one) => [one.index, one.index + one[0].length]), match: -1 });
  highlight(reader, "cb-search", reader.matches.slice(0, SHOWN_MATCHES));
  highlight(reader, "cb-match", []);
  drawFound(reader);
}

function drawFound({ matches, match, query, found }) {
  const { length } = matches;
  const all = length === 1 ? "1 match" : `${length} matches`;
  found.textContent = query.value.trim() ? (match < 0 ? all : `${match + 1} of ${all}`) : "";
}

/** Go to the next match, at first from the place in hand. */
function goToMatch(reader, by) {
  const { matches, match, here } = reader;
  if (!matches.length) return;
  const first = firstWhere(matches.length, (index) => matches[index][0] >= here);
  const next = match >= 0 ? match + by : by > 0 ? first : first - 1;
  reader.match = (next + matches.length) % matches.length;
  const [range] = highlight(reader, "cb-match", [matches[reader.match]]);
  keepInView(reader, range);
  drawFound(reader);
}

// -- filter -------------------------------------------------------------------------------------------------------------

function addFilter(reader) {
  const filter = element("select", "cb-filter");
  filter.setAttribute("aria-label", "Claims to show");
  filter.addEventListener("change", () => {
    remember(`filter/${reader.data.id}`, filter.value);
    applyFilter(reader);
  });
  return filter;
}

/** Offer what an article's claims can be filtered by, and take what was chosen last. */
function openFilter(reader) {
  const { filter, data } = reader;
  const kinds = data.lists.kind.map(({ key, label }) => [`kind:${key}`, label]);
  const sources = data.lists.source_type.map(({ key, label }) => [`source:${key}`, label]);
  filter.replaceChildren(
    ...[["", "All claims"], ["unchecked", "Unchecked"], ["worth", "Worth at least 50 %"]].map(filterOption),
    filterGroup("Kind", kinds),
    filterGroup("Says it", sources),
  );
  filter.value = remembered(`filter/${data.id}`);
  if (filter.selectedIndex < 0) filter.value = "";
}

function filterOption([value, label]) {
  return Object.assign(element("option", "", label), { value });
}

function filterGroup(label, entries) {
  const group = Object.assign(element("optgroup", ""), { label });
  group.append(...entries.map(filterOption));
  return group;
}

function isMatching(reader, number) {
  const [by, key] = reader.filter.value.split(":");
  const { found, worth } = reader.claims[number];
  if (by === "unchecked") return reader.statuses[number] === 0;
  if (by === "worth") return worth >= 0.5;
  if (by === "kind") return found.kind === key;
  return by !== "source" || (found.attribution?.source_type ?? "none") === key;
}

function applyFilter(reader) {
  reader.claims.forEach((_, number) => paintMatching(reader, number));
}

/** Show whether the filter lets a claim through; words stay bright as long as one of their claims does. */
function paintMatching(reader, number) {
  const { claims, matching } = reader;
  const isShown = isMatching(reader, number);
  if (isShown === matching[number]) return;
  const wasShown = matching[number] ?? true;
  matching[number] = isShown;
  reader.countDue ??= requestAnimationFrame(() => drawCount(reader));
  if (isShown === wasShown) return;
  claims[number].badge.classList.toggle("cb-dim", !isShown);
  for (const piece of claims[number].pieces) piece.element.classList.toggle("cb-dim", piece.claims.every((one) => matching[one] === false));
}

function drawCount(reader) {
  const { claims, matching, filter } = reader;
  reader.countDue = undefined;
  reader.count.textContent = filter.value ? `${matching.filter(Boolean).length} of ${claims.length} claims` : `${claims.length} claims`;
}
