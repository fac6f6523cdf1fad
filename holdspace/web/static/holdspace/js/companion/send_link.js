/** The phone's own way to send a link, where it has one. We send nothing. */

const button = document.querySelector("[data-share]");
if (button instanceof HTMLButtonElement && "share" in navigator) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const { share = "", shareText = "" } = button.dataset;
    navigator.share({ text: shareText, url: share }).catch(() => null);
  });
}
