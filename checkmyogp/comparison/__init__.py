"""The workbench of IRM researchers, and the same analysis of a published round for everybody."""
