"""What `serve`, `mcp` and `export-web` do: answers handed to other programs."""
