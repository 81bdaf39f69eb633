// Keys for who would rather not reach for the mouse. Every key presses a button or follows a link that is on the page.
"use strict";

const go = { h: "/", s: "/sources", t: "/timeline", c: "/conflicts", p: "/people", i: "/items", q: "/questions", r: "/record" };
let leading = false;

const isTyping = (at) => at.closest("input, textarea, select, [contenteditable]") !== null;
const open = () => document.querySelector(".note.now") ?? document.querySelector(".deciding")?.closest("main");

function press(key) {
  const control = open()?.querySelector(`[data-key="${key}"]`);
  if (control === null || control === undefined) return false;
  for (const button of document.querySelectorAll("button[data-key]")) if (button !== control) button.disabled = true;
  control.click();
  return true;
}

function step(by) {
  const notes = [...document.querySelectorAll(".note")];
  const at = notes.findIndex((note) => note.classList.contains("now"));
  const link = notes[at + by]?.querySelector(".says a") ?? (by > 0 ? document.querySelector("a[rel=next]") : null);
  if (link === null || link === undefined) return false;
  link.click();
  return true;
}

function words() {
  const selected = document.getSelection()?.toString().trim() ?? "";
  const link = document.getElementById("state");
  if (link === null) return false;
  const to = new URL(link.href);
  if (selected !== "") to.searchParams.set("quote", selected);
  location.href = to.href;
  return true;
}

const keys = {
  j: () => step(1), k: () => step(-1), a: () => press("a"), c: () => press("c"), r: () => press("r"), u: () => press("u"), s: words,
  w: () => { const why = document.querySelector(".why > summary"); why?.click(); return why !== null; },
  "/": () => { const field = document.getElementById("find"); field?.focus(); field?.select(); return field !== null; },
  "?": () => { location.href = "/keys"; return true; },
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { document.activeElement?.blur(); leading = false; return; }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const key = event.key.toLowerCase();
  if (leading) {
    leading = false;
    if (go[key] !== undefined) { event.preventDefault(); location.href = go[key]; return; }
  }
  if (key === "g") { leading = true; return; }
  if (keys[key]?.()) event.preventDefault();
});

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent === "yes") { event.preventDefault(); return; }
  event.target.dataset.sent = "yes";
});
addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent; for (const b of document.querySelectorAll("button[data-key]")) b.disabled = false; });

// The open note is brought to where it can be read, without a jump of the page when it is there already.
document.querySelector(".note.now")?.scrollIntoView({ block: "nearest" });

// What others do meanwhile is said, and never changes what one is looking at.
const news = document.getElementById("news");
const self = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const EVERY_MS = 3000;

function say(now) {
  const since = now.head - Number(document.body.dataset.head);
  const said = [];
  if (since > 0) said.push(`${since} new ${since === 1 ? "entry" : "entries"} in the record since this page was made.`);
  if (now.others > 0) said.push(now.others === 1 ? "Somebody else has this document open." : `${now.others} others have this document open.`);
  const text = said.join(" ");
  if (text === news.dataset.said) return;
  news.dataset.said = text;
  news.replaceChildren(text);
  news.hidden = text === "";
  if (since > 0) {
    const again = document.createElement("a");
    again.href = location.href;
    again.textContent = " Look again";
    news.append(again);
  }
}

async function listen() {
  if (document.visibilityState === "visible") {
    const query = new URLSearchParams({ page: self, source: document.body.dataset.source ?? "" });
    try {
      const answer = await fetch(`/live?${query}`);
      if (answer.ok) say(await answer.json());
    } catch { /* the desk was stopped, or the page is left: there is nothing to say */ }
  }
  setTimeout(listen, EVERY_MS);
}
if (news !== null) listen();
