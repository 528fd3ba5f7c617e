"""What records are of, language-neutral, as data: kinds, frames, traits, lists of context phrases."""
