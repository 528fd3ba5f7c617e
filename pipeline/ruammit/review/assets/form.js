// The form of a record: every slot can be typed, taken from the article's mentions, or from selected words.
import { button, countries, country, element, guarded, post, say, t, tellTrouble, visible, word } from "./page.js";
import { find, wordsAt } from "./text.js";

let number = 0; // ids tie labels to their fields

export class RecordForm {
  constructor(article, form, vocabulary, changed) {
    this.article = article;
    this.form = structuredClone(form);
    this.vocabulary = vocabulary;
    this.changed = changed; // told after every change, so that the text lights up the slots
    this.dirty = false;
    this.slot = null; // [list, row] of the slot that was touched last: what selected words replace
    this.waiting = Promise.resolve();
    this.root = element("div", null, { class: "form" });
    this.draw();
  }

  touch() {
    this.dirty = true;
    this.changed(this.form);
  }
  async settled() {
    await this.waiting;
    return this.form;
  }

  // --- fields ----------------------------------------------------------------------------------------------------------
  labelled(name, field, hint) {
    field.id = `field-${(number += 1)}`;
    const label = element("label", t(name), { for: field.id });
    return element("div", null, { class: "field" }, label, field, ...(hint ? [hint] : []));
  }
  choice(name, values, group, value, set) {
    const field = element("select");
    for (const one of values) field.append(element("option", one === "" ? t("none") : word(group, one), { value: one }));
    field.value = value ?? "";
    field.addEventListener("change", () => { set(field.value); this.touch(); });
    return this.labelled(name, field);
  }
  input(name, value, set, attributes = {}) {
    const field = element("input", null, { type: "text", autocomplete: "off", value: value ?? "", ...attributes });
    field.addEventListener("change", () => { set(field.value.trim()); this.touch(); });
    return this.labelled(name, field);
  }
  // A value that the readers check: what they make of the typed words is what the record gets.
  checked(name, kind, shown, set, attributes = {}) {
    const field = element("input", null, { type: "text", autocomplete: "off", value: shown, ...attributes });
    field.addEventListener("change", () => {
      this.waiting = this.waiting.then(async () => {
        if (!field.value.trim()) { set(null); field.removeAttribute("aria-invalid"); this.touch(); return; }
        try {
          set(await post("read", { article: this.article.id, kind, text: field.value }));
          field.removeAttribute("aria-invalid");
          say("");
          this.touch();
          this.draw();
        } catch (error) {
          field.setAttribute("aria-invalid", "true");
          tellTrouble(error);
        }
      });
    });
    return this.labelled(name, field);
  }
  mention(kind, take) {
    const rows = this.article.mentions[kind];
    const field = element("select", null, {}, element("option", "", { value: "" }));
    rows.forEach((row, at) => field.append(element("option", row.quote, { value: at, lang: this.article.lang })));
    field.addEventListener("change", () => {
      if (field.value === "") return;
      take(rows[Number(field.value)]);
      this.touch();
      this.draw();
    });
    return this.labelled("from-article", field);
  }
  row(list, at, ...fields) {
    const remove = button("remove-row", () => { this.form[list].splice(at, 1); this.touch(); this.draw(); }, { "aria-label": `${t("remove-row")}: ${t(list)} ${at + 1}` });
    const made = element("div", null, { class: "row", role: "group", "aria-label": `${t(SINGULAR[list])} ${at + 1}` }, ...fields, remove);
    made.addEventListener("focusin", () => { this.slot = [list, at]; });
    return made;
  }
  group(list, rows, fresh) {
    const add = button("add-row", () => { this.form[list].push(fresh()); this.slot = [list, this.form[list].length - 1]; this.touch(); this.draw(); [...this.root.querySelectorAll(`[data-list=${list}] .row`)].at(-1).querySelector("input").focus(); }, { "aria-label": `${t("add-row")}: ${t(SINGULAR[list])}` });
    return element("fieldset", null, { "data-list": list }, element("legend", t(list)), ...rows, add);
  }

