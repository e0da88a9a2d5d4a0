"""The same batch on a Dask cluster: reports are executed on other machines, and judged and put out on this one."""
