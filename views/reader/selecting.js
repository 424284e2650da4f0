// Words of the article are selected by mouse or by keyboard, and become a claim, a claim's bounds, or the place of a cut.
//
// By keyboard a word (or sentence) is in hand at a time, and Shift keeps the others: `cursor` has the one where the
// selection began (`anchor`) and the one that moves (`focus`). What is selected is a selection of the page itself, so that it
// is seen and a screen reader says it; `reader.selected` is its place, which stays while the focus is in a field.

function watchSelection(reader) {
  reader.on(document, "selectionchange", () => reader.isDragging || readSelection(reader));
  reader.on(document, "pointerdown", ({ target }) => {
    reader.isDragging = reader.article.contains(target);
    if (reader.isDragging) Object.assign(reader, { cursor: null, isCutting: false });
    heldStretch(reader)?.pieces[0]?.element.removeAttribute("tabindex");
  });
  for (const type of ["pointerup", "pointercancel"]) {
    reader.on(document, type, () => {
      if (!reader.isDragging) return;
      reader.isDragging = false;
      readSelection(reader);
    });
  }
  reader.on(window, "resize", () => placeBar(reader));
}

function readSelection(reader) {
  if (!reader.data) return;
  const found = selectionIn(reader);
  if (found || !isElsewhere()) select(reader, found);
}

/** Say whether somebody types or chooses, which takes the page's selection away and is no reason to forget it. */
function isElsewhere() {
  return Boolean(document.activeElement?.closest(`${TYPING}, ${DIALOG}`));
}

/** Return the place of what is selected in the article, without the white space at its ends; null where nothing is. */
function selectionIn(reader) {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const isHere = [range.startContainer, range.endContainer].some((node) => reader.article.contains(node));
  if (!isHere) return null;
  return trim(reader.text, [placeOf(reader, range.startContainer, range.startOffset), placeOf(reader, range.endContainer, range.endOffset)]);
}

/** Return the place in the text of a point in the page: in a text of the article, else where the next one begins. */
function placeOf({ pieceOf, shown, text }, node, offset) {
  const piece = pieceOf.get(node);
  if (piece) return piece.start + offset;
  const point = new Range();
  point.setStart(node, offset);
  const next = firstWhere(shown.length, (index) => point.comparePoint(shown[index].text, 0) >= 0);
  return shown[next]?.start ?? text.length;
}

function select(reader, place) {
  if (String(place) === String(reader.selected ?? null)) return;
  reader.selected = place;
  if (place) releaseStretch(reader);
  else Object.assign(reader, { cursor: null, isCutting: false });
  const words = place ? reader.text.slice(...place) : "";
  tell("selection", place && { spans: [place.map(reader.points)], words });
  say(reader, place ? `Selected: ${shortened(words)}` : "");
  drawBar(reader);
}

function shortened(words) {
  const all = words.split(/\s+/);
  return all.length <= 24 ? all.join(" ") : `${all.slice(0, 10).join(" ")} … ${all.slice(-10).join(" ")}, ${all.length} words`;
}

/** Select nothing, and forget the way there. */
function clearSelection(reader) {
  if (!reader.selected && !reader.cursor) return;
  reader.cursor = null;
  if (reader.article.contains(getSelection().anchorNode)) getSelection().removeAllRanges();
  select(reader, null);
}

/** Say whether the start of the selection is what moves. */
function isBackward() {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = getSelection();
  const range = new Range();
  range.setStart(anchorNode, anchorOffset);
  return range.comparePoint(focusNode, focusOffset) < 0;
}

/** Select a place in the page; `isBackward` where its start is what moves. */
function showSelection(reader, [start, end], isBackward = false) {
  const ends = [spot(reader, start), spot(reader, end - 1, 1)];
  const [from, to] = isBackward ? ends.reverse() : ends;
  getSelection().setBaseAndExtent(...from, ...to);
}

// -- by keyboard --------------------------------------------------------------------------------------------------------

function segmentsOf(reader) {
  reader.segments ??= segments(reader.text, reader.places.body);
  return reader.segments;
}

/** Begin with what is selected, the stretch or the claim in hand, or the first word in view; then change the end that moves. */
function startCursor(reader) {
  if (reader.cursor) return turnCursor(reader);
  const place = reader.selected ?? heldStretch(reader)?.place ?? claimInView(reader)?.places[0] ?? firstInView(reader);
  if (place) setCursor(reader, { anchor: wordAt(reader, place[0]), focus: wordAt(reader, place[1] - 1) });
}

const wordAt = (reader, place) => segmentsOf(reader).word[lastFrom(segmentsOf(reader).word, place)];

