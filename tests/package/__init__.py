"""What is built, installed and imported is one package, ``brinkmanship``."""
