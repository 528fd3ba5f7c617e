// --- what is shown: the form, the fragment of the address, and the records that match ------------------------------------
const FIELDS = ["q", "kind", "status", "country", "partner", "sector", "score", "from", "to"];
const SORTS = {
  who: (r) => fold(r.who[0].text), whom: (r) => (r.whom[0] ? fold(r.whom[0].text) : null), what: (r) => r.kind,
  figures: (r) => (r.most.length ? Math.max(...r.most.map(([, value]) => value)) : null),
  when: (r) => r.start, score: (r) => r.score, published: (r) => articles[r.article].published,
};
const FIRST = { figures: "desc", when: "desc", score: "desc", published: "desc" }; // the direction that a first click gives
let state = {};
let matching = records;

const options = {
  kind: Object.entries(data.kinds), status: Object.entries(data.statuses), sector: Object.entries(data.sectors),
  country: Object.entries(data.countries).map(([code, [name]]) => [code, name]),
};
options.partner = options.country;
const held = {
  kind: (r) => [r.kind], status: (r) => [r.status], sector: (r) => r.sectors, country: (r) => r.countries, partner: (r) => r.countries,
};
for (const [name, choices] of Object.entries(options)) {
  const used = new Set(records.flatMap(held[name]));
  const sorted = choices.filter(([code]) => used.has(code)).sort((a, b) => a[1].localeCompare(b[1], data.locale));
  byId(name).append(...sorted.map(([value, text]) => element("option", text, { value })));
}

function haystack(record) {
  if (!record.haystack) {
    const names = [...record.who, ...record.whom].flatMap((party) => [party.text, ...party.also]);
    const about = articles[record.article];
    const more = [record.about && record.about.text, record.quote, record.when.text, ...record.figures.map((f) => f.text)];
    const figures = record.most.map(([currency, value]) => value + " " + currency);
    record.haystack = fold([...names, ...record.countries.flatMap((code) => data.countries[code]), ...more, ...figures, about.title, record.article].filter(Boolean).join(" "));
  }
  return record.haystack;
}

function matches(record, wanted, looked) {
  const within = (record.end || record.start) >= (wanted.from || "") && (record.start || record.end) <= (wanted.to || "9999");
  return (!wanted.kind || record.kind === wanted.kind) && (!wanted.status || record.status === wanted.status) &&
    (!wanted.country || record.countries.includes(wanted.country)) && (!wanted.partner || record.countries.includes(wanted.partner)) &&
    (!wanted.sector || record.sectors.includes(wanted.sector)) && record.score >= (Number(wanted.score) || 0) &&
    (!(wanted.from || wanted.to) || (Boolean(record.start || record.end) && within)) &&
    (!wanted.starts || (record.start || "").startsWith(wanted.starts)) && (!wanted.flagged || record.flags.length > 0) &&
    looked.every((word) => haystack(record).includes(word));
}

function sorted(found, sort) {
  const [name, direction] = sort.split(":");
  const key = SORTS[name];
  if (!key) return found;
  const sign = direction === "asc" ? 1 : -1;
  const compare = (a, b) => (typeof a === "string" ? a.localeCompare(b, data.locale) : a - b);
  return found.map((record, place) => [key(record), place, record]).sort(([a, p], [b, q]) => {
    if (a === null || b === null || a === undefined || b === undefined) return (a == null) - (b == null) || p - q; // what has no value is last
    return sign * compare(a, b) || p - q;
  }).map(([, , record]) => record);
}

const DEFAULT_SORT = "score:desc";
function fragment(wanted) {
  const made = new URLSearchParams();
  for (const [name, value] of Object.entries(wanted)) if (value && !(name === "sort" && value === DEFAULT_SORT)) made.set(name, value);
  const text = made.toString().replace(/\+/g, "%20");
  return text ? "#" + text : "#";
}
function fromFragment() {
  const known = [...FIELDS, "starts", "flagged", "sort", "record"];
  return Object.fromEntries([...new URLSearchParams(location.hash.slice(1))].filter(([name]) => known.includes(name)));
}
function fromForm() {
  const made = Object.fromEntries(FIELDS.map((name) => [name, byId(name).value.trim()]));
  if (byId("flagged").checked) made.flagged = "1";
  return { ...made, starts: state.starts, sort: byId("sort").value };
}
function toForm() {
  for (const name of FIELDS) byId(name).value = state[name] || "";
  byId("flagged").checked = Boolean(state.flagged);
  byId("sort").value = state.sort || DEFAULT_SORT;
}

// Show what is wanted, and keep it in the address, so that the address can be sent.
function show(wanted) {
  state = wanted;
  const looked = fold(state.q || "").split(/\s+/).filter(Boolean);
  matching = sorted(records.filter((record) => matches(record, state, looked)), state.sort || DEFAULT_SORT);
  history.replaceState(null, "", fragment(state));
  showChips();
  showTable();
}

// What narrows the table, each with a button that takes it away.
function showChips() {
  const named = { q: "“" + (state.q || "") + "”", score: "≥ " + state.score, from: "≥ " + state.from, to: "≤ " + state.to, starts: state.starts, flagged: words.flagged };
  const chips = Object.entries(state).filter(([name, value]) => value && (options[name] || named[name]) && name !== "sort").map(([name, value]) => {
    const found = options[name] && options[name].find(([code]) => code === value);
    const chip = element("button", (found ? found[1] : named[name] || value) + " ✕", { type: "button", class: "chip", "aria-label": say("remove", { what: found ? found[1] : named[name] || value }) });
    chip.addEventListener("click", () => { show({ ...state, [name]: "" }); toForm(); byId("q").focus(); });
    return chip;
  });
  byId("chips").replaceChildren(...chips);
  byId("clear").hidden = !chips.length;
}
