"""The pages for people: words, templates, and what the browser is served."""