  // --- the whole -------------------------------------------------------------------------------------------------------
  draw() {
    const { form, vocabulary } = this;
    const names = element("datalist", null, { id: "countries" });
    for (const [value, name] of Object.entries(countries())) names.append(element("option", name, { value }));
    const kept = this.root.contains(document.activeElement) ? [...this.root.querySelectorAll("input,select,textarea,button")].indexOf(document.activeElement) : -1;
    this.root.replaceChildren(
      names,
      element("div", null, { class: "row" },
        this.choice("kind", vocabulary.kind, "kinds", form.kind, (value) => { form.kind = value; }),
        this.choice("status", vocabulary.status, "statuses", form.status, (value) => { form.status = value; })),
      this.group("parties", form.parties.map((party, at) => this.party(party, at)), () => ({ name: "", country: null, role: "partner", place: null })),
      this.group("amounts", form.amounts.map((amount, at) => this.amount(amount, at)), () => ({ value: "", value_max: null, currency: "", modifier: "exact", measure: "other", place: null })),
      this.period(),
      this.place("subject", form.subject, (place) => { form.subject = place; }),
      this.group("counts", form.counts.map((count, at) => this.row("counts", at,
        this.checked("count", "numbers", count.value && grouped(count.value, this.article.separators), (read) => { count.value = read ? read.value : ""; }),
        this.input("unit", count.unit, (value) => { count.unit = value; }))), () => ({ value: "", unit: "project", place: null })),
      this.group("shares", form.shares.map((share, at) => this.row("shares", at,
        this.checked("share", "percent", share.value && `${grouped(share.value, this.article.separators)}%`, (read) => { share.value = read ? read.value : ""; }),
        this.input("of", share.of, (value) => { share.of = value; }),
        this.mention("percent", (row) => Object.assign(share, { value: row.value, place: row.place })))), () => ({ value: "", of: "", place: null })),
      this.sectors(),
      this.place("evidence", form.evidence[0], (place) => { form.evidence = place ? [place, ...form.evidence.slice(1)] : form.evidence.slice(1); }),
    );
    if (kept >= 0) [...this.root.querySelectorAll("input,select,textarea,button")][kept]?.focus();
  }
  party(party, at) {
    return this.row("parties", at,
      this.input("name", party.name, (value) => { party.name = value; party.place = find(value, this.form.evidence[0]); }, { lang: this.article.lang }),
      this.input("country", party.country, (value) => { party.country = value.toUpperCase() || null; }, { list: "countries", maxlength: 2, size: 4, title: party.country ? country(party.country) : null }),
      this.choice("role", this.vocabulary.role, "roles", party.role, (value) => { party.role = value; }),
      this.mention("parties", (row) => Object.assign(party, { name: row.name, country: row.country, place: row.place })));
  }
  amount(amount, at) {
    const written = (value) => grouped(value, this.article.separators);
    const shown = amount.value && `${written(amount.value)}${amount.value_max ? "-" + written(amount.value_max) : ""} ${amount.currency}`;
    return this.row("amounts", at,
      this.checked("amount", "money", shown, (read) => Object.assign(amount, read ? read : { value: "", value_max: null }, read && read.modifier === "exact" ? { modifier: amount.modifier } : {})),
      this.choice("modifier", this.vocabulary.modifier, "modifiers", amount.modifier, (value) => { amount.modifier = value; }),
      this.choice("measure", this.vocabulary.measure, "measures", amount.measure, (value) => { amount.measure = value; }),
      this.mention("money", ({ quote, ...row }) => Object.assign(amount, row)));
  }
  period() {
    const { form } = this;
    const made = element("fieldset", null, { "data-list": "period" }, element("legend", t("period")), element("div", null, { class: "row" },
      this.checked("start", "dates", form.start ?? "", (read) => { form.start = read ? read.start : null; }),
      this.checked("end", "dates", form.end ?? "", (read) => { form.end = read ? read.end : null; }),
      this.mention("dates", (row) => Object.assign(form, { start: row.start, end: row.end, period: row.place }))));
    made.addEventListener("focusin", () => { this.slot = ["period", 0]; });
    return made;
  }
  sectors() {
    const made = element("fieldset", null, {}, element("legend", t("sectors")));
    const row = element("div", null, { class: "row" });
    for (const at of [0, 1, 2]) {
      row.append(this.choice("sector", ["", ...this.vocabulary.sector], "sectors", this.form.sectors[at], (value) => {
        const told = [0, 1, 2].map((k) => (k === at ? value : this.form.sectors[k])).filter(Boolean);
        this.form.sectors = [...new Set(told)];
      }));
    }
    made.append(row);
    return made;
  }
  place(name, place, set) {
    const field = element("textarea", null, { rows: name === "evidence" ? 3 : 2, lang: this.article.lang });
    field.value = place ? wordsAt(place) : "";
    field.addEventListener("change", () => {
      const found = find(field.value.trim(), this.form.evidence[0]);
      field.toggleAttribute("aria-invalid", Boolean(field.value.trim()) && !found);
      if (field.value.trim() && !found) return tellTrouble(t("not-in-article"));
      set(found);
      return this.touch();
    });
    const made = this.labelled(name, field);
    made.addEventListener("focusin", () => { this.slot = [name, 0]; });
    return made;
  }

  // --- words of the article ----------------------------------------------------------------------------------------------
  // Puts selected words into a slot; `at` is the row to replace, null for a new one.
  take(list, at, place) {
    this.waiting = this.waiting.then(guarded(async () => {
      const { form } = this;
      if (list === "subject") form.subject = place;
      else if (list === "evidence") form.evidence = [place, ...form.evidence.slice(1)];
      else if (list === "parties") put(form.parties, at, this.named(place), { role: "partner", country: null });
      else {
        const { place: found, ...read } = await post("read", { article: this.article.id, kind: READERS[list], place });
        if (list === "period") Object.assign(form, { start: read.start, end: read.end, period: found });
        else put(form[list], at, { ...read, place: found }, DEFAULTS[list]);
      }
      say("");
      this.touch();
      this.draw();
    }));
    return this.waiting;
  }
  named(place) {
    const name = wordsAt(place);
    const known = this.article.mentions.parties.find((row) => row.name === name);
    return known ? { name, country: known.country, place } : { name, place };
  }
}

const SINGULAR = { parties: "party", amounts: "amount", shares: "share", counts: "count", period: "period" };
export const SLOTS = ["amounts", "period", "parties", "subject", "counts", "shares", "evidence"];
export const slotName = (list) => t(SINGULAR[list] || list);
const READERS = { amounts: "money", shares: "percent", counts: "numbers", period: "dates" };
const DEFAULTS = { amounts: { measure: "other" }, shares: { of: "" }, counts: { unit: "project" } };

function put(rows, at, value, fresh) {
  if (at !== null && rows[at]) Object.assign(rows[at], value);
  else rows.push({ ...fresh, ...value });
}
// The number as the article's language writes it, so that its reader reads it back.
const grouped = (value, [group, decimal]) => {
  const [whole, rest] = visible(value).split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, group) + (rest ? decimal + rest : "");
};
export function emptyForm(place) {
  return { kind: "agreement", status: "done", parties: [], sectors: [], amounts: [], shares: [], counts: [], start: null, end: null, period: null, subject: null, evidence: place ? [place] : [] };
}
