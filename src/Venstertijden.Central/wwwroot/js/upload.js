// Uploading a list: a place to drop it, and how far it is. Without this script the same form is sent by the browser.
const form = document.querySelector("[data-upload]");
const input = form.querySelector("input[type=file]");
const drop = form.querySelector("[data-drop]");
const progress = form.querySelector("[data-progress]");
const word = form.querySelector("[data-progress-word]");
const bar = form.querySelector("progress");
const button = form.querySelector("button[type=submit]");

drop.classList.add("drop--on");
form.querySelector("[data-drop-here]").hidden = false;
let depth = 0;
const mark = (on) => drop.classList.toggle("drop--over", on);
drop.addEventListener("dragenter", () => mark(++depth > 0));
drop.addEventListener("dragleave", () => mark(--depth > 0));
drop.addEventListener("dragover", (event) => event.preventDefault());
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  depth = 0;
  mark(false);
  if (event.dataTransfer.files.length === 0) return;
  input.files = event.dataTransfer.files;
  form.requestSubmit();
});

form.addEventListener("submit", (event) => {
  if (input.files.length === 0) return;
  event.preventDefault();
  say(null);
  const sending = new XMLHttpRequest();
  sending.open("POST", form.action || location.href);
  sending.setRequestHeader("Accept", "application/json");
  sending.responseType = "json";
  sending.upload.addEventListener("progress", ({ loaded, total, lengthComputable }) => {
    if (!lengthComputable) return;
    bar.value = (100 * loaded) / total;
    if (loaded === total) {
      word.textContent = form.dataset.reading;
      bar.removeAttribute("value");
    }
  });
  sending.addEventListener("load", () => {
    if (sending.response?.to) location.assign(sending.response.to);
    else stop(sending.response?.problem ?? form.dataset.lost);
  });
  sending.addEventListener("error", () => stop(form.dataset.lost));
  word.textContent = form.dataset.sending;
  bar.value = 0;
  progress.hidden = false;
  button.disabled = true;
  sending.send(new FormData(form));
});

function stop(problem) {
  progress.hidden = true;
  button.disabled = false;
  say(problem);
  input.value = "";
  input.focus();
}

// The same place and look as the answer that a page without scripts gets.
function say(problem) {
  document.getElementById("File-error")?.remove();
  input.toggleAttribute("aria-invalid", problem !== null);
  if (problem === null) return;
  const text = document.createElement("p");
  text.id = "File-error";
  text.className = "utrecht-form-field-error-message utrecht-form-field__error-message field-error";
  text.setAttribute("role", "alert");
  text.textContent = problem;
  input.before(text);
  input.setAttribute("aria-describedby", "File-hint File-error");
}
