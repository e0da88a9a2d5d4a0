#!/bin/sh
# Double-click (macOS), or start in a terminal, to open a report in JupyterLab. It asks which one.
cd "$(dirname "$0")" || exit 2
if [ -x .venv/bin/python ]; then exec .venv/bin/python -m arvio open "$@"; fi
for folder in "$HOME/miniforge3" "$HOME/miniconda3" "$HOME/anaconda3" /opt/homebrew/Caskroom/miniforge/base; do
  if [ -x "$folder/envs/arvio/bin/python" ]; then exec "$folder/envs/arvio/bin/python" -m arvio open "$@"; fi
done
echo "arvio was not found: neither .venv in this folder nor a conda environment called arvio." >&2
echo "Set it up as README.md tells: make, or conda." >&2
exit 2
