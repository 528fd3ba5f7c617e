"""The dataset on disk: parts, tables, manifest, exports."""
