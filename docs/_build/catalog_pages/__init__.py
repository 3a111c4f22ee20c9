"""The generated pages of the site: pure functions from catalogs to Markdown, and one thin writer.

`shelf` holds what the pages are made of, `places` where each lies, `markdown` how text is written; one module a kind of page
gives text, `book` puts them together, `write` brings them to disk. Nothing here is part of the library.
"""
