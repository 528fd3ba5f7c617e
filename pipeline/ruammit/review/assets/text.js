// The article's text: its mentions marked, the slots of a record lit, and what the reader selects, in code points.
import { byId, code, element, isHidden, visible, word } from "./page.js";

let points = []; // the text's code points: offsets count these, while JavaScript's strings count UTF-16 units

const LAYERS = ["money", "percent", "dates", "PERSON", "ORG", "GPE"];
export function legend() {
  const names = LAYERS.map((layer) => element("mark", word("marks", layer), { class: "ruammit-" + layer.toLowerCase() }));
  byId("legend").replaceChildren(...names.flatMap((name) => [name, " "]));
}

export const wordsAt = ([start, end]) => points.slice(start, end).join("");

// Where the words stand: within the stretch if they do, else anywhere; null where they do not.
export function find(text, within) {
  const wanted = Array.from(text);
  const at = (from, to) => {
    for (let start = from; start + wanted.length <= to; start += 1) {
      if (wanted.every((point, k) => points[start + k] === point)) return [start, start + wanted.length];
    }
    return null;
  };
  return wanted.length ? (within && at(within[0], within[1])) || at(0, points.length) : null;
}

export function showText(article, form) {
  points = Array.from(article.text);
  const target = byId("text");
  target.lang = article.lang;
  const lit = form ? lights(form) : [];
  const edges = new Set([0, points.length]);
  for (const [start, end] of [...article.marks, ...lit]) edges.add(start).add(end);
  points.forEach((point, at) => { if (isHidden(point)) edges.add(at).add(at + 1); });
  const cuts = [...edges].filter((at) => at <= points.length).sort((a, b) => a - b);
  const made = [];
  let from = 0; // marks stand in text order: those that ended before a piece are passed for good
  for (let k = 0; k + 1 < cuts.length; k += 1) {
    const [start, end] = [cuts[k], cuts[k + 1]];
    while (from < article.marks.length && article.marks[from][1] <= start) from += 1;
    let mark = null;
    for (let m = from; m < article.marks.length && article.marks[m][0] <= start; m += 1) {
      if (article.marks[m][1] >= end) mark = article.marks[m];
    }
    made.push(piece(start, end, mark, lit.filter(([s, e]) => s <= start && end <= e)));
  }
  target.replaceChildren(...made);
  const first = target.querySelector(".lit-evidence");
  if (first) first.scrollIntoView({ block: "center" });
}

function lights(form) {
  const slots = [...form.parties, ...form.amounts, ...form.shares, ...form.counts].map((row) => row.place);
  return [
    ...form.evidence.map(([s, e]) => [s, e, "lit-evidence"]),
    ...[...slots, form.period].filter(Boolean).map(([s, e]) => [s, e, "lit-slot"]),
    ...(form.subject ? [[...form.subject, "ruammit-subject"]] : []),
  ];
}

function piece(start, end, mark, lit) {
  const words = points.slice(start, end).join("");
  const hidden = end === start + 1 && isHidden(words);
  const shown = hidden ? (words === "\r" ? "" : code(words)) : words;
  const made = element(mark ? "mark" : "span", null, { "data-start": start, "data-end": end });
  made.textContent = shown;
  if (hidden) made.classList.add("hidden-character");
  for (const [, , name] of lit) made.classList.add(name);
  if (mark) {
    made.classList.add("ruammit-" + mark[2].toLowerCase());
    made.title = visible(`${word("marks", mark[2])}: ${mark[3]}`);
    made.dataset.mark = `${mark[0]} ${mark[1]}`;
  }
  return made;
}

// The selected stretch; null where nothing of the text is selected.
export function selected() {
  const chosen = window.getSelection();
  const target = byId("text");
  if (!chosen.rangeCount || chosen.isCollapsed) return null;
  const range = chosen.getRangeAt(0);
  if (!target.contains(range.startContainer) || !target.contains(range.endContainer)) return null;
  let [start, end] = [offset(range.startContainer, range.startOffset, false), offset(range.endContainer, range.endOffset, true)];
  while (start < end && /\s/.test(points[start])) start += 1;
  while (start < end && /\s/.test(points[end - 1])) end -= 1;
  return start < end ? [start, end] : null;
}
function offset(node, at, isEnd) {
  if (node.nodeType === Node.TEXT_NODE) {
    const holder = node.parentElement;
    if (holder.classList.contains("hidden-character")) return Number(isEnd ? holder.dataset.end : holder.dataset.start);
    return Number(holder.dataset.start) + Array.from(node.data.slice(0, at)).length;
  }
  if (node === byId("text")) return at < node.children.length ? Number(node.children[at].dataset.start) : points.length;
  return Number(at ? node.dataset.end : node.dataset.start);
}
