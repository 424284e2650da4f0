// Places in a text: code points and UTF-16 units, lines, pieces, words and sentences. Nothing here touches the page.

const LINE_BREAK = /\r\n|[\n\r\v\f\x85\u2028\u2029]/g;
const BLANK_BREAK = /[\n\r\v\f\x85\u2028\u2029]/g;

/** Return the way from code points (as the server counts) to UTF-16 units (as JavaScript does), and back. */
function measures(text) {
  const wide = [];
  let point = 0;
  for (const character of text) {
    if (character.length === 2) wide.push(point);
    point += 1;
  }
  const wideUnits = wide.map((place, before) => place + before);
  return {
    units: (offset) => offset + firstAtLeast(wide, offset),
    points: (offset) => offset - firstAtLeast(wideUnits, offset),
  };
}

/** Return the first of so many places for which `isThere` holds, which it does for all that follow. */
function firstWhere(length, isThere) {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isThere(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Return how many of the sorted numbers are below `value`. */
function firstAtLeast(sorted, value) {
  return firstWhere(sorted.length, (index) => sorted[index] >= value);
}

function linesOf(text) {
  const lines = [];
  let start = 0;
  for (const found of text.matchAll(LINE_BREAK)) {
    lines.push([start, found.index]);
    start = found.index + found[0].length;
  }
  return [...lines, [start, text.length]];
}

/** Cut the text wherever something begins or ends; each piece knows its claims, the innermost (shortest) first. */
function cut(length, claims, edges) {
  const at = new Map([0, length, ...edges].map((place) => [place, []]));
  claims.forEach((claim, number) => {
    for (const place of claim.places.flat()) at.get(place)?.push(number) ?? at.set(place, [number]);
  });
  const places = [...at.keys()].sort((a, b) => a - b);
  const open = new Set();
  return places.slice(0, -1).map((start, index) => {
    for (const number of at.get(start)) if (!open.delete(number)) open.add(number); // begins and ends alternate
    const inside = [...open].sort((a, b) => claims[a].length - claims[b].length || a - b);
    return { start, end: places[index + 1], claims: inside };
  });
}

/** Return a stretch without the white space at its ends; null where there is nothing else in it. */
function trim(text, [start, end]) {
  const words = text.slice(start, end);
  const inner = words.trim();
  if (!inner) return null;
  const from = start + words.indexOf(inner);
  return [from, from + inner.length];
}

/** Return the stretches of `from` that lie in none of `holes`. */
function without(from, holes) {
  return holes.reduce((left, [start, end]) => left.flatMap((one) => {
    if (one[1] <= start || end <= one[0]) return [one];
    return [[one[0], start], [end, one[1]]].filter(([a, b]) => a < b);
  }), from);
}

const overlaps = (a, b) => a[0] < b[1] && b[0] < a[1];

const covers = (outer, inner) => outer[0] <= inner[0] && inner[1] <= outer[1];

/** Return the words and the sentences of a text; a paragraph that was broken into lines is read as one line. */
function segments(text, paragraphs) {
  let [flat, at] = ["", 0];
  for (const [start, end] of paragraphs) {
    flat += text.slice(at, start) + text.slice(start, end).replace(BLANK_BREAK, " ");
    at = end;
  }
  flat += text.slice(at);
  const cutBy = (granularity) => [...new Intl.Segmenter(undefined, { granularity }).segment(flat)];
  const spanOf = ({ index, segment }) => trim(flat, [index, index + segment.length]);
  const words = cutBy("word").filter((one) => one.isWordLike).map(spanOf);
  const sentences = cutBy("sentence").map(spanOf).filter(Boolean);
  return { word: words, sentence: sentences };
}

/** Return the last of the sorted stretches that starts at or before a place, else the first. */
function lastFrom(spans, place) {
  return Math.max(firstWhere(spans.length, (index) => spans[index][0] > place) - 1, 0);
}
