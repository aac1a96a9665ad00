// The case page: zoom and light on the pictures, choosing one from the strip, and a second press of "a" that ticks the finding.
// Everything also works as plain links and forms.
import "./keys.js";

const MAX_ZOOM = 8;

for (const stage of document.querySelectorAll("[data-stage]")) makeStage(stage);

function makeStage(stage) {
  const image = stage.querySelector("[data-stage-img]");
  if (!image) return;
  let zoom = 1, x = 0, y = 0, light = 0, dragged = false;

  const draw = () => {
    const room = (zoom - 1) / 2;
    x = Math.min(Math.max(x, -room), room);
    y = Math.min(Math.max(y, -room), room);
    image.style.transform = `translate(${x * 100}%, ${y * 100}%) scale(${zoom})`;
    image.style.filter = light === 0 ? "" : `brightness(${1 + light * 0.5}) contrast(${1 + light * 0.1})`;
    stage.classList.toggle("stage--zoomed", zoom > 1);
  };
  const zoomBy = (factor) => {
    zoom = Math.min(Math.max(zoom * factor, 1), MAX_ZOOM);
    draw();
  };

  const tools = stage.querySelector("[data-stage-tools]");
  if (tools) {
    tools.hidden = false;
    tools.addEventListener("click", (event) => {
      const tool = event.target.closest("button");
      if (tool?.dataset.zoom) zoomBy(tool.dataset.zoom === "in" ? 1.5 : 1 / 1.5);
      if (tool && "light" in tool.dataset) {
        light = (light + 1) % 4;
        tool.setAttribute("aria-pressed", String(light > 0));
        draw();
      }
    });
  }

  image.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoomBy(event.deltaY < 0 ? 1.2 : 1 / 1.2);
  }, { passive: false });
  image.addEventListener("pointerdown", (event) => {
    dragged = false;
    if (zoom > 1) image.setPointerCapture(event.pointerId);
  });
  image.addEventListener("pointermove", (event) => {
    if (!image.hasPointerCapture(event.pointerId)) return;
    dragged = true;
    x += event.movementX / image.clientWidth;
    y += event.movementY / image.clientHeight;
    draw();
  });
  image.addEventListener("dragstart", (event) => event.preventDefault());
  stage.querySelector("[data-stage-link]")?.addEventListener("click", (event) => {
    // A press on the picture zooms; the link is for who has no script.
    event.preventDefault();
    if (!dragged) zoomBy(zoom >= MAX_ZOOM ? 1 / MAX_ZOOM : 1.5);
  });

  for (const link of document.querySelectorAll("[data-picture]"))
    link.addEventListener("click", (event) => {
      event.preventDefault();
      image.src = link.href;
      image.alt = link.textContent.trim().replace(/\s+/g, " ");
      const caption = stage.querySelector("[data-stage-caption]");
      if (caption) caption.textContent = image.alt;
      for (const other of document.querySelectorAll("[data-picture]")) other.removeAttribute("aria-current");
      link.setAttribute("aria-current", "true");
      zoom = 1;
      draw();
    });
}

// "a" opens the finding; "a" again ticks every line: Enter then sends it.
document.addEventListener("keydown", (event) => {
  if (event.key !== "a" && event.key !== "w") return;
  const fold = document.querySelector(`details.act[open] > summary[aria-keyshortcuts="${event.key}"]`)?.parentElement;
  const boxes = fold ? [...fold.querySelectorAll("[data-finding] input")] : [];
  if (boxes.length === 0 || event.target.matches("textarea, input[type=text]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  for (const box of boxes) box.checked = true;
  fold.querySelector("button[type=submit]").focus();
}, { capture: true });
