"""The text as a WebAssembly module: played by wasmtime here, and by a page in any browser.

``machine`` is what engines call; only the build writes the module, with the help of ``binary``.
"""