function turnCursor(reader) {
  setCursor(reader, { anchor: reader.cursor.focus, focus: reader.cursor.anchor });
}

function claimInView(reader) {
  const claim = inHand(reader);
  const { top, bottom } = view(reader);
  const box = claim?.badge.getBoundingClientRect();
  return box && box.top >= top && box.bottom <= bottom ? claim : undefined;
}

function firstInView(reader) {
  const { top } = view(reader);
  const line = [...reader.article.children].find((one) => one.textContent.trim() && one.getBoundingClientRect().bottom > top + 16);
  if (!line) return undefined;
  const start = placeOf(reader, line, 0);
  const word = segmentsOf(reader).word.find(([from]) => from >= start);
  return word;
}

function setCursor(reader, cursor) {
  if (!cursor.anchor || !cursor.focus) return;
  const { anchor, focus } = cursor;
  const place = [Math.min(anchor[0], focus[0]), Math.max(anchor[1], focus[1])];
  reader.article.focus({ preventScroll: true });
  showSelection(reader, place, focus[0] < anchor[0]);
  keepInView(reader, rangeOf(reader, focus));
  reader.cursor = cursor;
  select(reader, place);
  reader.cursor = cursor; // which a new selection forgets
  if (reader.isCutting) hintCut(reader);
}

/** Move by a word or a sentence; with Shift the selection grows or shrinks. */
function moveCursor(reader, key) {
  const isExtending = key.startsWith("Shift+");
  const name = key.replace("Shift+", "");
  const { focus, anchor } = reader.cursor;
  const to = name === "Home" || name === "End" ? lineEnd(reader, focus, name) : nextSegment(reader, focus, name);
  setCursor(reader, { anchor: isExtending ? anchor : to, focus: to });
}

function nextSegment(reader, focus, name) {
  const all = segmentsOf(reader)[name === "ArrowUp" || name === "ArrowDown" ? "sentence" : "word"];
  const by = name === "ArrowDown" || (name === "ArrowRight") !== isRightToLeft(reader, focus) && name !== "ArrowUp" ? 1 : -1;
  const at = lastFrom(all, by > 0 ? focus[1] - 1 : focus[0]);
  return all[Math.min(Math.max(at + by, 0), all.length - 1)];
}

function isRightToLeft(reader, [start]) {
  return getComputedStyle(spot(reader, start)[0].parentElement).direction === "rtl";
}

/** Return the word at an end of the line, as it is on screen. */
function lineEnd(reader, focus, name) {
  const selection = getSelection();
  selection.collapse(...spot(reader, focus[0]));
  selection.modify("move", name === "Home" ? "backward" : "forward", "lineboundary");
  const place = placeOf(reader, selection.focusNode, selection.focusOffset);
  return wordAt(reader, name === "Home" ? place : place - 1);
}

// -- what is done with it -----------------------------------------------------------------------------------------------

const selectedSpan = ({ selected, points }) => selected.map(points);

function addClaim(reader) {
  shape(reader, { shape: "draw", spans: [selectedSpan(reader)] });
}

function bound(reader, spans) {
  shape(reader, { shape: "bound", spans, was: inHand(reader).spans });
}

function takeOut(reader) {
  const left = without(inHand(reader).spans, [selectedSpan(reader)]);
  if (left.length) bound(reader, left);
  else hint(reader, "Nothing would be left of the claim. If it is none, press w.");
}

/** Change what is a claim: the server says what becomes of it, and the article is drawn anew. */
function shape(reader, act) {
  select(reader, null); // to be seen until the article is drawn anew
  send(reader, act);
}

/** Cut the claim at the start of what is selected, or at the caret; else show where it would be cut, and wait. */
function split(reader) {
  const claim = inHand(reader);
  const at = reader.selected?.[0] ?? caret(reader);
  if (at !== undefined && isInside(claim, at)) shape(reader, { shape: "split", at: reader.points(at), was: claim.spans });
  else startCut(reader, claim);
}

const isInside = ({ places }, at) => places[0][0] < at && at < places.at(-1)[1];

/** Return the start of the word that a click went into, if the last one set a caret. */
function caret(reader) {
  const { isCollapsed, anchorNode, anchorOffset } = getSelection();
  if (!isCollapsed || !reader.article.contains(anchorNode)) return undefined;
  const place = placeOf(reader, anchorNode, anchorOffset);
  const [start, end] = wordAt(reader, place) ?? [place, place];
  return place >= end ? segmentsOf(reader).word.find(([from]) => from >= place)?.[0] : start;
}

