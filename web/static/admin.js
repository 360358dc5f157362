// The progress of the reading without reloading the page. Without this script a link shows it.
const place = document.getElementById("too");
const WAIT = 1000; // milliseconds
const isRunning = () => place.querySelector("[data-running=jah]");

const look = async () => {
  try {
    const answer = await fetch(place.dataset.address);
    if (answer.redirected) return location.reload(); // the session has ended
    if (answer.ok) place.innerHTML = await answer.text(); // our own, escaped
  } catch {
    // no answer yet: look again
  }
  if (isRunning()) return setTimeout(look, WAIT);
  location.replace(location.pathname); // without its notice
};

if (isRunning()) {
  document.querySelector(".reload")?.remove();
  setTimeout(look, WAIT);
}
