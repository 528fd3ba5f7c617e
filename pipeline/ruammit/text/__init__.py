"""Text before any rule: encodings, language detection, and one spelling to read."""
