/* What Sphinx's search says while it searches; its own catalogue has no Finnish for it. */
"use strict";
if (document.documentElement.lang === "fi") {
  Documentation.addTranslations({
    locale: "fi",
    plural_expr: "n === 1 ? 0 : 1",
    messages: {
      "Searching": "Haetaan",
      "Preparing search...": "Haku alkaa...",
      "Search Results": "Hakutulokset",
      "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
        "Hakusanoilla ei löytynyt sivuja. Tarkista kirjoitusasu tai kokeile vähemmän sanoja.",
      "Search finished, found one page matching the search query.": [
        "Löytyi yksi sivu.",
        "Löytyi sivuja: ${resultCount}.",
      ],
    },
  });
}