function startCut(reader, claim) {
  const words = segmentsOf(reader).word.filter((word) => claim.places.some((place) => covers(place, word)));
  if (words.length < 2) return hint(reader, "A claim of one word cannot be cut.");
  const middle = words[words.length >> 1];
  reader.isCutting = true;
  setCursor(reader, { anchor: middle, focus: middle });
}

function hintCut(reader) {
  const [start, end] = reader.selected;
  const where = isInside(inHand(reader), start) ? `before “${reader.text.slice(start, end)}”` : "at a word inside it";
  hint(reader, `Cut claim ${reader.current + 1} ${where}: move with ← and →, press c. Esc stops.`);
}

/** Without a selection, start one on the claim. */
function setBounds(reader) {
  if (reader.selected) return bound(reader, [selectedSpan(reader)]);
  keepInView(reader, inHand(reader).badge);
  startCursor(reader);
  return hint(reader, `Select the words of claim ${reader.current + 1}, then press b. Shift and the arrows move its end, v takes the other end.`);
}

/** Take a claim in hand for merging; on another one, merge the two. */
function merge(reader) {
  const { id, spans } = inHand(reader);
  const other = reader.merging;
  setMerging(reader, other ? null : id);
  if (other && other !== id) send(reader, { shape: "merge", other, was: spans });
}

function setMerging(reader, id) {
  const badgeOf = (one) => reader.claims.find((claim) => claim.id === one)?.badge;
  badgeOf(reader.merging)?.classList.remove("cb-merging");
  badgeOf(id)?.classList.add("cb-merging");
  reader.merging = id;
  hint(reader);
}

/** Withdraw what is no claim, and go on. */
function withdraw(reader) {
  const { id, words } = inHand(reader);
  askReason(reader, `Claim ${reader.current + 1} is no claim: why?`, shortened(words), (reason) => {
    send(reader, { claim: id, shape: "withdraw", reason });
    const { current } = reader;
    if (inHand(reader)?.id !== id) return; // somebody else was quicker
    const next = current + 1 < reader.claims.length ? current + 1 : current - 1;
    if (next >= 0) goTo(reader, next);
  });
}

/** Leave what is begun: selecting, merging, a stretch. */
function leave(reader) {
  const wasSelecting = reader.cursor;
  if (reader.selected || reader.cursor) clearSelection(reader);
  else if (reader.merging) setMerging(reader, null);
  else releaseStretch(reader);
  if (wasSelecting || document.activeElement === document.body) inHand(reader)?.badge.focus({ preventScroll: true });
}

// -- the bar beside it --------------------------------------------------------------------------------------------------

function addBar() {
  const bar = element("div", "cb-acts");
  bar.setAttribute("role", "toolbar");
  bar.hidden = true;
  bar.addEventListener("pointerdown", (event) => event.preventDefault()); // a press would take the selection away
  return bar;
}

/** Show what can be done with the selection, else with the stretch in hand. */
function drawBar(reader) {
  const { bar } = reader;
  const about = reader.isCutting ? "cut" : reader.selected ? "selection" : heldStretch(reader) ? "stretch" : null;
  bar.hidden = about === null;
  if (!about) return;
  bar.setAttribute("aria-label", about === "stretch" ? "Nothing to check here, because" : "Do with the selection");
  const commands = reader.commands.filter((one) => one.bar === about && one.isUsable() && one.isOffered?.() !== false);
  bar.replaceChildren(...commands.map((one) => barButton(reader, one)));
  placeBar(reader);
}

function barButton(reader, one) {
  const made = button("", "cb-act", () => attempt(reader, one));
  const isUsual = one.isUsual?.() ?? false;
  made.classList.toggle("cb-usual", isUsual);
  made.title = one.title ?? "";
  made.append(element("kbd", "", isUsual ? `${nameOf(one)} · d` : nameOf(one)), one.short ?? one.label());
  return made;
}

/** Put the bar under what it is about, or over it, and where there is no room into the tools: never on the words. */
function placeBar(reader) {
  const { bar, sheet, tools, article } = reader;
  const place = reader.selected ?? heldStretch(reader)?.place;
  if (bar.hidden || !place) return;
  sheet.append(bar);
  bar.removeAttribute("style");
  const [words, frame, own] = [rangeOf(reader, place), sheet, bar].map((one) => one.getBoundingClientRect());
  const { top, bottom } = view(reader);
  const fits = (at) => at >= top && at + own.height <= bottom;
  const at = [words.bottom + 6, words.top - own.height - 6].find(fits);
  const left = Math.max(Math.min(words.left - frame.left, frame.width - own.width), article.offsetLeft);
  if (at === undefined) tools.append(bar);
  else Object.assign(bar.style, { insetBlockStart: `${at - frame.top}px`, left: `${left}px` });
}
