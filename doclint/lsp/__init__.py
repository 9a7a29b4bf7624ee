"""The language server: what editors see, from the one ``Session``. Needs the extra ``lsp``.

Nothing here is imported before ``doclint server`` is called. A module for each thing an editor asks for holds plain
functions from pages and their docs set to the values of the protocol; ``server`` joins them to the messages.
"""
