"use strict";
document.querySelectorAll("button[data-copies]").forEach((button) => {
  const block = document.getElementById(button.dataset.copies);
  const said = button.nextElementSibling;
  button.hidden = false;
  button.addEventListener("click", () => {
    const put = (event) => {
      event.clipboardData.setData("text/plain", block.textContent);
      event.preventDefault();
    };
    getSelection().selectAllChildren(block);
    document.addEventListener("copy", put);
    const copied = document.execCommand("copy");
    document.removeEventListener("copy", put);
    said.textContent = copied ? said.dataset.copied : said.dataset.failed;
  });
});
