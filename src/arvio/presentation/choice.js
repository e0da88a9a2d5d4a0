// Writes the parameters cell of the notebook whose kernel asked for it, and says in the evaluator's words what came of
// it. Where JupyterLab has not exposed its application, nothing is done and the lines to be pasted stay as they are.
((asked) => {
  const notebook = () =>
    [...(window.jupyterapp?.shell.widgets("main") ?? [])].find(
      (panel) => panel.sessionContext?.session?.kernel?.id === asked.kernel && panel.content?.model?.sharedModel?.cells,
    );
  const tagged = (cell) => (cell.metadata?.tags ?? []).includes("parameters");
  const line = (name) => new RegExp(`^([ \\t]*${name}[ \\t]*=[ \\t]*)(["'])[^"'\\n]*\\2`, "gm");

  const written = (source) =>
    Object.entries(asked.values).reduce((text, [name, value]) => {
      const found = text === null ? [] : [...text.matchAll(line(name))];
      return found.length === 1 ? text.replace(line(name), (_, start) => `${start}"${value}"`) : null;
    }, source);

  // The words of a choice come by another way than this script, and may be there a moment later.
  const tell = (text, left = 40) => {
    const place = document.getElementById(asked.place);
    if (place?.dataset.choice === asked.choice) place.textContent = text;
    else if (left) setTimeout(tell, 50, text, left - 1);
  };

  const panel = notebook();
  if (!panel) return;
  const cells = panel.content.model.sharedModel.cells.filter(tagged);
  const source = cells.length === 1 ? written(cells[0].getSource()) : null;
  if (source === null) {
    tell(asked.refused);
    return;
  }
  if (source !== cells[0].getSource()) cells[0].setSource(source);
  tell(asked.done);
  if (asked.run) {
    window.jupyterapp.shell.activateById(panel.id);
    panel.sessionContext.session.kernel.restart().then(() => window.jupyterapp.commands.execute("notebook:run-all-cells"));
  }
})
