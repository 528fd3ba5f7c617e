// What every part of the page uses: elements made of text alone, words of the interface, and requests.
export const byId = (id) => document.getElementById(id);
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]/g;
export const isHidden = (character) => character.search(HIDDEN) === 0;
export const code = (c) => "⟨U+" + c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0") + "⟩";
export const visible = (text) => String(text).replace(HIDDEN, code);

// Everything is built with createElement and textContent: what came out of an article is only ever text.
export function element(name, text, attributes = {}, ...children) {
  const made = document.createElement(name);
  if (text !== undefined && text !== null) made.textContent = visible(text);
  for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== undefined) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
export function button(word, action, attributes = {}) {
  const made = element("button", t(word), { type: "button", ...attributes });
  made.addEventListener("click", action);
  return made;
}

// --- words -------------------------------------------------------------------------------------------------------------
let words = { page: {}, codes: {}, countries: {} };
export function speak(given) {
  words = given;
  document.documentElement.lang = given.lang;
  for (const place of document.querySelectorAll("[data-word]")) place.textContent = t(place.dataset.word);
}
export const t = (name, values = {}) => (words.page[name] || name).replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
export const word = (group, value) => (words.codes[group] && words.codes[group][value]) || value;
export const country = (value) => words.countries[value] || value;
export const countries = () => words.countries;

// --- requests ----------------------------------------------------------------------------------------------------------
export async function get(path, parameters = {}) {
  const asked = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== "" && value != null));
  return answer(fetch(`${path}?${asked}`));
}
export const post = (path, data) =>
  answer(fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(data) }));
async function answer(request) {
  let response;
  try {
    response = await request;
  } catch {
    throw new Error(t("lost"));
  }
  const data = await response.json();
  if (!response.ok) throw new Error(data.error);
  return data;
}

// --- messages ----------------------------------------------------------------------------------------------------------
export function say(text) {
  byId("trouble").textContent = "";
  byId("message").textContent = visible(text);
}
export function tellTrouble(error) {
  byId("message").textContent = "";
  byId("trouble").textContent = visible(error.message || error);
}
export const guarded = (action) => async (...values) => {
  try {
    await action(...values);
  } catch (error) {
    tellTrouble(error);
  }
};
