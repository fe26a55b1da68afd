/* What the builder and the run page gain with a script: dragging, copying, parts that stay open. */
"use strict";

(() => {
  let dragged = null;

  const stageOf = (target) => target.closest?.(".chain-stage") ?? null;

  document.addEventListener("dragstart", (event) => {
    if (!event.target.closest?.(".chain-grip")) return;
    dragged = stageOf(event.target);
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.place);
  });

  document.addEventListener("dragover", (event) => {
    const over = stageOf(event.target);
    if (!dragged || !over) return;
    event.preventDefault();
    document.querySelectorAll(".chain-stage.is-over").forEach((stage) => stage.classList.remove("is-over"));
    over.classList.add("is-over");
  });

  document.addEventListener("drop", (event) => {
    const over = stageOf(event.target);
    if (dragged && over && over !== dragged) move(dragged.dataset.place, over.dataset.place);
    dragged = null;
  });

  document.addEventListener("dragend", () => {
    dragged = null;
    document.querySelectorAll(".chain-stage.is-over").forEach((stage) => stage.classList.remove("is-over"));
  });

  const move = (from, to) => {
    const form = document.getElementById("builder");
    const values = Object.fromEntries(new FormData(form));
    htmx.ajax("POST", "/chains/builder", {
      target: "#builder", select: "#builder", swap: "outerHTML", values: { ...values, do: `move~${from}~${to}` },
    });
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(button.parentElement.querySelector("code").textContent);
    button.textContent = "Copied";
  });

  // A poll draws the parts anew; those that somebody opened or closed stay as they are, and so do their places.
  const touched = new Map();
  document.addEventListener("toggle", (event) => {
    if (event.target.id) touched.set(event.target.id, event.target.open);
  }, true);
  document.addEventListener("htmx:afterSwap", () => {
    touched.forEach((open, id) => { const part = document.getElementById(id); if (part) part.open = open; });
    document.querySelectorAll(".chain-events").forEach((list) => { list.scrollTop = list.scrollHeight; });
  });
})();
