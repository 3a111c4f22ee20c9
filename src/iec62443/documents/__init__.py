"""Requirement documents: builders make a `Document` of results, and one writer a format puts it into text or bytes.

`model` is what a document is made of, whatever the format. Each document has its builder, a pure function from results to a
`Document`; each format its writer, a pure function from a `Document` to text or bytes. Neither knows the others.
"""
