/* What the pages gain with a script; every flow works without it. */
"use strict";

(() => {
  const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
  const places = { d: "/", b: "/batches", e: "/executions", p: "/profiles", t: "/tasks", s: "/strategies", a: "/audit", y: "/system" };
  const wait = 2500; // milliseconds that a g waits for its second key
  let asked = -Infinity; // when g was pressed

  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRFToken"] = token;
  });

  const trouble = document.getElementById("trouble");
  const lost = (isLost) => trouble && (trouble.hidden = !isLost);
  document.addEventListener("htmx:sendError", () => lost(true));
  document.addEventListener("htmx:afterRequest", (event) => event.detail.successful && lost(false));
  document.addEventListener("htmx:responseError", (event) => {
    // Signed out meanwhile: the page itself knows the way to the sign-in.
    if (event.detail.xhr.status === 401) location.reload();
    else lost(true);
  });

  // A dialog that has just closed keeps the focus until the next frame.
  const isTyping = (target) => target.closest("input, select, textarea, dialog[open], [contenteditable]") !== null;

  const rows = () => [...document.querySelectorAll("[data-rows] tbody tr")];

  const step = (by) => {
    const neighbour = document.querySelector(by > 0 ? "a[data-next]" : "a[data-previous]");
    if (neighbour) return neighbour.click();
    const all = rows();
    const now = all.findIndex((row) => row.contains(document.activeElement));
    all[Math.min(Math.max(now + by, 0), all.length - 1)]?.querySelector("a[href]")?.focus();
  };

  const follow = (key) => {
    const place = places[key];
    asked = -Infinity;
    if (place) location.assign(place);
  };

  const shortcuts = {
    "/": (event) => {
      event.preventDefault();
      const menu = document.getElementById("menu");
      const box = document.getElementById("find");
      if (box && box.offsetParent === null) menu?.showPopover();
      box?.select();
    },
    "?": () => document.getElementById("shortcuts")?.showModal(),
    g: (event) => { asked = event.timeStamp; },
    n: () => document.querySelector("a[data-new]") ? location.assign("/batches/new") : undefined,
    f: (event) => {
      const box = document.getElementById("filter-text") ?? document.querySelector("form.filters select, form.filters input");
      if (box) { event.preventDefault(); box.focus(); }
    },
    j: () => step(1),
    k: () => step(-1),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.timeStamp - asked < wait) return follow(event.key);
    shortcuts[event.key]?.(event);
  });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) document.getElementById(opener.dataset.open)?.showModal();
    const all = event.target.closest("[data-check]");
    if (all) checkAll(all);
  });

  const checkAll = (button) => {
    const boxes = document.querySelectorAll(`#${button.dataset.check} input[type="checkbox"]:not([disabled])`);
    boxes.forEach((box) => { if (!box.closest("[hidden]")) box.checked = button.dataset.value === "on"; });
    boxes[0]?.dispatchEvent(new Event("change", { bubbles: true }));
  };

  // Things that only a script can do stay hidden without one.
  const reveal = (root) => root.querySelectorAll("[data-script]").forEach((element) => { element.hidden = false; });
  reveal(document);
  document.addEventListener("htmx:load", (event) => reveal(event.detail.elt));

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-auto]");
    if (form && event.target.type !== "search") form.requestSubmit();
  });

  // Filters that are left alone stay out of the address.
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "get") return;
    event.target.querySelectorAll("input, select").forEach((field) => { if (field.value === "") field.disabled = true; });
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll('form[method="get"] [disabled]').forEach((field) => { field.disabled = false; });
  });
})();
