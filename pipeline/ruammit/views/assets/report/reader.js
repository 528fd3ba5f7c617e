// --- the article beside the record's slots: a slot lights its words, and words of the record stand out -------------------
// Offsets count code points; JavaScript's strings count UTF-16 units, which differ where a text holds emoji.
const codePoints = (text) => (/[\ud800-\udbff]/.test(text) ? Array.from(text) : text);
const cut = (points, start, end) => (typeof points === "string" ? points.slice(start, end) : points.slice(start, end).join(""));
const beside = matchMedia("(min-width: 44.01rem)"); // the slots stand beside the text; on a narrower page, above it
let opened = null;

function slots(record) {
  const parties = (list) => list.map((one) => ({ text: [one.text, ...one.also].join(" · "), note: one.role, spans: one.spans }));
  return [
    ["who", parties(record.who)], ["whom", parties(record.whom)],
    ["what", [{ text: data.kinds[record.kind] + ", " + data.statuses[record.status], spans: [] }, ...(record.about ? [record.about] : [])]],
    ["figures", record.figures], ["when", record.when.text ? [record.when] : []],
    ["sectors", record.sectors.map((code) => ({ text: data.sectors[code] || code, spans: [] }))],
    ["score", [{ text: record.score.toFixed(2), spans: [] }]],
  ].filter(([, values]) => values.length);
}

function read(record) {
  opened = record;
  const about = articles[record.article];
  byId("reader-title").textContent = visible(about.title || record.article);
  byId("reader-title").lang = about.lang;
  const source = sourceLink(about.source, words["open-source"]);
  byId("reader-about").replaceChildren(...[record.article, about.published, source, ...about.also.map((one) => one.id)]
    .filter(Boolean).flatMap((part, place) => [place ? " · " : "", typeof part === "string" ? visible(part) : part]));
  showSlots(record, about);
  showText(record, about);
  const place = matching.indexOf(record);
  byId("previous").disabled = place <= 0;
  byId("next").disabled = place < 0 || place + 1 >= matching.length;
  history.replaceState(null, "", fragment({ ...state, record: record.id }));
  if (!byId("reader").open) byId("reader").showModal();
  const first = byId("reader-text").querySelector(".focus");
  if (first && beside.matches) first.scrollIntoView({ block: "center" });
  else document.querySelector(".reader-body").scrollTop = 0;
  byId("reader-text").focus({ preventScroll: true });
}

function showSlots(record, about) {
  const list = byId("reader-slots");
  list.replaceChildren();
  for (const [name, values] of slots(record)) {
    list.append(element("dt", words["col-" + name]));
    for (const value of values) {
      const made = element("dd");
      const text = value.spans.length && about.body ? element("button", unbroken(value.text), { type: "button", class: "slot slot-" + name }) : element("span", unbroken(value.text));
      if (value.spans.length) text.addEventListener("click", () => light(value.spans));
      made.append(text);
      if (value.note) made.append(" ", element("span", value.note, { class: "also" }));
      list.append(made);
    }
  }
  byId("reader-flags").replaceChildren(...[...record.flags, ...((about.body && about.body.flags) || [])].map(([code, message]) =>
    element("li", "⚑ " + (data.flags[code] || code) + ": " + message, { class: "ruammit-flag" })));
}

// Show where a slot's words stand: they are outlined, and the first is brought into view.
function light(spans) {
  const pieces = [...byId("reader-text").querySelectorAll("[data-start]")];
  for (const piece of pieces) piece.classList.toggle("lit", spans.some(([start, end]) => start <= piece.dataset.start && piece.dataset.end <= end));
  const first = byId("reader-text").querySelector(".lit");
  if (first) first.scrollIntoView({ block: "center" });
}

function showText(record, about) {
  const target = byId("reader-text");
  target.lang = about.lang;
  byId("reader-note").hidden = Boolean(about.body);
  target.replaceChildren(...(about.body ? pieces(about.body, record) : [element("span", record.quote, { class: "ruammit-evidence focus" })]));
}

function pieces(body, record) {
  const points = codePoints(body.text);
  const filled = slots(record).flatMap(([name, values]) => values.flatMap((value) => value.spans.map(([start, end]) => [start, end, name])));
  const edges = new Set([0, points.length]);
  for (const [start, end] of [...body.marks, ...record.evidence, ...filled]) edges.add(start).add(end);
  const cuts = [...edges].sort((a, b) => a - b);
  const made = [];
  let from = 0; // marks stand in text order: those that ended before a piece are passed for good
  for (let at = 0; at + 1 < cuts.length; at += 1) {
    const [start, end] = [cuts[at], cuts[at + 1]];
    while (from < body.marks.length && body.marks[from][1] <= start) from += 1;
    let mark = null;
    for (let k = from; k < body.marks.length && body.marks[k][0] <= start; k += 1) if (body.marks[k][1] >= end) mark = body.marks[k];
    const inside = (spans) => spans.some(([s, e]) => s <= start && end <= e);
    const text = cut(points, start, end);
    const piece = mark
      ? element("mark", text, { class: "ruammit-" + mark[2].toLowerCase(), title: visible(`${data.layers[mark[2]]}: ${mark[3]} [${mark[4]}]`) })
      : element("span", text);
    piece.dataset.start = start;
    piece.dataset.end = end;
    if (inside(record.evidence)) piece.classList.add("ruammit-evidence", "focus-part");
    if (filled.some(([s, e]) => s <= start && end <= e)) piece.classList.add("of-slot");
    if (record.about && inside(record.about.spans)) piece.classList.add("ruammit-subject");
    if (start === record.evidence[0][0]) piece.classList.add("focus");
    made.push(piece);
  }
  return made;
}

function step(by) {
  const next = matching[matching.indexOf(opened) + by];
  if (next) read(next);
}
byId("previous").addEventListener("click", () => step(-1));
byId("next").addEventListener("click", () => step(1));
byId("close").addEventListener("click", () => byId("reader").close());
byId("reader").addEventListener("close", () => {
  opened = null;
  history.replaceState(null, "", fragment(state));
});
byId("legend").append(...Object.entries(data.layers).flatMap(([key, name]) => [element("mark", name, { class: "ruammit-" + key.toLowerCase() }), " "]),
  element("span", words["legend-slot"], { class: "of-slot" }));
