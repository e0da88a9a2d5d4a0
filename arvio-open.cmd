@echo off
rem Double-click to open a report in JupyterLab. It asks which one, and this window stays open while you work.
setlocal
chcp 65001 >nul
cd /d "%~dp0"
set "HOME_OF_PYTHON="
if exist ".venv\Scripts\python.exe" set "HOME_OF_PYTHON=%CD%\.venv\Scripts"
if not defined HOME_OF_PYTHON if defined CONDA_PREFIX if exist "%CONDA_PREFIX%\Scripts\arvio.exe" set "HOME_OF_PYTHON=%CONDA_PREFIX%"
for %%D in ("%USERPROFILE%" "%LOCALAPPDATA%" "%ProgramData%") do for %%N in (miniforge3 miniconda3 anaconda3) do if not defined HOME_OF_PYTHON if exist "%%~D\%%N\envs\arvio\python.exe" set "HOME_OF_PYTHON=%%~D\%%N\envs\arvio"
if not defined HOME_OF_PYTHON (
  echo arvio was not found: neither .venv in this folder nor a conda environment called arvio.
  echo Set it up as README.md tells, then double-click again.
  pause
  exit /b 2
)
set "PATH=%HOME_OF_PYTHON%;%HOME_OF_PYTHON%\Library\bin;%HOME_OF_PYTHON%\Scripts;%PATH%"
"%HOME_OF_PYTHON%\python.exe" -m arvio open %*
if errorlevel 1 pause
