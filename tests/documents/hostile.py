"""Texts that try to be more than text: for every free field of every document and format."""

from __future__ import annotations

#: On one line, so that they change nothing but the words of a document.
ONE_LINE = {
    "html": "<script>alert(1)</script><b onmouseover=alert(1)>x</b><!-- \"'>",
    "attributes": "\" onfocus='alert(1)' autofocus x=\"",
    "closing tags": "</td></tr></table></style></svg></section></body>",
    "entities": "&lt;b&gt; &amp;amp; &#60;i&#62; &copy;",
    "markdown": "**bold** __bold__ *it* _it_ `code` ~~gone~~ [x](https://example.org) ![y](z) <https://example.org>",
    "table": "a | b || c \\| d |",
    "backslashes": "\\ \\\\ \\| \\* trailing \\",
    "list": "- item",
    "numbered": "1. item",
    "heading": "# heading ###",
    "quote": "> quote",
    "rule": "---",
    "underline": "===",
    "fence": "```sh",
    "jinja": "{{ 7 * 7 }} {% for x in y %} {# z #} {{ document.__class__ }}",
    "footnote": "[^1]: note [x]: /url",
    "admonition": '!!! note "x"',
    "math": "$E = mc^2$ $$x$$",
    "bidi": "abc \u202edet tem\u202c xyz \u2067\u2066",
    "controls": "a\x00b\x07c\x1bd\x7fe\x9bf\ud800g\ufffe",
    "no width": "a\u200bb\u200cc\u200dd\ufeffe",
    "formula": '=HYPERLINK("https://example.org")',
    "typst": '#import "x.typ" $ x $ *b* _i_ @ref <label>',
    "word": "x" * 300,
}
#: Over several lines, or long.
MANY_LINES = {
    "lines": "first\nsecond\r\nthird\rfourth\n\nfifth\u2028sixth\n# seventh\n- eighth\n| ninth |\n    tenth",
    "long": "word " * 20_000,
    "long word": "x" * 100_000,
    "marks": "**_ " * 1000,
}
