"""Country packs: reading a folder of TOML files whole, saying everything that is wrong with it, and loading it."""
